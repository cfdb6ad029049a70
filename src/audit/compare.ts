import type { Catalog } from '../catalog/catalog.js';
import { SEVERITIES, comparePlaces, compareText, type Check, type CheckContext, type Finding } from '../model/index.js';
import { applicationContexts, clientContexts, ungovernedContexts, type ApplicationCode, type CodeThatCounts } from './contexts.js';
import { renderMessage } from './render.js';

/** What every comparison needs. `today` is the ISO date of the run. */
export interface Comparing {
  catalog: Catalog;
  checks: readonly Check<Catalog>[];
  today: string;
}

type Context = Omit<CheckContext<Catalog>, 'catalog' | 'today'>;

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

function runChecks(context: Context, level: Check['level'], { catalog, checks, today }: Comparing): Finding[] {
  const { application, client, environment } = context;
  return checks
    .filter((check) => check.level === level)
    .flatMap((check) =>
      check.check({ ...context, catalog, today }).map(
        (report): Finding => ({
          rule: check.id,
          messageId: report.messageId,
          data: report.data,
          message: renderMessage(check.messages[report.messageId] ?? report.messageId, report.data),
          why: report.why,
          fix: report.fix,
          severity: report.severity ?? check.severity,
          confidence: report.confidence ?? 'certain',
          application: application.name.text,
          ...(level === 'client' && { client: client.name.text }),
          ...(environment && { environment: environment.name.text }),
          places: report.places,
          ...(report.unproven !== undefined && { unproven: report.unproven }),
        }),
      ),
    );
}

/** What an environment has in common with the client itself is said once. */
function sameness({ rule, messageId, data, places }: Finding): string {
  return JSON.stringify([rule, messageId, data, places]);
}

/** By application, severity, primary place, rule, client, environment, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.application, b.application) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    comparePlaces(a.places[0], b.places[0]) ||
    compareText(a.rule, b.rule) ||
    compareText(a.client ?? '', b.client ?? '') ||
    compareText(a.environment ?? '', b.environment ?? '') ||
    compareText(a.message, b.message)
  );
}
