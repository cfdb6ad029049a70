import type { Call, LoginCall, UnresolvedCall } from './call.js';
import type { Operation } from './operation.js';
import type { Place } from './place.js';
import type { RunStamp } from './result.js';

/** What a refusal is about, and so who can mend it. */
export type RefusalKind =
  | 'permission' // no role gives it
  | 'division' // a role gives it, elsewhere
  | 'scope' // the client may not ask for it
  | 'policy' // an access policy of the organisation denies it
  | 'service' // a rule of the service itself: ownership, licence, kind of token
  | 'licence' // a feature that the organisation does not have
  | 'address' // the list of allowed IP addresses
  | 'token' // no token, or one that counts no longer or not here
  | 'secret' // the login was refused: id, secret, region or state of the client
  | 'grant-type' // the client is of another grant type
  | 'rate-limit'
  | 'forbidden'; // a bare 403

/** One form in which the platform refuses. */
export interface RefusalFact {
  /** As the body has it; several refusals of the login host share one. */
  code: string;
  status: number;
  kind: RefusalKind;
  /** Words of the message, compared without case: how it is known where the code is not printed. */
  words: string;
  /** Whether the words must be there beside the code. */
  both?: true;
  means: string;
  remedy: string;
  source: string;
}

/** What a pasted error says. Nothing else of the paste is kept: no header, no body, no token. */
export interface Refusal {
  kind: RefusalKind;
  /** Undefined where neither a code nor a message is known, only the status. */
  fact?: RefusalFact;
  /** A code that the table does not have. */
  unknownCode?: string;
  status?: number;
  /** The request, ids in its path replaced by `{}`; undefined where the paste does not tell. */
  request?: { method?: string; path: string };
  /** Operations of the catalog that the request, SDK names or `gc` commands in the paste mean. */
  operations: readonly Operation[];
  /** As the catalog spells them; others as they are written. */
  permissions: readonly string[];
  scopes: readonly string[];
  /** Ids of divisions and of access policies. */
  divisions: readonly string[];
  policies: readonly string[];
  /** Places of code that the paste names, e.g. in a stack: files as written. */
  stack: readonly { file: string; line: number }[];
  correlationId?: string;
  /** Seconds. */
  retryAfter?: number;
}

/** A call that may be the one that was refused. */
export interface FittingCall {
  call: Call;
  /** What speaks for it, strongest first. */
  reasons: readonly string[];
  /** The clients that it runs under; none without a manifest. */
  clients: readonly { application: string; client: string }[];
}

/** How the manifest stands to what was refused, for one client. */
export interface Standing {
  application: string;
  client: string;
  /** Absent: as the client is declared itself. */
  environment?: string;
  /** `missing`: the manifest lacks it too; `declared`: it is in the manifest, so the organisation lacks it; `unsaid`: a role is not told. */
  state: 'missing' | 'declared' | 'unsaid';
  kind: 'permission' | 'scope';
  names: readonly string[];
  /** What a role must hold for the least of the names. */
  policy?: { domain: string; entityName: string; actionSet: readonly string[] };
  place: Place;
  fix: string;
}

/** What a refusal means for the code and the manifest of a folder. */
export interface Diagnosis {
  stamp: RunStamp;
  refusal: Refusal;
  /** The likeliest first. */
  calls: readonly FittingCall[];
  /** Calls that could not be resolved and may be it. */
  unresolved: readonly UnresolvedCall[];
  /** Where the code logs in, when the login or the token was refused. */
  logins: readonly LoginCall[];
  standing: readonly Standing[];
  /** What to look at besides, e.g. that the operation takes no such token. */
  notes: readonly string[];
  /** What to do, where no manifest decides. */
  fix: string;
}
