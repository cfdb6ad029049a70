/** A position in a file: path relative to the audited folder with `/`, 1-based line and column, columns in UTF-16 units. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** For what does not stand in the code. */
export const NOWHERE: Place = { file: '', line: 0, column: 0 };

/** Orders places by file, line, column. File names compare by code unit so that the order is the same on every machine. */
export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Orders text by code unit, independent of locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
