import { SEVERITIES, type Check, type Finding, type Severity } from '../model/index.js';
import { compareFindings } from './compare.js';

/** What the configuration says of rules, by rule id. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

export interface AfterPolicy {
  findings: readonly Finding[];
  /** How many findings policy hid, by reason. */
  hidden: Readonly<Record<string, number>>;
}

/** The one place where severities are changed and findings are hidden. A finding that its rule itself softened never gets harder. */
export function applyPolicy(findings: readonly Finding[], checks: readonly Check[], settings: RuleSettings): AfterPolicy {
  const hidden: Record<string, number> = {};
  const kept = findings.flatMap((finding) => {
    const setting = Object.hasOwn(settings, finding.rule) ? settings[finding.rule] : undefined;
    if (setting === undefined) return [finding];
    if (setting === 'off') {
      const reason = `of ${finding.rule} (off)`;
      hidden[reason] = (hidden[reason] ?? 0) + 1;
      return [];
    }
    const usual = checks.find((check) => check.id === finding.rule)?.severity;
    return [{ ...finding, severity: finding.severity === usual ? setting : softer(finding.severity, setting) }];
  });
  return { findings: kept.sort(compareFindings), hidden };
}

function softer(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}

export function countSeverities(findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}
