import type { Place, Program } from '../model/index.js';

/** Line and column of an offset into a program's text. */
export function placeAt(program: Program, at: number): Place {
  const starts = program.lineStarts;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { file: program.file, line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}
