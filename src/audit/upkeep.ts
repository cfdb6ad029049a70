import { compareFindings, type Finding, type Upkeep, type UpkeepCheck } from '../model/index.js';
import { findingOf } from './finding.js';

/** Findings about what hides findings: suppressions and the baseline. `applicationOf` gives the name of a file's application, '' for none. */
export function checkUpkeep(checks: readonly UpkeepCheck[], upkeep: Upkeep, applicationOf: (file: string) => string): Finding[] {
  return checks.flatMap((check) => check.check(upkeep).map((report) => findingOf(check, report, { application: applicationOf(report.places[0].file) }))).sort(compareFindings);
}
