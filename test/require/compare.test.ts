import { describe, expect, it } from 'vitest';
import type { Call, CheckContext, ClientDecl, Declared } from '../../src/model/index.js';
import type { Catalog } from '../../src/catalog/catalog.js';
import { compareGrants } from '../../src/require/compare.js';
import { grantsOf, isMet } from '../../src/require/grants.js';
import { leastCover } from '../../src/require/least-cover.js';
import { sharedRequirements } from '../../src/require/needs.js';
import { catalog as real } from '../catalog/real-catalog.js';
import { randomFrom } from './random.js';
import { SAMPLE } from './sample-catalog.js';

const place = (line: number) => ({ file: 'scope-manifest.yaml', line, column: 1 });
const declared = (text: string, line: number): Declared => ({ text, place: place(line) });

function contextOf(permissions: readonly string[], scopes: readonly string[], endpoints: readonly string[], catalog: Catalog): CheckContext<Catalog> {
  const client: ClientDecl = {
    name: declared('app', 1),
    permissions: permissions.map((name, index) => declared(name, 10 + index)),
    scopes: scopes.map((name, index) => declared(name, 500 + index)),
    roles: [],
    divisions: [],
    paths: [],
    tests: false,
    place: place(1),
    lists: { permissions: place(9), scopes: place(499) },
  };
  const calls = endpoints.map((id, index): Call => {
    const [method = '', path = ''] = id.split(' ');
    return { file: 'a.ts', line: index + 1, column: 1, method, path, known: true, via: 'http', confidence: 'certain', evidence: [] };
  });
  const application = { file: 'scope-manifest.yaml', folder: '', name: declared('app', 1), clients: [client], environments: [], mayStayUnused: [] };
  return { application, client, calls, unresolved: [], logins: [], catalog, policy: { deny: [], approve: [] }, today: '2026-11-25' };
}

/** The lists after every edit that the comparison proposes. */
function mended(context: CheckContext<Catalog>): { permissions: string[]; scopes: string[] } {
  const { judged, missing } = compareGrants(context);
  const replaced = missing.flatMap((each) => each.supersedes);
  const lists = { permissions: missing.filter(({ kind }) => kind === 'permission').map(({ add }) => add), scopes: missing.filter(({ kind }) => kind === 'scope').map(({ add }) => add) };
  for (const { grant, verdict } of judged) {
    if (replaced.includes(grant)) continue;
    const kept = verdict.k === 'wider' ? verdict.narrowing : verdict.k === 'used' ? grant : undefined;
    lists.permissions.push(...(kept?.permissions ?? []));
    lists.scopes.push(...(kept?.scopes ?? []));
  }
  return lists;
}

function pick<T>(random: () => number, from: readonly T[], count: number): T[] {
  return Array.from({ length: count }, () => from[Math.floor(random() * from.length)]).filter((one): one is T => one !== undefined);
}

function randomContext(seed: number, catalog: Catalog): CheckContext<Catalog> {
  const random = randomFrom(seed);
  const area = pick(random, catalog.operations, 1)[0]?.path.split('/')[3];
  const near = catalog.operations.filter(({ path }) => path.split('/')[3] === area);
  const operations = [...pick(random, near, 1 + Math.floor(random() * 12)), ...pick(random, catalog.operations, Math.floor(random() * 4))];
  const named = operations.flatMap(({ permissions }) => permissions);
  const wide = named.map((name) => (random() < 0.5 ? `${name.split(':', 1)[0] ?? ''}:*:*` : `${name.split(':', 2).join(':')}:*`)).filter((name) => name.split(':').length === 3);
  const permissions = [...pick(random, named, Math.floor(random() * 8)), ...pick(random, wide, Math.floor(random() * 2)), ...pick(random, catalog.permissions, Math.floor(random() * 3)), ...(random() < 0.05 ? ['*:*:*'] : [])];
  const scopes = [...pick(random, operations.flatMap((each) => each.scopes), Math.floor(random() * 5)), ...pick(random, catalog.scopes, Math.floor(random() * 2))];
  return contextOf([...new Set(permissions)], [...new Set(scopes)], operations.map(({ id }) => id), catalog);
}

describe('compareGrants', () => {
  it.each([
    ['a small catalog', SAMPLE, 600],
    ['the real catalog', real, 250],
  ] as const)('proposes edits after which nothing is left to say, on random grants and calls of %s', (_, catalog, runs) => {
    for (let seed = 1; seed <= runs; seed++) {
      const context = randomContext(seed, catalog);
      const lists = mended(context);
      const after = compareGrants(contextOf(lists.permissions, lists.scopes, context.calls.map(({ method, path }) => `${method} ${path}`), catalog));
      expect({ seed, missing: after.missing, verdicts: after.judged.filter(({ verdict }) => verdict.k !== 'used') }).toEqual({ seed, missing: [], verdicts: [] });
    }
  });

  it('calls a grant excess only if everything is served without all of them', () => {
    for (let seed = 1; seed <= 600; seed++) {
      const { judged, requirements, missing } = compareGrants(randomContext(seed, SAMPLE));
      const kept = judged.filter(({ verdict }) => verdict.k === 'used' || verdict.k === 'wider').map(({ grant }) => grant);
      const lacking = missing.flatMap((each) => each.requirements);
      expect(requirements.filter((requirement) => !isMet(requirement, kept))).toEqual(lacking.length === 0 ? [] : expect.arrayContaining(lacking));
      for (const grant of kept) expect(requirements.every((requirement) => lacking.includes(requirement) || isMet(requirement, kept.filter((other) => other !== grant)))).toBe(false);
    }
  });

  it('reads the same from lists in another order', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const context = randomContext(seed, SAMPLE);
      const turned = { ...context, client: { ...context.client, permissions: context.client.permissions.toReversed(), scopes: context.client.scopes.toReversed() } };
      const verdicts = (of: CheckContext<Catalog>): string[] => compareGrants(of).judged.map(({ grant, verdict }) => `${grant.name} ${verdict.k}`).sort();
      expect(verdicts(turned)).toEqual(verdicts(context));
    }
  });
});

it('takes names that differ in spelling for one grant, the real spelling first', () => {
  const { client } = contextOf(['routing:queue:read', 'Routing:Queue:View', 'routing:queue:edit'], [], [], SAMPLE);
  const grants = grantsOf(client, SAMPLE);
  expect(grants.map(({ name, lines, repeats }) => [name, lines.map((line) => line.declared.text), repeats.length])).toEqual([
    ['routing:queue:view', ['Routing:Queue:View', 'routing:queue:read'], 1],
    ['routing:queue:edit', ['routing:queue:edit'], 0],
  ]);
});

it('random instances have every kind of verdict', () => {
  const kinds = new Set(Array.from({ length: 300 }, (_, index) => compareGrants(randomContext(index + 1, SAMPLE)).judged.map(({ verdict }) => verdict.k)).flat());
  expect([...kinds].sort()).toEqual(['contained', 'excess', 'unknown', 'used', 'wider']);
});

it('finds the exact least cover of every operation of the platform at once', () => {
  const least = leastCover(sharedRequirements(real.operations.map((operation) => ({ operation, calls: [] }))));
  expect(least.exact).toBe(true);
  expect(least.permissions.length).toBeGreaterThan(1000);
});
