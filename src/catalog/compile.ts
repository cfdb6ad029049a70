import type { CatalogData, CatalogFacts } from './data.js';
import { encodeOperations } from './encode.js';
import { contentHash } from './hash.js';
import { countFacts } from './operations.js';

/** Facts to the one value that is shipped, or written as a user's catalog file. */
export function compileCatalog(facts: CatalogFacts): CatalogData {
  const { operations, gc, ...tables } = facts;
  const content: Omit<CatalogData, 'hash'> = {
    format: 'scope-audit-catalog',
    version: 1,
    date: tables.sources.map((source) => source.date).reduce((a, b) => (a > b ? a : b), ''),
    counts: countFacts(operations, gc.size),
    ...tables,
    ...encodeOperations(operations, gc),
  };
  return { ...content, hash: contentHash(content) };
}
