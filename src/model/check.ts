import type { Authority } from './authority.js';
import type { Call, Confidence, LoginCall, UnresolvedCall } from './call.js';
import type { Finding, FindingPlace, Repair, Severity } from './finding.js';
import type { Place } from './place.js';
import type { UsageEvidence } from './usage.js';
import type { ApplicationManifest, ClientDecl, EnvironmentDecl } from './manifest.js';

/** A permission, scope or pattern of permissions that a policy speaks of, and why. */
export interface PolicyRow {
  grant: string;
  /** Names of environments; absent: all. */
  environments?: readonly string[];
  reason: string;
}

/** What a team allows itself to grant. */
export interface GrantPolicy {
  deny: readonly PolicyRow[];
  /** Granted only when somebody has approved it. */
  approve: readonly PolicyRow[];
}

/** What one client of one application is compared on. `C` is the catalog's query interface. */
export interface CheckContext<C = unknown> {
  application: ApplicationManifest;
  client: ClientDecl;
  /** Set when the grants are those of an environment that differs from the client's own. */
  environment?: EnvironmentDecl;
  /** Calls that run under this client, sorted by place. */
  calls: readonly Call[];
  unresolved: readonly UnresolvedCall[];
  logins: readonly LoginCall[];
  catalog: C;
  policy: GrantPolicy;
  /** What production called, by what was saved of it for the application. */
  usage?: readonly UsageEvidence[];
  /** ISO date of the run. */
  today: string;
}

/** A finding before policy: the application, client and environment are filled in by the audit. */
export interface Report {
  messageId: string;
  data: Readonly<Record<string, string>>;
  why: string;
  fix: string;
  places: readonly [FindingPlace, ...FindingPlace[]];
  /** Every place in the code that it is about, where `places` may leave some out; absent: the first of these. */
  sites?: readonly FindingPlace[];
  repair?: Repair;
  confidence?: Confidence;
  severity?: Severity;
  unproven?: boolean;
}

/** What is told of every rule. */
export interface Rule {
  id: string;
  title: string;
  severity: Severity;
  /** What is looked at: one client at a time, an application as a whole, what an organisation says, or what a run leaves out. */
  level: 'client' | 'application' | 'live' | 'run';
  /** Keys of the data by which a finding is known again when lines move or counts change. */
  identity: readonly string[];
  /** Templates with `{name}` placeholders, by message id. */
  messages: Readonly<Record<string, string>>;
}

/** One rule over code and grants. Pure: everything it looks at is in the context. */
export interface Check<C = unknown> extends Rule {
  level: 'client' | 'application';
  check(context: CheckContext<C>): readonly Report[];
}

/** What hides findings, and where it does not do so as meant. */
export interface Upkeep {
  broken: readonly (Place & { fault: 'noRules' | 'noReason' | 'badDate'; seen: string })[];
  suppressions: readonly (Place & { rules: readonly string[]; reason: string; until?: string; unused: boolean })[];
  /** Entries of the baseline that no longer occur, and its path. */
  gone: readonly { rule: string; message: string; count: number }[];
  baseline: string;
  /** Every id that a suppression may name. */
  ruleIds: readonly string[];
  today: string;
}

/** One client of one application, beside what the organisation says of it. */
export interface LiveContext<C = unknown> extends CheckContext<C> {
  authority: Authority;
}

/** One rule over what an organisation really grants. It is looked at only when one has been asked. */
export interface LiveCheck<C = unknown> extends Rule {
  level: 'live';
  check(context: LiveContext<C>): readonly Report[];
}

/** One rule over what hides findings. */
export interface UpkeepCheck extends Rule {
  level: 'run';
  check(upkeep: Upkeep): readonly Report[];
}

/** What a configuration says of a rule. `max`: how many findings it may have before it counts for the exit code. */
export type RuleSetting = Severity | 'off' | { severity?: Severity | 'off'; max?: number };

export type { Finding };
