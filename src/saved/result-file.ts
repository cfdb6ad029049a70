import type { Problem } from '../model/index.js';
import type { AuditReport } from '../report/audit-report.js';
import { readSaved, summarize } from './read-saved.js';
import { validateResult } from './validate-result.js';

/** Reads what `--format json` printed. Never throws. */
export function readResult(text: string, file: string): { report?: AuditReport; problems: readonly Problem[] } {
  const { value, problems } = readSaved(text, file, validateResult);
  if (value !== undefined) return { report: value, problems: [] };
  return { problems: summarize(problems, 'result-broken', 'it is no result of `scope-audit --format json`', 'save one with `scope-audit --format json --output result.json`') };
}
