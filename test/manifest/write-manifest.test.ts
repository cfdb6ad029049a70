import { expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/read-manifest.js';
import { writeManifest, type DraftClient, type DraftGrant, type ManifestDraft } from '../../src/manifest/write-manifest.js';

test('one client is written in the short form, each grant with its reason', () => {
  const text = writeManifest({
    application: 'orders',
    notes: ['Written by `scope-audit init`.'],
    clients: [
      {
        name: 'orders',
        grant: 'client-credentials',
        permissions: [{ name: 'routing:queue:view', reason: 'GET /api/v2/routing/queues, src/a.ts:12' }, { name: '*:*' }],
        scopes: [],
      },
    ],
  });
  expect(text).toMatchInlineSnapshot(`
    "# Written by \`scope-audit init\`.
    application: orders
    grant: client-credentials
    permissions:
      - routing:queue:view  # GET /api/v2/routing/queues, src/a.ts:12
      - "*:*"
    scopes: []
    "
  `);
});

test('several clients are written by name', () => {
  const text = writeManifest({ application: 'orders', clients: [{ name: 'api', scopes: [{ name: 'routing' }], paths: ['src/**'] }, { name: 'web: 1' }] });
  expect(text).toMatchInlineSnapshot(`
    "application: orders
    clients:
      api:
        scopes:
          - routing
        paths:
          - src/**
      "web: 1": {}
    "
  `);
});

test('text from code cannot leave its comment or its value', () => {
  const text = writeManifest({ application: 'a\nevil: 1', clients: [{ name: 'b', permissions: [{ name: 'x" # y\n- z', reason: 'one\r\ntwo\u2028- three' }] }] });
  expect(text.split('\n')).toEqual(['application: "a\\nevil: 1"', 'clients:', '  b:', '    permissions:', '      - "x\\" # y\\n- z"  # one two - three', '']);
});

test('what is written reads as what was meant', () => {
  const random = generator(42);
  for (let round = 0; round < 300; round++) {
    const draft = randomDraft(random);
    const text = writeManifest(draft);
    const { manifest, problems } = readManifest(text, 'scope-manifest.yaml');
    expect(problems.filter(({ level }) => level === 'error'), text).toEqual([]);
    const read = manifest?.clients.map(({ name, grant, permissions, scopes }) => ({
      name: name.text,
      grant: grant?.type,
      permissions: permissions.map((permission) => permission.text),
      scopes: scopes.map((scope) => scope.text),
    }));
    const meant = draft.clients.map(({ name, grant, permissions = [], scopes = [] }) => ({ name, grant, permissions: permissions.map((grantOf) => grantOf.name), scopes: scopes.map((grantOf) => grantOf.name) }));
    expect({ application: manifest?.name.text, clients: read }).toEqual({ application: draft.application, clients: meant });
  }
});

type Random = (below: number) => number;

function generator(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const PIECES = ['routing', ':', '*', 'queue', ' ', '#', '"', "'", '\n', '\\', '- ', ': ', '{', ']', '&', '!', '%', '@', 'null', 'true', '12', '~', '\u{1F600}', '\u0000', '\u2028', '\ufeff', 'é', '\t', 'x'];

function randomName(random: Random): string {
  const pieces = Array.from({ length: 1 + random(5) }, () => PIECES[random(PIECES.length)] ?? '');
  return `${pieces.join('')}${random(2) === 0 ? 'x' : '.'}`;
}

function randomDraft(random: Random): ManifestDraft {
  const grants = (): DraftGrant[] => Array.from({ length: random(4) }, () => ({ name: randomName(random), ...(random(2) === 0 && { reason: randomName(random) }) }));
  const clients = Array.from({ length: 1 + random(3) }, (_, index): DraftClient => ({
    name: `${randomName(random)}${index}`,
    ...(random(2) === 0 && { grant: 'code' as const }),
    ...(random(3) > 0 && { permissions: grants() }),
    scopes: grants(),
  }));
  const [first] = clients;
  return { application: clients.length === 1 && random(2) === 0 && first !== undefined ? first.name : randomName(random), notes: [randomName(random)], clients };
}
