import type { Path, SourceDocument } from '../../document/parse-document.js';
import type { Value } from './tree.js';

/** A value of a JSON document as it stands there, each part with its place. Null is nothing. */
export function jsonValue(document: SourceDocument, path: Path, value: unknown): Value | undefined {
  if (value === undefined || value === null) return undefined;
  const place = document.place(path);
  if (Array.isArray(value)) return { k: 'list', items: value.flatMap((item: unknown, index) => jsonValue(document, [...path, index], item) ?? []), place };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { k: 'text', text: String(value), place };
  const fields = Object.entries(value).flatMap(([key, inner]): [string, Value][] => {
    const read = jsonValue(document, [...path, key], inner);
    return read === undefined ? [] : [[key, read]];
  });
  return { k: 'map', fields: new Map(fields), open: false, place };
}
