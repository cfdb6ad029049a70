import type { Place } from './place.js';

/** `certain`: followed; `likely`: by unique name or by a catalog path handed on; `possible`: one of several. */
export type Confidence = 'certain' | 'likely' | 'possible';
export type Via = 'sdk' | 'http' | 'declared' | 'cli';
export type EvidenceRole = 'request' | 'wrapper' | 'method' | 'path' | 'receiver';

export interface Evidence {
  file: string;
  line: number;
  column: number;
  role: EvidenceRole;
}

/** One call site and one endpoint it reaches. The place is where method and path are all known. */
export interface Call extends Place {
  method: string;
  /** As the catalog spells it, or as written with `{}` for an unknown endpoint. */
  path: string;
  /** Whether the catalog has this operation. */
  known: boolean;
  via: Via;
  confidence: Confidence;
  /** The SDK method or the callee as written, for messages. */
  name?: string;
  evidence: readonly Evidence[];
}

export type UnresolvedReason =
  | 'unknown-path' // the path is not known where the request leaves
  | 'unknown-method' // the path is known, the method is not
  | 'unknown-sdk-method' // a name that the catalog does not have, on an SDK class
  | 'unknown-command' // a `gc` command that the catalog does not have, or one that is not known where it is run
  | 'dynamic-member' // the SDK method is chosen at run time
  | 'wrapper-without-caller' // a request function whose callers are not in the tree
  | 'too-many-values' // more alternatives than are followed
  | 'not-analysed'; // the file could not be read or parsed, or is beyond a limit

/** A place with platform evidence whose endpoint cannot be told. It never counts as "needs nothing". */
export interface UnresolvedCall extends Place {
  reason: UnresolvedReason;
  /** What is known, e.g. `GET https://api.{}/api/v2/{}`. */
  seen: string;
  via: Via;
  evidence: readonly Evidence[];
}

/** A login in the code, by which grant type. */
export interface LoginCall extends Place {
  /** As written, e.g. `loginClientCredentialsGrant`. */
  name: string;
  grant: GrantType;
}

export type GrantType = 'client-credentials' | 'code' | 'pkce' | 'implicit' | 'saml2-bearer' | 'password';

/** What the code does, before any manifest is looked at. Sorted by place. */
export interface CodeCalls {
  calls: readonly Call[];
  unresolved: readonly UnresolvedCall[];
  logins: readonly LoginCall[];
  /** Requests to URLs without evidence of the platform: counted only. */
  otherRequests: number;
}
