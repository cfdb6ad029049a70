import type { Call, Confidence, LoginCall, UnresolvedCall } from './call.js';
import type { Finding, FindingPlace, Severity } from './finding.js';
import type { ApplicationManifest, ClientDecl, EnvironmentDecl } from './manifest.js';

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
  confidence?: Confidence;
  severity?: Severity;
  unproven?: boolean;
}

/** One rule. Pure: everything it looks at is in the context. */
export interface Check<C = unknown> {
  id: string;
  title: string;
  severity: Severity;
  /** What is compared: one client at a time, or an application as a whole. */
  level: 'client' | 'application';
  /** Templates with `{name}` placeholders, by message id. */
  messages: Readonly<Record<string, string>>;
  check(context: CheckContext<C>): readonly Report[];
}

export type { Finding };
