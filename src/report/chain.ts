import type { ReportApplication } from './audit-report.js';

type Call = ReportApplication['calls'][number];

/** What a call goes through, from the first helper to where the request leaves. */
export function chainOf({ evidence, file, line }: Call): Call['evidence'] {
  return evidence.filter((one) => (one.role === 'wrapper' || one.role === 'request') && !(one.file === file && one.line === line)).reverse();
}
