import { describe, expect, it } from 'vitest';
import type { ApiAnswer, ApiPort, ApiRequest } from '../../src/live/api-port.js';
import { ownNeeds, VERIFY_OPERATIONS } from '../../src/live/operations.js';
import { readAuthority } from '../../src/live/read-authority.js';
import { catalog } from '../catalog/real-catalog.js';

/** A port that answers by path, in turn where there are several answers. */
function port(answers: Record<string, Partial<ApiAnswer> | Partial<ApiAnswer>[]>): ApiPort & { sent: ApiRequest[] } {
  const sent: ApiRequest[] = [];
  const turns = new Map<string, number>();
  return {
    sent,
    send: (request) => {
      sent.push(request);
      const turn = turns.get(request.path) ?? 0;
      turns.set(request.path, turn + 1);
      const found = [answers[request.path] ?? { status: 404 }].flat();
      return Promise.resolve({ status: 200, headers: {}, body: undefined, ...found[Math.min(turn, found.length - 1)] });
    },
  };
}

const TOKEN = { '/api/v2/tokens/me': { body: { organization: { id: 'o-1', name: 'Acme' }, OAuthClient: { id: 'c-1', name: 'Sync', authorizedGrantType: 'CLIENT-CREDENTIALS', scope: ['routing'], state: 'ACTIVE' } } } };
const grants = (...list: object[]) => ({ '/api/v2/authorization/subjects/me': { body: { grants: list } } });
const HOME = { id: 'd-1', name: 'Home' };
const SALES = { id: 'd-2', name: 'Sales' };

