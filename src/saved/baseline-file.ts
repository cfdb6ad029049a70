import type { Baseline } from '../audit/baseline.js';
import type { Problem } from '../model/index.js';
import { readSaved, summarize } from './read-saved.js';
import { validateBaseline } from './validate-baseline.js';

/** The text of the file, the same whatever the order of findings was. */
export function writeBaseline({ entries }: Baseline): string {
  return `${JSON.stringify({ format: 1, findings: entries }, null, 2)}\n`;
}

/** Reads what `writeBaseline` wrote. Never throws. */
export function readBaseline(text: string, file: string): { baseline?: Baseline; problems: readonly Problem[] } {
  const { value, problems } = readSaved(text, file, validateBaseline);
  if (value !== undefined) return { baseline: { file, entries: value.findings }, problems: [] };
  return { problems: summarize(problems, 'baseline-broken', 'the baseline cannot be used', 'write it anew with `scope-audit --update-baseline`, or take the version before') };
}
