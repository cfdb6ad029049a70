import type { Column } from './data.js';
import { lazy } from './lazy.js';

/** A column of the compiled catalog; its distinct values are parsed when they are first read. */
export interface OpenColumn<T> {
  at(row: number): T;
  /** Each name among the values, as spelled, with the values (by index) that carry it. */
  names(): ReadonlyMap<string, readonly number[]>;
  /** Rows, ascending, that have one of the values. */
  rowsWith(values: readonly number[]): number[];
}

/** Digits of an index in `Column.rows`, to base 36. */
export const ROW_WIDTH = 3;

export function openColumn<T>(column: Column, parse: (text: string) => T | undefined, namesOf: (value: T) => readonly string[] = () => []): OpenColumn<T> {
  const texts = openList(column.values);
  const parsed: (T | undefined)[] = [];
  const value = (index: number): T => (parsed[index] ??= intact(parse(texts.at(index)), texts.at(index)));
  const indexAt = (row: number): number => parseInt(column.rows.slice(row * ROW_WIDTH, (row + 1) * ROW_WIDTH), 36);
  return {
    at: (row) => value(indexAt(row)),
    names: lazy(() => {
      const names = new Map<string, number[]>();
      for (let index = 0; index < texts.length(); index++) {
        for (const name of namesOf(value(index))) {
          const values = names.get(name);
          if (values) values.push(index);
          else names.set(name, [index]);
        }
      }
      return names;
    }),
    rowsWith: (values) => {
      const wanted = new Set(values);
      return Array.from({ length: column.rows.length / ROW_WIDTH }, (_, row) => row).filter((row) => wanted.has(indexAt(row)));
    },
  };
}

/** The entries of a long string by number, without making a string of each: allocation is what costs at the start. */
export function openList(text: string) {
  const ends = lazy(() => {
    const ends: number[] = [];
    for (let end = text.indexOf(';'); end >= 0; end = text.indexOf(';', end + 1)) ends.push(end);
    ends.push(text.length);
    return ends;
  });
  return {
    length: () => ends().length,
    at: (index: number): string => (index in ends() ? text.slice((ends()[index - 1] ?? -1) + 1, ends()[index]) : ''),
  };
}

/** Compiled data is checked by its hash when it is read, so damage here is an error of the tool. */
export function intact<T>(value: T | undefined, where: string | undefined): T {
  if (value === undefined) throw new Error(`The compiled catalog is damaged at "${where ?? 'its end'}"; build it again.`);
  return value;
}
