import type { Severity } from '../model/index.js';
import type { AuditReport } from './audit-report.js';
import { visible } from './plain-text.js';
import { withIdentity } from './identity.js';

const SEVERITY: Record<Severity, string> = { error: 'critical', warning: 'major', note: 'info' };

/** GitLab Code Quality (docs.gitlab.com, "Code Quality report format"). Fingerprints hold neither line nor file, so that they survive moves. */
export function gitlabJson(report: AuditReport): string {
  const entries = withIdentity(report.findings).map(({ finding: { rule, severity, message, fix, places }, key }) => ({
    description: visible(`${message} ${fix}`),
    check_name: rule,
    fingerprint: key.replace(':', ''),
    severity: SEVERITY[severity],
    location: { path: places[0]?.file ?? '', lines: { begin: places[0]?.line ?? 1 } },
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}
