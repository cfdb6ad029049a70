import type { Catalog } from '../catalog/catalog.js';
import { compareFindings, type Check, type CheckContext, type Finding, type GrantPolicy } from '../model/index.js';
import { applicationContexts, clientContexts, ungovernedContexts, type ApplicationCode, type CodeThatCounts } from './contexts.js';
import { fingerprintOf } from './fingerprint.js';
import { renderMessage } from './render.js';

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
  return checks
    .filter((check) => check.level === level)
    .flatMap((check) =>
      check.check({ ...context, catalog, policy, today }).map((report): Finding => {
        const subject = {
          rule: check.id,
          messageId: report.messageId,
          data: report.data,
          application: application.name.text,
          ...(level === 'client' && { client: client.name.text }),
          ...(environment && { environment: environment.name.text }),
        };
        return {
          ...subject,
          fingerprint: fingerprintOf(subject, check.identity),
          message: renderMessage(check.messages[report.messageId] ?? report.messageId, report.data),
          why: report.why,
          fix: report.fix,
          severity: report.severity ?? check.severity,
          confidence: report.confidence ?? 'certain',
          places: report.places,
          sites: report.sites ?? [report.places[0]],
          ...(report.repair && context.environment === undefined && { repair: report.repair }),
          ...(report.unproven !== undefined && { unproven: report.unproven }),
        };
      }),
    );
}

/** What an environment has in common with the client itself is said once. */
function sameness({ rule, messageId, data, places }: Finding): string {
  return JSON.stringify([rule, messageId, data, places]);
}
