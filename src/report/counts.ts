import { SEVERITIES, type RunResult } from '../model/index.js';
import type { AuditReport } from './audit-report.js';
import { createPaint, paintSeverity } from './colour.js';
import { count } from './plain-text.js';

/** "2 errors, 1 note", or "no findings". */
export function countsText(counts: RunResult['counts'], paint = createPaint(false)): string {
  const found = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => paintSeverity(paint, severity)(count(counts[severity], severity)));
  return found.length === 0 ? paint.good('no findings') : found.join(', ');
}

/** How many calls are not resolved; code that several applications share counts once. */
export function countUnresolved({ applications, ungoverned }: AuditReport): number {
  const calls = [...applications, ungoverned].flatMap((part) => part.unresolved);
  return new Set(calls.map(({ file, line, column }) => `${file}:${line}:${column}`)).size;
}
