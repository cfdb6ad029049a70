import { readBaseline, type Baseline } from './audit/baseline.js';
import { readSuppressions, type BrokenSuppression, type Suppression } from './audit/suppressions.js';
import { decodeText, type ReadBytes } from './discover/index.js';
import type { Problem } from './model/index.js';

/** What the tree itself says is to be hidden. */
export interface Hiding {
  suppressions: readonly Suppression[];
  broken: readonly BrokenSuppression[];
  baseline?: Baseline;
  problems: readonly Problem[];
}

/** Reads the suppressions of files and, where it exists, the baseline. */
export function readHiding(read: ReadBytes, files: readonly string[], baselineFile: string): Hiding {
  const textOf = (file: string): string | undefined => {
    const bytes = read(file);
    return Buffer.isBuffer(bytes) ? decodeText(bytes)?.text : undefined;
  };
  const found = files.map((file) => readSuppressions(textOf(file) ?? '', file));
  const text = textOf(baselineFile);
  const { baseline, problems } = text === undefined ? { baseline: undefined, problems: [] } : readBaseline(text, baselineFile);
  return { suppressions: found.flatMap((one) => one.suppressions), broken: found.flatMap((one) => one.broken), ...(baseline && { baseline }), problems };
}
