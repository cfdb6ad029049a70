import type { Finding, Report, Rule } from '../model/index.js';
import { fingerprintOf } from './fingerprint.js';
import { renderMessage } from './render.js';

/** What a rule reports, as a finding of an application, and of one client or environment of it. A repair is of the client's own lists, never of an environment's. */
export function findingOf({ id, identity, messages, severity }: Rule, report: Report, of: Pick<Finding, 'application' | 'client' | 'environment'>): Finding {
  const subject = { rule: id, messageId: report.messageId, data: report.data, ...of };
  return {
    ...subject,
    fingerprint: fingerprintOf(subject, identity),
    message: renderMessage(messages[report.messageId] ?? report.messageId, report.data),
    why: report.why,
    fix: report.fix,
    severity: report.severity ?? severity,
    confidence: report.confidence ?? 'certain',
    places: report.places,
    sites: report.sites ?? [report.places[0]],
    ...(report.repair && of.environment === undefined && { repair: report.repair }),
    ...(report.unproven !== undefined && { unproven: report.unproven }),
  };
}
