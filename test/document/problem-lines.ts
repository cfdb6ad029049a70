import type { Problem } from '../../src/model/index.js';

/** Problems as `line:column level code: message (hint)`, one a line, for tables. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(({ level, code, message, place, hint }) => `${place.line}:${place.column} ${level} ${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`);
}
