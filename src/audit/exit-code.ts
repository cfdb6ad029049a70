import { EXIT, SEVERITIES, type ExitCode, type Finding, type RuleSetting, type Severity } from '../model/index.js';

/** What makes the exit code 1. */
export interface Gate {
  /** The least severity that counts. */
  failOn: Severity | 'never';
  /** A rule with `max` counts only when it has more findings than that, and then whatever their severity. */
  rules: Readonly<Record<string, RuleSetting>>;
}

/** The exit code of an audit. `troubles` are the codes (2 or 3) of what was wrong with the input, of which the highest wins over findings. */
export function exitCode(findings: readonly Pick<Finding, 'rule' | 'severity'>[], { failOn, rules }: Gate, troubles: readonly (2 | 3)[]): ExitCode {
  if (troubles.includes(EXIT.incomplete)) return EXIT.incomplete;
  if (troubles.includes(EXIT.usage)) return EXIT.usage;
  const threshold = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  const counted = findings.some(({ rule, severity }) => {
    const max = mostOf(rules, rule);
    if (max === undefined) return SEVERITIES.indexOf(severity) <= threshold;
    return findings.filter((other) => other.rule === rule).length > max;
  });
  return counted ? EXIT.findings : EXIT.clean;
}

function mostOf(rules: Gate['rules'], rule: string): number | undefined {
  const setting = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  return typeof setting === 'object' ? setting.max : undefined;
}
