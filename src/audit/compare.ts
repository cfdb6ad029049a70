import type { Catalog } from '../catalog/catalog.js';
import { compareFindings, type Check, type CheckContext, type Finding, type GrantPolicy } from '../model/index.js';
import { applicationContexts, clientContexts, ungovernedContexts, type ApplicationCode, type CodeThatCounts } from './contexts.js';
import { findingOf } from './finding.js';

/** What every comparison needs. `today` is the ISO date of the run. */
export interface Comparing {
  catalog: Catalog;
  checks: readonly Check<Catalog>[];
  policy: GrantPolicy;
  today: string;
}

type Context = Omit<CheckContext<Catalog>, 'catalog' | 'policy' | 'today'>;

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

function runChecks(context: Context, level: Check['level'], { catalog, checks, policy, today }: Comparing): Finding[] {
  const { application, client, environment } = context;
  const of = {
    application: application.name.text,
    ...(level === 'client' && { client: client.name.text }),
    ...(environment && { environment: environment.name.text }),
  };
  return checks.filter((check) => check.level === level).flatMap((check) => check.check({ ...context, catalog, policy, today }).map((report) => findingOf(check, report, of)));
}

/** What an environment has in common with the client itself is said once. */
function sameness({ rule, messageId, data, places }: Finding): string {
  return JSON.stringify([rule, messageId, data, places]);
}
