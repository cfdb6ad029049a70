import { compareFindings, type Finding, type Upkeep, type UpkeepCheck } from '../model/index.js';
import { fingerprintOf } from './fingerprint.js';
import { renderMessage } from './render.js';

/** Findings about what hides findings: suppressions and the baseline. `applicationOf` gives the name of a file's application, '' for none. */
export function checkUpkeep(checks: readonly UpkeepCheck[], upkeep: Upkeep, applicationOf: (file: string) => string): Finding[] {
  return checks
    .flatMap((check) =>
      check.check(upkeep).map((report): Finding => {
        const subject = { rule: check.id, messageId: report.messageId, data: report.data, application: applicationOf(report.places[0].file) };
        return {
          ...subject,
          fingerprint: fingerprintOf(subject, check.identity),
          message: renderMessage(check.messages[report.messageId] ?? report.messageId, report.data),
          why: report.why,
          fix: report.fix,
          severity: report.severity ?? check.severity,
          confidence: 'certain',
          places: report.places,
          sites: [report.places[0]],
        };
      }),
    )
    .sort(compareFindings);
}

