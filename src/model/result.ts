import type { Call, GrantType, LoginCall, UnresolvedCall } from './call.js';
import type { Finding, HiddenFinding, Severity } from './finding.js';
import type { ApplicationManifest } from './manifest.js';
import type { Alias, Operation, PermissionMode } from './operation.js';
import type { Place } from './place.js';
import type { Problem } from './tool-error.js';

/** 0 clean, 1 findings at or over the threshold, 2 bad usage or configuration, 3 nothing to audit or not completed. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What identifies a run: the same stamp and the same files give the same bytes. */
export interface RunStamp {
  /** Version of the tool. */
  tool: string;
  /** ISO date the run was made for. */
  date: string;
  catalog: { date: string; hash: string };
}

/** Code that belongs together: what counts, and what test code does beside it. Each list is sorted by place. */
export interface CodePart {
  calls: readonly Call[];
  unresolved: readonly UnresolvedCall[];
  logins: readonly LoginCall[];
  /** Calls and unresolved calls of test code that does not count. */
  tests: { calls: readonly Call[]; unresolved: readonly UnresolvedCall[] };
}

/** One operation that a client's code certainly or likely calls, and what of the client's grants meets each thing it needs. */
export interface CoveredNeed {
  method: string;
  path: string;
  mode: PermissionMode;
  /** `met`: indexes into the client's grants. `source`: where the fact is from; `inferred` is said so. */
  requirements: readonly { kind: 'permission' | 'scope'; anyOf: readonly string[]; source: string; met: readonly number[] }[];
  /** The call sites. */
  places: readonly Place[];
}

/** Who needs what from which line, for one client. */
export interface ClientCoverage {
  client: string;
  grant?: GrantType;
  grants: readonly { name: string; kind: 'permission' | 'scope'; place: Place; role?: string }[];
  /** Sorted by method and path. */
  needs: readonly CoveredNeed[];
}

/** One application: its manifest and the code that it governs or reaches. */
export interface ApplicationResult extends CodePart {
  manifest: ApplicationManifest;
  coverage: readonly ClientCoverage[];
}

/** One grant of a proposal and the places that need it. */
export interface ProposedGrant {
  name: string;
  /** Where the need arises, sorted; what is called stands in `note`. */
  places: readonly (Place & { note: string })[];
}

/** The least grants that satisfy what the code calls. */
export interface Proposal {
  permissions: readonly ProposedGrant[];
  scopes: readonly ProposedGrant[];
}

/** What an audit found. Everything that is printed, and the exit code, is computed from it. */
export interface RunResult {
  stamp: RunStamp;
  /** The audited folder below the root of its repository or workspace; `''` when it is that root. Places are relative to the folder, those around it with `..`. */
  folder: string;
  /** Sorted by manifest path. Empty when the audited folder has no manifest. */
  applications: readonly ApplicationResult[];
  /** Code that no manifest governs. */
  ungoverned: CodePart;
  /** Present when there is no manifest at all: what one would have to grant. */
  proposal?: Proposal;
  /** After policy, sorted by application, severity and place. */
  findings: readonly Finding[];
  counts: Readonly<Record<Severity, number>>;
  /** What suppressions, settings and the baseline hid, in the same order. */
  hidden: readonly HiddenFinding[];
  /** Input files that could not be used. */
  problems: readonly Problem[];
  files: {
    /** Files of the tree that could have mattered by their name. */
    considered: number;
    /** Files that were parsed and followed. */
    analysed: number;
  };
  /** Requests to URLs without evidence of the platform. */
  otherRequests: number;
  exit: ExitCode;
}

/** What one thing of the platform needs or opens, and where the code uses it. */
export interface Explanation {
  stamp: RunStamp;
  /** As it was asked. */
  subject: string;
  /** Set when the subject is a permission, a scope or another spelling of one. */
  grant?: {
    name: string;
    kind: 'permission' | 'scope' | 'alias';
    alias?: Alias;
    /** Why it is dangerous to grant, when it is. */
    escalation?: string;
    /** Operations of the catalog that name it. */
    operations: number;
  };
  /** The operations asked for; of a grant, those that the code calls. */
  operations: readonly ExplainedOperation[];
  unresolved: readonly UnresolvedCall[];
}

export interface ExplainedOperation {
  operation: Operation;
  calls: readonly Call[];
  /** The least that would satisfy this operation alone. */
  least: { permissions: readonly string[]; scopes: readonly string[] };
}

/** What would no longer work without some grants. */
export interface WhatIf {
  stamp: RunStamp;
  without: readonly string[];
  /** Applications in which something breaks, sorted by name. */
  broken: readonly {
    application: string;
    client: string;
    environment?: string;
    calls: readonly (Call & { lacks: readonly string[] })[];
  }[];
  /** Applications that hold none of the grants. */
  untouched: readonly string[];
  unresolved: number;
  exit: ExitCode;
}

/** One thing that an application needs, or is granted. `places`: the call sites, or the lines that grant it. */
export interface ChangedName {
  application: string;
  client: string;
  kind: 'permission' | 'scope';
  /** Any one of these is enough; a grant is one name. */
  names: readonly string[];
  places: readonly (Place & { note: string })[];
}

/** What a change does to needs and grants, and what of that can fail the build. Every list is sorted. */
export interface Difference {
  stamp: RunStamp;
  base: { ref: string; commit: string | undefined };
  /** What the reader should know: how the base was chosen, what of the change takes effect only later. */
  notes: readonly string[];
  needs: { added: readonly ChangedName[]; removed: readonly ChangedName[] };
  grants: { added: readonly ChangedName[]; removed: readonly ChangedName[] };
  /** Calls that could be resolved before, or were not there. */
  unresolved: { added: readonly UnresolvedCall[]; removed: number };
  /** Findings of this change alone, under the policy of the base. */
  findings: readonly Finding[];
  counts: Readonly<Record<Severity, number>>;
  /** How many findings of the base are gone, and how many stay; undefined: the base was not audited, for nothing could have changed. */
  mended: number;
  old: number | undefined;
  problems: readonly Problem[];
  exit: ExitCode;
}

/** A permission bill of materials: what each client of each application needs and is granted, each with its lines. */
export interface Pbom {
  stamp: RunStamp;
  needs: readonly ChangedName[];
  grants: readonly ChangedName[];
  /** Calls whose needs are not known. */
  unresolved: number;
}

/** What has come and gone from one bill to another. */
export interface PbomChanges {
  needs: Difference['needs'];
  grants: Difference['grants'];
}
