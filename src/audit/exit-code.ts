import { EXIT, SEVERITIES, type ExitCode, type Finding, type Severity } from '../model/index.js';

/**
 * The exit code of an audit. `failOn` is the least severity that counts; `troubles` are the codes (2 or 3) of what
 * was wrong with the input, of which the highest wins over findings.
 */
export function exitCode(findings: readonly Pick<Finding, 'severity'>[], failOn: Severity | 'never', troubles: readonly (2 | 3)[]): ExitCode {
  if (troubles.includes(EXIT.incomplete)) return EXIT.incomplete;
  if (troubles.includes(EXIT.usage)) return EXIT.usage;
  const threshold = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  return findings.some((finding) => SEVERITIES.indexOf(finding.severity) <= threshold) ? EXIT.findings : EXIT.clean;
}
