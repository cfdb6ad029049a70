/** Text to put in place of what stands from one offset to another. */
export interface Splice {
  from: number;
  to: number;
  text: string;
}

/** The text with the splices, which must not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let changed = text;
  for (const { from, to, text: inserted } of [...splices].sort((a, b) => b.from - a.from || b.to - a.to)) changed = changed.slice(0, from) + inserted + changed.slice(to);
  return changed;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the line end, of either kind. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const stop = end < 0 ? text.length : end;
  return text[stop - 1] === '\r' ? stop - 1 : stop;
}

export function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
