import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/read-manifest.js';
import type { ApplicationManifest, Declared } from '../../src/model/index.js';

function read(text: string, file = 'scope-manifest.yaml'): ApplicationManifest {
  const { manifest, problems } = readManifest(text, file);
  expect(problems).toEqual([]);
  if (manifest === undefined) throw new Error('no manifest');
  return manifest;
}

const texts = (names: readonly Declared[] | undefined): string[] | undefined => names?.map(({ text }) => text);
const at = ({ place: { line, column } }: { place: Declared['place'] }): string => `${line}:${column}`;

describe('the complete example', () => {
  const manifest = read(readFileSync(new URL('../../fixtures/manifests/complete.yaml', import.meta.url), 'utf8'), 'apps/queues/scope-manifest.yaml');
  const [service, agent] = manifest.clients;

  test('application and folder', () => {
    expect(manifest).toMatchObject({ file: 'apps/queues/scope-manifest.yaml', folder: 'apps/queues', name: { text: 'queue-dashboard' } });
  });

  test('clients', () => {
    expect(manifest.clients.map(({ name, grant, paths, tests }) => [name.text, grant?.type, paths, tests])).toEqual([
      ['sync-service', 'client-credentials', ['service'], false],
      ['agent-app', 'pkce', ['web/src/**', 'packages/ui'], true],
    ]);
    expect(service?.roles.map((role) => [role.name.text, texts(role.permissions), texts(role.divisions)])).toEqual([
      ['Queue Sync', ['routing:queue:view', 'routing:queue:edit'], ['Home', 'Sales']],
    ]);
    expect(texts(agent?.scopes)).toEqual(['routing:readonly', 'users:readonly']);
  });

  test('every name has its place, and a list that is absent that of the client', () => {
    expect(agent?.scopes.map(at)).toEqual(['24:9', '25:9']);
    expect(agent?.lists).toMatchObject({ permissions: { line: 21, column: 5 }, scopes: { line: 23, column: 5 } });
    expect(service?.lists.scopes).toEqual(service?.place);
  });

  test('environments', () => {
    const seen = manifest.environments.map(({ name, clients }) => [name.text, clients.map((client) => [client.client, client.region?.text, client.secret?.text, texts(client.permissions)])]);
    expect(seen).toEqual([
      ['development', [['sync-service', 'eu-central-1', 'env:GENESYS_DEV_SECRET', undefined], ['agent-app', 'eu-central-1', undefined, undefined]]],
      [
        'production',
        [
          ['sync-service', 'eu-central-1', 'vault:secret/genesys/queue-dashboard', ['analytics:conversationAggregate:view', 'analytics:conversationDetail:view']],
          ['agent-app', 'eu-central-1', undefined, undefined],
        ],
      ],
    ]);
  });

  test('what may stay unused', () => {
    expect(manifest.mayStayUnused).toMatchObject([{ grant: { text: 'analytics:conversationDetail:view' }, until: '2027-06-30' }]);
  });
});

test('the short form is one client with the name of the application', () => {
  const { clients, environments } = read(
    ['application: orders', 'grant: TOKEN', 'permissions: [a:b:view]', 'environments:', '  live: {clientId: abc, region: mypurecloud.de}', '  test:', '    scopes: [routing]'].join('\n'),
  );
  expect(clients.map(({ name, grant, place, lists }) => [name.text, grant?.type, at({ place }), at({ place: lists.permissions }), at({ place: lists.scopes })])).toEqual([
    ['orders', 'implicit', '1:1', '3:1', '1:1'],
  ]);
  expect(environments.map(({ name, clients: [client] }) => [name.text, client?.client, client?.clientId?.text, client?.region?.text, texts(client?.scopes)])).toEqual([
    ['live', 'orders', 'abc', 'mypurecloud.de', undefined],
    ['test', 'orders', undefined, undefined, ['routing']],
  ]);
});

test('an environment adds to a list and removes from it, compared without case', () => {
  const { environments } = read(['application: x', 'permissions: [A:b:c, d:e:f]', 'environments: {p: {permissions: {add: [g:h:i], remove: [a:b:c]}}}'].join('\n'));
  expect(environments[0]?.clients[0]?.permissions?.map((name) => [name.text, at(name)])).toEqual([
    ['d:e:f', '2:22'],
    ['g:h:i', '3:40'],
  ]);
});

test('a region alone holds for all clients, one of a client beats it', () => {
  const clients = 'clients: {web: {paths: [web]}, api: {}}';
  const all = read(`application: x\n${clients}\nenvironments: {p: {region: eu-west-1}}`);
  expect(all.environments[0]?.clients.map(({ client, region }) => [client, region?.text])).toEqual([['web', 'eu-west-1'], ['api', 'eu-west-1']]);
  const one = read(`application: x\n${clients}\nenvironments: {p: {region: eu-west-1, clients: {api: {region: us-east-1}}}}`);
  expect(one.environments[0]?.clients.map(({ client, region }) => [client, region?.text])).toEqual([['api', 'us-east-1']]);
});

test.each([
  ['CLIENT-CREDENTIALS', 'client-credentials'],
  ['CODE', 'code'],
  ['TOKEN', 'implicit'],
  ['SAML2-BEARER', 'saml2-bearer'],
  ['PASSWORD', 'password'],
  ['pkce', 'pkce'],
])('the grant type %s', (written, type) => {
  expect(read(`application: x\ngrant: ${written}`).clients[0]?.grant?.type).toBe(type);
});

test('names that JavaScript objects have are ordinary names', () => {
  const { clients, environments } = read('application: x\nclients: {constructor: {}, __proto__: {paths: [a]}, 12: {paths: [b]}}\nenvironments: {toString: {clients: {__proto__: {clientId: a}}}}');
  expect(clients.map(({ name }) => name.text).sort()).toEqual(['12', '__proto__', 'constructor']);
  expect(environments[0]?.clients[0]?.client).toBe('__proto__');
});

test('JSON reads like YAML', () => {
  const { clients } = read('{\n\t"$schema": "x.json",\n\t"application": "x",\n\t"scopes": [\n\t\t"routing"\n\t]\n}', 'scope-manifest.json');
  expect(clients[0]?.scopes.map(at)).toEqual(['5:3']);
});

test('a list may be written once and repeated by an alias', () => {
  const { clients } = read('application: x\nclients:\n  web: {paths: [web], scopes: &shared [routing]}\n  api: {scopes: *shared}');
  expect(clients.map(({ scopes }) => texts(scopes))).toEqual([['routing'], ['routing']]);
});
