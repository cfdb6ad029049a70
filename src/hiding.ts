import type { Baseline } from './audit/baseline.js';
import { readSuppressions, type BrokenSuppression, type Suppression } from './audit/suppressions.js';
import { decodeText, readText, type ReadBytes } from './discover/index.js';
import type { Problem } from './model/index.js';

/** What the tree itself says is to be hidden. */
export interface Hiding {
  suppressions: readonly Suppression[];
  broken: readonly BrokenSuppression[];
  baseline?: Baseline;
  problems: readonly Problem[];
}

/** Reads the suppressions of files and, where it exists, the baseline. */
export async function readHiding(read: ReadBytes, files: readonly string[], baselineFile: string): Promise<Hiding> {
  const found = files.map((file) => readSuppressions(readText(read, file) ?? '', file));
  return { suppressions: found.flatMap((one) => one.suppressions), broken: found.flatMap((one) => one.broken), ...(await openBaseline(read, baselineFile)) };
}

/** The baseline, nothing where there is no such file, or what is wrong with it. */
export async function openBaseline(read: ReadBytes, file: string): Promise<Pick<Hiding, 'baseline' | 'problems'>> {
  const bytes = read(file);
  if (!Buffer.isBuffer(bytes)) return { problems: bytes.reason === 'missing' ? [] : [unusable(file, bytes.message)] };
  const text = decodeText(bytes)?.text;
  if (text === undefined) return { problems: [unusable(file, 'the baseline is binary')] };
  return (await import('./saved/baseline-file.js')).readBaseline(text, file);
}

function unusable(file: string, message: string): Problem {
  return { level: 'error', code: 'baseline-unusable', message, place: { file, line: 1, column: 1 }, hint: 'a file that `scope-audit --update-baseline` wrote' };
}
