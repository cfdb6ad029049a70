import type { Confidence } from './call.js';
import type { PermissionMode } from './operation.js';
import type { Place } from './place.js';
import type { RunStamp } from './result.js';

/** One operation that a client's code may call, with what it needs and from where it is called. */
export interface GuardedOperation {
  method: string;
  /** A template with `{name}` parameters; `{}` where the catalog does not have the operation. */
  path: string;
  /** How the permissions are meant: every one, any one, none; UNKNOWN: no source says. */
  mode: PermissionMode;
  permissions: readonly string[];
  /** Any one of these is enough. */
  scopes: readonly string[];
  /** The best of its calls. */
  confidence: Confidence;
  places: readonly Place[];
}

/** What one client of one application calls: the guard at run time lets this through and speaks up at anything else. */
export interface GuardedSet {
  stamp: RunStamp;
  application: string;
  client: string;
  /** Calls whose endpoints are not known: with any, requests outside the set may be theirs. */
  unresolved: number;
  /** Sorted by path, then method. */
  operations: readonly GuardedOperation[];
}
