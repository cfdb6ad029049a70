import { SEVERITIES, compareFindings, type Finding, type HiddenFinding, type Rule, type RuleSetting, type Severity, type Upkeep, type UpkeepCheck } from '../model/index.js';
import { applyBaseline, type Baseline, type BaselineEntry } from './baseline.js';
import { suppress } from './suppress.js';
import type { BrokenSuppression, Suppression } from './suppressions.js';
import { checkUpkeep } from './upkeep.js';

/** What a run leaves out, and how hard it judges the rest. */
export interface Policy {
  rules: readonly Pick<Rule, 'id' | 'severity'>[];
  upkeepChecks: readonly UpkeepCheck[];
  /** What the configuration says of rules, by rule id. */
  settings: Readonly<Record<string, RuleSetting>>;
  suppressions: readonly Suppression[];
  broken: readonly BrokenSuppression[];
  /** Accepted findings; absent where there are none. */
  baseline?: Baseline;
  /** Whether all code was looked at, so that what the baseline holds beyond it no longer occurs. */
  whole: boolean;
  /** The application of a file, '' for none. */
  applicationOf: (file: string) => string;
  /** ISO date of the run. */
  today: string;
}

export interface AfterPolicy {
  findings: readonly Finding[];
  hidden: readonly HiddenFinding[];
}

/** The one place where findings are hidden and severities changed: suppressions, then settings of rules, then the baseline. */
export function applyPolicy(findings: readonly Finding[], policy: Policy): AfterPolicy {
  const suppressed = suppress(findings, policy.suppressions, policy.today);
  const judged = applySettings([...suppressed.findings, ...aboutComments(suppressed.unused, policy)], policy);
  const old = policy.baseline === undefined ? { findings: judged.findings, hidden: [], gone: [] } : applyBaseline(judged.findings, policy.baseline);
  const stale = applySettings(policy.whole ? aboutBaseline(old.gone, policy) : [], policy);
  return {
    findings: [...old.findings, ...stale.findings].sort(compareFindings),
    hidden: [...suppressed.hidden, ...judged.hidden, ...old.hidden, ...stale.hidden].sort(compareFindings),
  };
}

function aboutComments(unused: readonly Suppression[], policy: Policy): Finding[] {
  const { suppressions, broken } = policy;
  return checkUpkeep(policy.upkeepChecks, { ...nothingKept(policy), broken, suppressions: suppressions.map((one) => ({ ...one, unused: unused.includes(one) })) }, policy.applicationOf);
}

function aboutBaseline(gone: readonly BaselineEntry[], policy: Policy): Finding[] {
  return checkUpkeep(policy.upkeepChecks, { ...nothingKept(policy), gone }, policy.applicationOf);
}

function nothingKept({ baseline, rules, today }: Policy): Upkeep {
  return { broken: [], suppressions: [], gone: [], baseline: baseline?.file ?? '', ruleIds: rules.map(({ id }) => id), today };
}

/** A finding that its rule itself softened never gets harder. */
function applySettings(findings: readonly Finding[], { rules, settings }: Pick<Policy, 'rules' | 'settings'>): { findings: Finding[]; hidden: HiddenFinding[] } {
  const hidden: HiddenFinding[] = [];
  const kept = findings.flatMap((finding) => {
    const setting = severitySetting(settings, finding.rule);
    if (setting === undefined) return [finding];
    if (setting === 'off') {
      hidden.push({ ...finding, hidden: { by: 'off' } });
      return [];
    }
    const usual = rules.find((rule) => rule.id === finding.rule)?.severity;
    return [{ ...finding, severity: finding.severity === usual ? setting : softer(finding.severity, setting) }];
  });
  return { findings: kept, hidden };
}

function severitySetting(settings: Policy['settings'], rule: string): Severity | 'off' | undefined {
  const setting = Object.hasOwn(settings, rule) ? settings[rule] : undefined;
  return typeof setting === 'object' ? setting.severity : setting;
}

function softer(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}

export function countSeverities(findings: readonly Pick<Finding, 'severity'>[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}
