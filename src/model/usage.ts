import type { UnresolvedCall, Call } from './call.js';
import type { Place } from './place.js';
import type { RunStamp } from './result.js';

/** One operation that a client called in production. */
export interface UsedOperation {
  method: string;
  /** As the catalog spells it, else as the platform does. */
  path: string;
  requests: number;
  /** Of those, answered with a status below 400; the others were refused or failed. */
  succeeded: number;
  /** ISO date of the last period with a request. */
  last?: string;
}

/** What a client really called. */
export interface Usage {
  /** Of the OAuth client. */
  clientId: string;
  /** ISO dates; the second is not included. */
  from: string;
  to: string;
  /** Sorted by path, then method. */
  operations: readonly UsedOperation[];
}

/** An operation of production and where the code calls it. */
export interface CalledOperation extends UsedOperation {
  /** Whether the catalog has it. */
  known: boolean;
  /** Fewer than once in thirty days. */
  rare: boolean;
  calls: readonly Call[];
  /** Calls that could not be resolved and may be it; only where no other call is. */
  perhaps: readonly UnresolvedCall[];
}

/** An operation that the code certainly or likely calls, and production did not. */
export interface NeverCalled {
  method: string;
  path: string;
  calls: readonly Call[];
}

/** `used`: coded and called; `never-called`: coded only; `not-coded`: called only; `unused`: neither. */
export type GrantUse = 'used' | 'never-called' | 'not-coded' | 'unused';

export interface UsedGrant {
  name: string;
  kind: 'permission' | 'scope';
  place: Place;
  use: GrantUse;
  /** Operations of production that it serves, with how many requests. */
  requests: number;
  /** Whether an unresolved call may need it. */
  open: boolean;
}

/** What production called, what the code calls and what the manifest grants, beside each other. Nothing follows from it by itself. */
export interface UsageReport {
  stamp: RunStamp;
  application: string;
  client: string;
  environment?: string;
  usage: Usage;
  called: readonly CalledOperation[];
  neverCalled: readonly NeverCalled[];
  grants: readonly UsedGrant[];
}

/** What a saved usage says: evidence for calls whose endpoint cannot be told. */
export interface UsageEvidence {
  file: string;
  application: string;
  client: string;
  from: string;
  to: string;
  operations: readonly Pick<UsedOperation, 'method' | 'path' | 'requests'>[];
}
