/** The shape of `scope-manifest.yaml` as written. `manifest-schema.ts` describes every key. */
export interface ManifestFile extends ClientFile {
  $schema?: string;
  application: string;
  clients?: Record<string, ClientFile>;
  environments?: Record<string, EnvironmentFile>;
  mayStayUnused?: UnusedFile[];
}

/** The first of each row is our spelling, the others are the platform's. */
export const GRANT_SPELLINGS = {
  'client-credentials': 'client-credentials',
  code: 'code',
  pkce: 'pkce',
  implicit: 'implicit',
  'saml2-bearer': 'saml2-bearer',
  password: 'password',
  'CLIENT-CREDENTIALS': 'client-credentials',
  CODE: 'code',
  TOKEN: 'implicit',
  'SAML2-BEARER': 'saml2-bearer',
  PASSWORD: 'password',
} as const;

export type GrantSpelling = keyof typeof GRANT_SPELLINGS;

export interface ClientFile {
  grant?: GrantSpelling;
  grantedBy?: string | { files: string | string[]; client?: string };
  permissions?: string[];
  scopes?: string[];
  roles?: (string | RoleFile)[];
  divisions?: string[];
  tokenLifetime?: number;
  paths?: string[];
  tests?: boolean;
}

export interface RoleFile {
  name: string;
  permissions?: string[];
  divisions?: string[];
}

/** A list that replaces the client's, or what to change in it. */
export type ListFile = string[] | { add?: string[]; remove?: string[] };

export interface EnvironmentClientFile {
  clientId?: string;
  region?: string;
  secret?: string;
  permissions?: ListFile;
  scopes?: ListFile;
  roles?: (string | RoleFile)[];
  divisions?: ListFile;
}

export interface EnvironmentFile extends EnvironmentClientFile {
  clients?: Record<string, EnvironmentClientFile>;
}

export interface UnusedFile {
  grant: string;
  reason: string;
  until?: string;
}
