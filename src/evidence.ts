import { decodeText, type ReadBytes } from './discover/index.js';
import type { Problem, UsageEvidence } from './model/index.js';

/** Reads the files of what production called. One that cannot be used is a warning: it only adds to what is said. */
export async function readEvidence(read: ReadBytes, files: readonly string[]): Promise<{ usage: UsageEvidence[]; problems: Problem[] }> {
  const found = await Promise.all(files.map((file) => readOne(read, file)));
  return {
    usage: found.flatMap(({ evidence }) => evidence ?? []),
    problems: found.flatMap(({ problems }) => problems.map((problem) => ({ ...problem, level: 'warning' as const }))),
  };
}

async function readOne(read: ReadBytes, file: string): Promise<{ evidence?: UsageEvidence; problems: readonly Problem[] }> {
  const bytes = read(file);
  const text = Buffer.isBuffer(bytes) ? decodeText(bytes)?.text : undefined;
  if (text !== undefined) return (await import('./saved/usage-file.js')).readUsageFile(text, file);
  const message = Buffer.isBuffer(bytes) ? 'the file is binary' : bytes.reason === 'missing' ? 'there is no such file' : bytes.message;
  return {
    problems: [
      { level: 'warning', code: 'usage-unusable', message, place: { file, line: 1, column: 1 }, hint: 'a file that `scope-audit usage --save` wrote' },
    ],
  };
}