describe('readAuthority', () => {
  it('reads roles with their divisions, policies, wildcards, conditions and general permissions', async () => {
    const api = port({
      ...TOKEN,
      ...grants({ division: SALES, role: { id: 'r-1', name: 'Sync' } }, { division: HOME, role: { id: 'r-1', name: 'Sync' } }, { division: { id: '*', name: '*' }, role: { id: 'r-2', name: 'Admin' } }),
      '/api/v2/authorization/roles/r-1': { body: { permissions: ['group_creation'], permissionPolicies: [{ domain: 'routing', entityName: 'queue', actionSet: ['view', 'edit'] }, { domain: 'routing', entityName: 'skill', actionSet: ['*'], resourceConditionNode: { conjunction: 'AND' } }] } },
      '/api/v2/authorization/roles/r-2': { body: { permissionPolicies: [{ domain: 'directory', entityName: '*', actionSet: ['*'], resourceConditionNode: {} }] } },
      '/api/v2/oauth/clients/c-1': { body: { id: 'c-1', name: 'Sync', authorizedGrantType: 'CLIENT-CREDENTIALS', accessTokenValiditySeconds: 3600, dateToDelete: '2026-12-24T00:00:00Z', state: 'active' } },
    });
    expect(await readAuthority(api, { assignable: false })).toEqual({
      organization: { id: 'o-1', name: 'Acme' },
      client: { id: 'c-1', name: 'Sync', grant: 'client-credentials', state: 'active', dateToDelete: '2026-12-24T00:00:00Z', tokenLifetime: 3600 },
      roles: [
        { id: 'r-2', name: 'Admin', divisions: [{ id: '*', name: '*' }], permissions: [{ name: 'directory:*:*' }] },
        { id: 'r-1', name: 'Sync', divisions: [HOME, SALES], permissions: [{ name: 'group_creation' }, { name: 'routing:queue:view' }, { name: 'routing:queue:edit' }, { name: 'routing:skill:*', conditional: true }] },
      ],
      unread: [],
    });
    expect(api.sent.every(({ method }) => method === 'GET')).toBe(true);
    expect(api.sent[0]).toEqual({ method: 'GET', path: '/api/v2/tokens/me', query: { preserveIdleTTL: 'true' } });
  });

  it('takes the policies of the grants where roles may not be read, and asks for no second role', async () => {
    const api = port({
      ...TOKEN,
      ...grants({ division: HOME, role: { id: 'r-1', name: 'A', policies: [{ domain: 'routing', entityName: 'queue', actions: ['view'], condition: { x: 1 } }] } }, { division: HOME, role: { id: 'r-2', name: 'B' } }),
      '/api/v2/authorization/roles/r-1': { status: 403 },
      '/api/v2/oauth/clients/c-1': { status: 403 },
    });
    const { roles, client, unread } = await readAuthority(api, { assignable: false });
    expect(roles?.map(({ permissions }) => permissions)).toEqual([[{ name: 'routing:queue:view', conditional: true }], undefined]);
    expect(client).toEqual({ id: 'c-1', name: 'Sync', grant: 'client-credentials', state: 'active' });
    expect(unread).toEqual([
      { what: 'what role "B" grants', operation: 'GET /api/v2/authorization/roles/{roleId}', status: 403 },
      { what: 'the token lifetime and the state of the client', operation: 'GET /api/v2/oauth/clients/{clientId}', status: 403 },
    ]);
    expect(api.sent.filter(({ path }) => path.includes('/roles/'))).toHaveLength(1);
  });

  it('asks an older platform for grants again without whole roles', async () => {
    const api = port({ ...TOKEN, '/api/v2/authorization/subjects/me': [{ status: 400 }, { body: { grants: [] } }] });
    expect((await readAuthority(api, { assignable: false })).roles).toEqual([]);
    expect(api.sent.filter(({ path }) => path.endsWith('/subjects/me')).map(({ query }) => query)).toEqual([{ includeFullRoles: 'true' }, undefined]);
  });

  it('says that grants cannot be read, and goes on', async () => {
    const { roles, unread } = await readAuthority(port({ ...TOKEN, '/api/v2/authorization/subjects/me': { status: 403 }, '/api/v2/oauth/clients/c-1': { body: {} } }), { assignable: false });
    expect([roles, unread.map(({ operation }) => operation)]).toEqual([undefined, ['GET /api/v2/authorization/subjects/me']]);
  });

  it('goes on without knowing the client', async () => {
    const { client, roles, unread } = await readAuthority(port({ ...grants(), '/api/v2/tokens/me': { status: 403 } }), { assignable: false });
    expect([client, roles, unread]).toEqual([undefined, [], [{ what: 'whose token it is', operation: 'GET /api/v2/tokens/me', status: 403 }]]);
  });

  it('reads scopes of a user token only', async () => {
    const body = { authorizedScope: ['users:readonly', 'routing'], OAuthClient: { id: 'c-1', name: 'Web', authorizedGrantType: 'CODE', scope: ['all'] } };
    const { scopes, client } = await readAuthority(port({ ...grants(), '/api/v2/tokens/me': { body } }), { assignable: false });
    expect([scopes, client?.grant]).toEqual([['routing', 'users:readonly'], 'code']);
    expect((await readAuthority(port({ ...grants(), ...TOKEN }), { assignable: false })).scopes).toBeUndefined();
  });

  it('reads all pages of permissions', async () => {
    const entry = (domain: string) => ({ domain, permissionMap: { queue: [{ domain, entityType: 'queue', action: 'view' }, { action: 'broken' }] } });
    const page = (domain: string) => ({ body: { entities: [entry(domain)], pageCount: 2 } });
    const api = port({ ...TOKEN, ...grants(), '/api/v2/authorization/permissions': [page('routing'), page('analytics')] });
    expect((await readAuthority(api, { assignable: true })).assignable).toEqual(['analytics:queue:view', 'routing:queue:view']);
    expect(api.sent.filter(({ path }) => path.endsWith('/permissions')).map(({ query }) => query?.pageNumber)).toEqual(['1', '2']);
  });

  it('reads what licences bring, and says nothing where it may not', async () => {
    const permissions = { body: { entities: [{ permissionMap: { queue: [{ domain: 'routing', entityType: 'queue', action: 'view' }] } }], pageCount: 1 } };
    const answers = { ...TOKEN, ...grants(), '/api/v2/oauth/clients/c-1': { body: {} }, '/api/v2/authorization/permissions': permissions };
    const read = async (more: Parameters<typeof port>[0]) => readAuthority(port({ ...answers, ...more }), { assignable: true });
    expect((await read({ '/api/v2/license/definitions': { body: [{ id: 'gen-cx3', permissions: { ids: ['recording:recording:view'] } }, { permissions: 7 }, null] } })).licences).toEqual([{ name: 'gen-cx3', permissions: ['recording:recording:view'] }]);
    expect(await read({ '/api/v2/license/definitions': { status: 403 } })).not.toHaveProperty('licences');
    expect((await read({ '/api/v2/license/definitions': { status: 403 } })).unread).toEqual([]);
  });

  it.each([
    [{ '/api/v2/tokens/me': { status: 401, body: { code: 'bad.credentials', message: 'cAnary' } } }, 'the token is not accepted (401, bad.credentials)'],
    [{ '/api/v2/tokens/me': { status: 401, body: { code: 'cAnary!' } } }, 'the token is not accepted (401)'],
    [{ '/api/v2/tokens/me': { status: 500, body: 'cAnary' } }, '`GET /api/v2/tokens/me` was answered 500'],
    [{ '/api/v2/tokens/me': { status: 403 }, '/api/v2/authorization/subjects/me': { status: 403 } }, '`GET /api/v2/tokens/me` was answered 403'],
    [{ ...TOKEN, '/api/v2/authorization/subjects/me': { status: 401 } }, 'the token is not accepted (401)'],
  ])('ends where nothing can be said: %j', async (answers, message) => {
    await expect(readAuthority(port(answers), { assignable: false })).rejects.toMatchObject({ message, exit: 3 });
  });

  it.each([null, 7, 'x', [], {}, { OAuthClient: [], organization: 'x', authorizedScope: {} }, { OAuthClient: { id: 7 } }])('takes nothing of %j for granted', async (body) => {
    const api = port({ '/api/v2/tokens/me': { body }, '/api/v2/authorization/subjects/me': { body }, '/api/v2/authorization/permissions': { body } });
    expect(await readAuthority(api, { assignable: true })).toEqual({ roles: [], unread: [] });
  });
});

it('what it needs itself is in the catalog', () => {
  expect(ownNeeds(VERIFY_OPERATIONS, catalog).map(({ id, permissions, scopes }) => [id, ...permissions, ...scopes])).toEqual([
    ['GET /api/v2/tokens/me', 'user-basic-info'],
    ['GET /api/v2/authorization/subjects/me', 'authorization:readonly'],
    ['GET /api/v2/authorization/roles/{roleId}', 'authorization:role:view', 'authorization:readonly'],
    ['GET /api/v2/oauth/clients/{clientId}', 'oauth:client:view', 'oauth:readonly'],
    ['GET /api/v2/authorization/permissions', 'authorization:readonly'],
    ['GET /api/v2/license/definitions', 'authorization:license:view', 'license:readonly'],
  ]);
});
