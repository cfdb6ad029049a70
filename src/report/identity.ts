import type { ReportFinding } from './audit-report.js';

/** Each finding with a key of its own: its fingerprint and which of those that share it, by place. It stays when lines move. */
export function withIdentity<T extends ReportFinding>(findings: readonly T[]): { finding: T; key: string }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const nth = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, nth);
    return { finding, key: `${finding.fingerprint}:${nth}` };
  });
}

/** Findings by application, in the order of the report; code that no manifest governs is the application ''. */
export function byApplication<T extends ReportFinding>(findings: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const group = groups.get(finding.application);
    if (group) group.push(finding);
    else groups.set(finding.application, [finding]);
  }
  return [...groups];
}
