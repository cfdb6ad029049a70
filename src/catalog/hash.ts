import { createHash } from 'node:crypto';
import { compareText } from '../model/index.js';

/** SHA-256 over everything of a catalog but the hash itself, whatever the order of keys; first 16 hex digits. */
export function contentHash(content: object): string {
  return createHash('sha256').update(JSON.stringify(sortKeys({ ...content, hash: undefined }))).digest('hex').slice(0, 16);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)).map(([key, item]) => [key, sortKeys(item)]));
}
