import { describe, expect, it } from 'vitest';
import { applyOverlay, compileCatalog, diffCatalogs, describeCatalog, formatCatalogDiff, newerBundled, openCatalog } from '../../src/catalog/index.js';
import { newOperation } from '../../src/catalog/operation-text.js';
import { catalog, data, facts } from './real-catalog.js';

const small = (...operations: typeof facts.operations) => compileCatalog({ ...facts, gc: new Map(), operations });
const a = { ...newOperation('GET', '/api/v2/a'), mode: 'ANY' as const, permissions: ['a:b:view'], sdk: ['AApi.getA'] };
const b = newOperation('GET', '/api/v2/b');

describe('formatCatalogDiff', () => {
  it('tells counts first and then each fact', () => {
    const before = openCatalog(small(a));
    const after = openCatalog(small({ ...a, permissions: [], mode: 'NONE', scopes: ['a'] }, b));
    const text = formatCatalogDiff(diffCatalogs(before, after)).replaceAll(before.info.hash, 'HASH1').replaceAll(after.info.hash, 'HASH2');
    expect(text).toMatchInlineSnapshot(`
      "Catalog of 2026-11 (HASH1) -> 2026-11 (HASH2)
      Operations: 1 added, 0 removed, 1 changed. Permissions: 0 added, 1 removed. Scopes: 1 added, 0 removed.

      Added operations
        + GET /api/v2/b  UNKNOWN

      Changed operations
        ~ GET /api/v2/a
            permissions: ANY a:b:view -> NONE
            scopes: none -> a

      Permissions
        - a:b:view

      Scopes
        + a
      "
    `);
  });

  it('finds nothing between equals, and does not mind the order of names', () => {
    const ab = { ...a, permissions: ['a:b:view', 'a:b:edit'] };
    const diff = diffCatalogs(openCatalog(small(ab)), openCatalog(small({ ...ab, permissions: ['a:b:edit', 'a:b:view'] })));
    expect([diff.added, diff.removed, diff.changed]).toEqual([[], [], []]);
    const { data: same } = applyOverlay(data, [{ operation: 'GET /api/v2/users', mode: 'NONE', reason: 'as it is' }]);
    expect(diffCatalogs(catalog, openCatalog(same)).changed).toEqual([]);
  });
});

describe('catalog info', () => {
  it('tells date, hash, counts and sources', () => {
    const text = describeCatalog(catalog.info);
    expect(text).toContain(`Catalog of ${catalog.info.date}, hash ${catalog.info.hash}`);
    expect(text).toContain('4304 operations: 3356 current, 948 retired, 149 deprecated');
    for (const { id } of facts.sources) expect(text).toContain(id);
  });

  it('knows the newer of two', () => {
    expect(newerBundled({ date: '2026-10-31' }, { date: '2026-11' })).toBe(true);
    expect(newerBundled({ date: '2026-11-25' }, { date: '2026-11' })).toBe(false);
    expect(newerBundled({ date: '2026-11' }, { date: '2026-11' })).toBe(false);
  });
});
