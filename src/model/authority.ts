import type { GrantType } from './call.js';

/** What an organisation says of an OAuth client and of what its token may do. */
export interface Authority {
  organization?: LiveName;
  client?: LiveClient;
  /** What the caller holds, sorted by name; undefined: it could not be read. */
  roles?: readonly LiveRole[];
  /** What the client may ask users for; undefined for client credentials, to which scopes do not apply, or where it could not be read. */
  scopes?: readonly string[];
  /** Every permission that the organisation has to give; undefined: not read. */
  assignable?: readonly string[];
  /** What each licence of the platform brings, where it may be read. */
  licences?: readonly Licence[];
  /** What could not be read, in the order in which it was asked for. */
  unread: readonly Unread[];
}

export interface LiveName {
  id: string;
  name: string;
}

export interface Licence {
  name: string;
  permissions: readonly string[];
}

export interface LiveClient extends LiveName {
  grant?: GrantType;
  /** `active`, `inactive` (no new tokens) or `disabled` (its tokens do not count either). */
  state?: string;
  /** ISO date and time. */
  dateToDelete?: string;
  /** Seconds. */
  tokenLifetime?: number;
}

/** A role and the divisions it is held in; the division `*` is all of them. */
export interface LiveRole extends LiveName {
  divisions: readonly LiveName[];
  /** Perhaps with wildcards in full form; undefined: it could not be read. */
  permissions?: readonly LivePermission[];
}

export interface LivePermission {
  name: string;
  /** Only for objects that conditions choose. */
  conditional?: true;
}

export interface Unread {
  /** What would be known, e.g. `what role "Sync" grants`. */
  what: string;
  /** Id of the operation that was refused. */
  operation: string;
  status: number;
}
