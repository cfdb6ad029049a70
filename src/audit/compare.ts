import type { Catalog } from '../catalog/catalog.js';
import { compareFindings, type Check, type CheckContext, type Finding, type GrantPolicy, type LiveCheck, type LiveContext, type Rule, type UsageEvidence } from '../model/index.js';
import { applicationContexts, clientContexts, ungovernedContexts, type ApplicationCode, type CodeThatCounts } from './contexts.js';
import { findingOf } from './finding.js';

/** What every comparison needs. `today` is the ISO date of the run. */
export interface Comparing {
  catalog: Catalog;
  checks: readonly Check<Catalog>[];
  policy: GrantPolicy;
  usage?: readonly UsageEvidence[];
  today: string;
}

type Context = Omit<CheckContext<Catalog>, 'catalog' | 'policy' | 'usage' | 'today'>;

/** Compares one application with what its code does: all findings, before policy, sorted. */
export function compareApplication(code: ApplicationCode, comparing: Comparing): Finding[] {
  const ofClients = clientContexts(code).flatMap(([own, ...environments]) => {
    const base = own === undefined ? [] : runChecks(own, 'client', comparing);
    const said = new Set(base.map(sameness));
    return [...base, ...environments.flatMap((context) => runChecks(context, 'client', comparing).filter((finding) => !said.has(sameness(finding))))];
  });
  const ofApplication = applicationContexts(code).flatMap((context) => runChecks(context, 'application', comparing));
  return [...ofClients, ...ofApplication].sort(compareFindings);
}

/** What is to be said of code that no manifest governs. Its findings name no application. */
export function compareUngoverned(code: CodeThatCounts, comparing: Comparing): Finding[] {
  return ungovernedContexts(code)
    .flatMap((context) => runChecks(context, 'application', comparing))
    .sort(compareFindings);
}

function runChecks(context: Context, level: Check['level'], { catalog, checks, policy, usage = [], today }: Comparing): Finding[] {
  const own = usage.filter(({ application }) => application === context.application.name.text);
  return checks.filter((check) => check.level === level).flatMap((check) => check.check({ ...context, catalog, policy, usage: own, today }).map((report) => findingOf(check, report, subjectOf(context, level))));
}

/** What live checks say of one client beside what the organisation grants, before policy, sorted. */
export function compareLive(context: LiveContext<Catalog>, checks: readonly LiveCheck<Catalog>[]): Finding[] {
  return checks.flatMap((check) => check.check(context).map((report) => findingOf(check, report, subjectOf(context, check.level)))).sort(compareFindings);
}

function subjectOf({ application, client, environment }: Context, level: Rule['level']) {
  return {
    application: application.name.text,
    ...(level !== 'application' && { client: client.name.text }),
    ...(environment && { environment: environment.name.text }),
  };
}

/** What an environment has in common with the client itself is said once. */
function sameness({ rule, messageId, data, places }: Finding): string {
  return JSON.stringify([rule, messageId, data, places]);
}
