import { compareText, type Finding, type HiddenFinding } from '../model/index.js';

/** One finding, or several that only differ by place, that a team has accepted for now. */
export interface BaselineEntry {
  fingerprint: string;
  rule: string;
  application: string;
  client?: string;
  environment?: string;
  /** What it said, for whoever reads the file. */
  message: string;
  file: string;
  count: number;
}

export interface Baseline {
  /** Its path, relative to the audited folder. */
  file: string;
  entries: readonly BaselineEntry[];
}

export interface AfterBaseline {
  findings: readonly Finding[];
  hidden: readonly HiddenFinding[];
  /** What no longer occurs, or not as often: `count` says how often less. */
  gone: readonly BaselineEntry[];
}

/** Hides what the baseline knows. Findings of the same file match first, then those that have moved to another. */
export function applyBaseline(findings: readonly Finding[], { entries }: Baseline): AfterBaseline {
  const left = entries.map((entry) => ({ ...entry }));
  const known = new Set<Finding>();
  for (const sameFile of [true, false]) {
    for (const finding of findings) {
      if (known.has(finding)) continue;
      const entry = left.find((one) => one.count > 0 && one.fingerprint === finding.fingerprint && (!sameFile || one.file === finding.places[0].file));
      if (entry === undefined) continue;
      entry.count--;
      known.add(finding);
    }
  }
  return {
    findings: findings.filter((finding) => !known.has(finding)),
    hidden: findings.filter((finding) => known.has(finding)).map((finding) => ({ ...finding, hidden: { by: 'baseline' as const } })),
    gone: left.filter(({ count }) => count > 0),
  };
}

/** The baseline of what is found, sorted, so that two of them compare line by line. */
export function takeBaseline(findings: readonly Finding[], file: string): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const { fingerprint, rule, application, client, environment, message, places } of findings) {
    const key = `${fingerprint} ${places[0].file}`;
    const entry = entries.get(key);
    if (entry) entry.count++;
    else entries.set(key, { fingerprint, rule, application, ...(client !== undefined && { client }), ...(environment !== undefined && { environment }), message, file: places[0].file, count: 1 });
  }
  const order = (a: BaselineEntry, b: BaselineEntry): number => compareText(a.application, b.application) || compareText(a.rule, b.rule) || compareText(a.file, b.file) || compareText(a.message, b.message) || compareText(a.fingerprint, b.fingerprint);
  return { file, entries: [...entries.values()].sort(order) };
}
