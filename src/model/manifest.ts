import type { Place } from './place.js';
import type { GrantType } from './call.js';

/** A name as written in a manifest, with where it stands. */
export interface Declared {
  text: string;
  place: Place;
}

/** A role the client holds: permissions where the manifest tells them, divisions where they are limited. */
export interface RoleDecl {
  name: Declared;
  permissions: readonly Declared[];
  /** It may hold more than the files tell. */
  open?: true;
  /** Empty: not said. `*`: all divisions. */
  divisions: readonly Declared[];
}

/** What a client is granted: the lists are the application's declared contract. */
export interface Grants {
  permissions: readonly Declared[];
  scopes: readonly Declared[];
  /** It may have more scopes than the files tell. */
  scopesOpen?: true;
  roles: readonly RoleDecl[];
  /** Divisions in which the permissions are needed. Empty: not said. */
  divisions: readonly Declared[];
}

export interface ClientDecl extends Grants {
  name: Declared;
  /** Where its grants are written down as infrastructure: globs relative to the manifest's folder, and which client of the files. */
  grantedBy?: { files: readonly string[]; client?: string; place: Place };
  grant?: { type: GrantType; place: Place };
  tokenLifetime?: { seconds: number; place: Place };
  /** Exceptions for this client, beside those of the application. */
  mayStayUnused?: readonly UnusedDecl[];
  /** Globs, relative to the manifest's folder, of the code that runs under this client. Empty: all code no other client claims. */
  paths: readonly string[];
  /** Whether test code counts for this client. */
  tests: boolean;
  place: Place;
  /** Where the lists stand, for "add it here": the key's place, or the client's when the list is absent. */
  lists: { permissions: Place; scopes: Place };
}

/** What an environment says of a client; absent lists are those of the client itself. */
export interface EnvironmentClient {
  /** The client's name in `clients`. */
  client: string;
  clientId?: Declared;
  region?: Declared;
  /** A reference to where the secret comes from, never the secret. */
  secret?: Declared;
  permissions?: readonly Declared[];
  scopes?: readonly Declared[];
  roles?: readonly RoleDecl[];
  divisions?: readonly Declared[];
  place: Place;
}

export interface EnvironmentDecl {
  name: Declared;
  clients: readonly EnvironmentClient[];
}

/** A grant that may stay although the code does not use it. */
export interface UnusedDecl {
  grant: Declared;
  reason: string;
  /** ISO date after which it no longer counts. */
  until?: string;
}

/** One application: what governs its folder down to the next manifest. */
export interface ApplicationManifest {
  /** Path of the manifest file, relative to the audited folder. */
  file: string;
  /** Folder it governs, `''` for the root. */
  folder: string;
  name: Declared;
  clients: readonly ClientDecl[];
  environments: readonly EnvironmentDecl[];
  mayStayUnused: readonly UnusedDecl[];
}
