import { describe, expect, it } from 'vitest';
import { applyOverlay, openCatalog, type OverlayRow } from '../../src/catalog/index.js';
import { catalog, data } from './real-catalog.js';

const reason = 'seen in our organization';
const overlaid = (...rows: OverlayRow[]) => {
  const { data: changed, problems } = applyOverlay(data, rows);
  return { catalog: openCatalog(changed), problems };
};

describe('applyOverlay', () => {
  it('corrects a row and says so', () => {
    const { catalog: changed, problems } = overlaid({ operation: 'GET /api/v2/routing/queues', permissions: ['routing:queue:view', 'routing:queue:search'], reason });
    expect(problems).toEqual([]);
    expect(changed.operation('GET /api/v2/routing/queues')).toMatchObject({
      mode: 'ANY', permissions: ['routing:queue:view', 'routing:queue:search'], permissionSource: 'overlay', scopeSource: 'openapi-2026-07', overlay: { reason },
    });
    expect(changed.operationsNaming('routing:queue:search').map(({ id }) => id)).toContain('GET /api/v2/routing/queues');
    expect(changed.operation('POST /api/v2/routing/queues')).toEqual(catalog.operation('POST /api/v2/routing/queues'));
    expect(changed.gcCommand('routing queues list')?.overlay).toEqual({ reason });
    expect(catalog.operation('GET /api/v2/routing/queues')?.overlay).toBeUndefined();
  });

  it('adds a row that is found by every way', () => {
    const { catalog: changed } = overlaid({
      operation: 'GET /api/v2/beta/things', mode: 'ALL', permissions: ['beta:thing:view'], scopes: ['beta'], sdk: ['BetaApi.getBetaThings'], reason,
    });
    const added = changed.operation('GET /api/v2/beta/things');
    expect(added).toMatchObject({ status: 'current', auth: 'oauth', overlay: { reason } });
    expect(changed.sdkMethod('getBetaThings')).toBe(added);
    expect(changed.hasSdkClass('BetaApi')).toBe(true);
    expect([changed.permission('BETA:thing:view'), changed.scope('beta')]).toEqual(['beta:thing:view', 'beta']);
    expect(changed.info.counts).toMatchObject({ operations: 4305, current: 3357, sdkNames: 4312 });
    expect(changed.info.hash).toBe(catalog.info.hash);
  });

  it('empties permissions with NONE, retires, and reads a list without mode as all of it', () => {
    const { catalog: changed } = overlaid(
      { operation: 'GET /api/v2/routing/queues', mode: 'NONE', reason },
      { operation: 'POST /api/v2/routing/queues', status: 'retired', deprecated: true, reason },
      { operation: 'GET /api/v2/users', permissions: ['directory:user:view'], reason },
    );
    expect(changed.operation('GET /api/v2/routing/queues')).toMatchObject({ mode: 'NONE', permissions: [] });
    expect(changed.operation('POST /api/v2/routing/queues')).toMatchObject({ status: 'retired', deprecated: true, permissionSource: 'openapi-2026-07' });
    expect(changed.operation('GET /api/v2/users')).toMatchObject({ mode: 'ALL', permissions: ['directory:user:view'] });
  });

  it.each<[string, object]>([
    ['no reason', { operation: 'GET /api/v2/users' }],
    ['no reason', { operation: 'GET /api/v2/users', reason: ' ' }],
    ['is no operation', { operation: 'FETCH /api/v2/users', reason }],
    ['is no operation', { operation: 'api/v2/users', reason }],
    ['is no operation', { reason }],
    ['unknown key "permission"', { operation: 'GET /api/v2/users', permission: 'a:b:c', reason }],
    ['mode "SOME"', { operation: 'GET /api/v2/users', mode: 'SOME', reason }],
    ['mode NONE with permissions', { operation: 'GET /api/v2/users', mode: 'NONE', permissions: ['a:b:c'], reason }],
    ['mode ANY without permissions', { operation: 'GET /api/v2/users', mode: 'ANY', reason }],
    ['is no permission name', { operation: 'GET /api/v2/users', permissions: ['routing queue view'], reason }],
    ['auth "basic"', { operation: 'GET /api/v2/users', auth: 'basic', reason }],
    ['status "gone"', { operation: 'GET /api/v2/users', status: 'gone', reason }],
    ['already names GET /api/v2/routing/queues', { operation: 'GET /api/v2/users', sdk: ['UsersApi.getRoutingQueues'], reason }],
  ])('tells %s as a problem and takes the other rows', (message, wrong) => {
    const rows = [wrong as OverlayRow, { operation: 'GET /api/v2/beta', reason }];
    const { data: changed, problems } = applyOverlay(data, rows);
    expect(problems).toEqual([{ row: 0, message: expect.stringContaining(message) as string, hint: expect.any(String) as string }]);
    expect(openCatalog(changed).operation('GET /api/v2/beta')).toBeDefined();
  });

  it('refuses an operation that stands twice, and changes nothing without rows', () => {
    const row = { operation: 'GET /api/v2/users', mode: 'NONE', reason } as const;
    expect(overlaid(row, row).problems).toMatchObject([{ row: 1 }]);
    expect(applyOverlay(data, []).data).toBe(data);
  });
});
