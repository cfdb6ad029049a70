import { describe, expect, it } from 'vitest';
import { catalogFromOpenApi, diffCatalogs, openCatalog } from '../../src/catalog/index.js';
import { ToolError } from '../../src/model/index.js';
import { catalog, data, facts } from './real-catalog.js';

const today = '2026-12-01';
const SCHEMES = { oauth: 'PureCloud OAuth', 'guest-chat': 'Guest Chat JWT', webmessaging: 'Webmessaging JWT' } as const;
type Node = Record<string, unknown>;

/** The definition that would give the catalog's own facts. */
function definition(): { swagger: string; info: object; paths: Record<string, Record<string, Node>> } {
  const openapiNames = new Map(facts.sdkExceptions.filter((row) => row.language === 'openapi').map((row) => [row.operation, row.name]));
  const paths: Record<string, Record<string, Node>> = {};
  for (const op of facts.operations.filter(({ permissionSource, status }) => permissionSource === 'openapi-2026-07' && status !== 'retired')) {
    const own = op.sdk[0]?.split('.')[1];
    (paths[op.path] ??= {})[op.method.toLowerCase()] = {
      tags: op.sdk.filter((name) => name.endsWith(`.${own ?? ''}`)).map((name) => (name.split('.')[0] ?? '').replace(/Api$/, '').replace(/([a-z])([A-Z])/g, '$1 $2')),
      operationId: openapiNames.get(op.id) ?? own,
      security: op.auth === 'none' ? [] : [{ [SCHEMES[op.auth]]: op.scopes }],
      deprecated: op.deprecated,
      ...(op.mode !== 'NONE' && { 'x-inin-requires-permissions': { type: op.mode, permissions: op.mode === 'UNKNOWN' ? ['They are enforced by the backend'] : op.permissions } }),
    };
  }
  return { swagger: '2.0', info: { title: 'Platform API', version: 'v2' }, paths };
}

const updated = (document: unknown) => openCatalog(catalogFromOpenApi(document, data, today));

describe('catalogFromOpenApi', () => {
  it('changes no fact when the definition says the same', () => {
    const next = updated(definition());
    expect(diffCatalogs(catalog, next)).toMatchObject({ added: [], removed: [], changed: [], permissions: { added: [], removed: [] }, scopes: { added: [], removed: [] } });
    expect(next.info.date).toBe(today);
    expect(next.info.hash).not.toBe(catalog.info.hash);
    expect(next.info.sources).toContainEqual({ id: 'openapi-2026-12-01', what: 'Platform API, version v2', date: today });
    expect(next.operation('GET /api/v2/routing/queues')).toMatchObject({ permissionSource: 'openapi-2026-12-01', scopeSource: 'openapi-2026-12-01' });
    expect(next.gcCommand('routing queues list')?.id).toBe('GET /api/v2/routing/queues');
  });

  it('takes what is new, changed and gone, and keeps the names of what is gone', () => {
    const document = definition();
    document.paths['/api/v2/new/things/{thingId}'] = {
      parameters: {},
      get: {
        tags: ['OAuth', 'New Things'], 'x-purecloud-method-name': 'getNewThing', security: [{ 'PureCloud OAuth': ['new', 'new:readonly'] }],
        'x-inin-requires-permissions': { type: 'ALL', permissions: ['new:thing:view', 'ask your administrator'] },
      },
    };
    Object.assign(document.paths['/api/v2/routing/queues']?.['get'] ?? {}, { deprecated: true, 'x-inin-requires-permissions': { type: 'ANY', permissions: ['routing:queue:see'] } });
    delete document.paths['/api/v2/routing/queues']?.['post'];
    const next = updated(document);

    expect(next.sdkMethod('getNewThing')).toMatchObject({
      id: 'GET /api/v2/new/things/{thingId}', mode: 'ALL', permissions: ['new:thing:view'], scopes: ['new', 'new:readonly'], status: 'current', sdk: ['NewThingsApi.getNewThing', 'OAuthApi.getNewThing'],
    });
    expect(next.sdkMethod('postRoutingQueues')).toMatchObject({ status: 'retired', permissions: ['routing:queue:add'], permissionSource: 'openapi-2026-07' });
    expect(diffCatalogs(catalog, next)).toMatchObject({
      added: [{ id: 'GET /api/v2/new/things/{thingId}' }],
      removed: [],
      changed: [
        { operation: 'GET /api/v2/routing/queues', changes: [{ field: 'permissions', before: 'ANY routing:queue:view', after: 'ANY routing:queue:see' }, { field: 'deprecated', before: 'no', after: 'yes' }] },
        { operation: 'POST /api/v2/routing/queues', changes: [{ field: 'status', before: 'current', after: 'retired' }] },
      ],
      permissions: { added: ['new:thing:view', 'routing:queue:see'], removed: [] },
    });
  });

  it('keeps operations that the last definition had not either, and revives what is there again', () => {
    const document = definition();
    const retired = facts.operations.find(({ status, sdk }) => status === 'retired' && sdk.length > 0);
    if (!retired) throw new Error('the catalog has retired operations');
    document.paths[retired.path] = { ...document.paths[retired.path], [retired.method.toLowerCase()]: { security: [{ 'PureCloud OAuth': ['routing'] }] } };
    const next = updated(document);
    expect(next.operation('GET /api/v2/agentic/virtualagents')).toEqual(catalog.operation('GET /api/v2/agentic/virtualagents'));
    expect(next.operation(retired.id)).toMatchObject({ status: 'current', mode: 'NONE', sdk: retired.sdk });
    expect(next.operation(retired.id)?.lastSdkVersion).toBeUndefined();
  });

  it('knows an operation again whose parameters have other names', () => {
    const document = definition();
    const event = '/api/v2/conversations/messages/{integrationId}/inbound/open/event';
    const [renamedEvent, renamedQueue] = [event.replace('integrationId', 'id'), '/api/v2/routing/queues/{id}'];
    const spelled = new Map([[event, renamedEvent], ['/api/v2/routing/queues/{queueId}', renamedQueue]]);
    document.paths = Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [spelled.get(path) ?? path, item]));
    const next = updated(document);
    expect(next.info.counts).toMatchObject({ operations: 4304, retired: 948, gcCommands: 3265 });
    expect(next.sdkMethod('getRoutingQueue')?.id).toBe('GET /api/v2/routing/queues/{id}');
    expect(next.gcCommand('routing queues get')?.id).toBe('GET /api/v2/routing/queues/{id}');
    expect(next.operation(`POST ${renamedEvent}`)?.bound).toBe('client');
    const { added, removed, changed } = diffCatalogs(catalog, next);
    expect([added, removed]).toEqual([[], []]);
    expect(changed).toContainEqual({ operation: `POST ${event}`, changes: [{ field: 'path', before: event, after: renamedEvent }] });
  });

  it('lets the definition decide whose a name is', () => {
    const document = definition();
    Object.assign(document.paths['/api/v2/users']?.['get'] ?? {}, { operationId: 'getRoutingQueues' });
    const next = updated(document);
    expect(next.sdkMethod('getUsers')?.id).toBe('GET /api/v2/users');
    expect(next.operations.filter(({ sdk }) => sdk.some((name) => name.endsWith('.getRoutingQueues')))).toHaveLength(1);
  });

  it('reads OpenAPI 3 and base paths', () => {
    const get = { operationId: 'getA', tags: ['A'], 'x-inin-requires-permissions': { type: 'ANY', permissions: ['a:b:view'] } };
    const three = { openapi: '3.0.1', servers: [{ url: 'https://api.mypurecloud.com/api/v2/' }], security: [{ 'PureCloud OAuth': ['a'] }], paths: { '/a': { get } } };
    expect(updated(three).sdkMethod('getA')).toMatchObject({ path: '/api/v2/a', scopes: ['a'], auth: 'oauth' });
    expect(updated({ swagger: '2.0', basePath: '/', paths: { '/api/v2/a': { get } } }).sdkMethod('getA')).toMatchObject({ path: '/api/v2/a', auth: 'none' });
  });

  it.each([
    ['not a JSON object', []],
    ['neither "swagger" nor "openapi"', { paths: {} }],
    ['no "paths"', { swagger: '2.0' }],
    ['"x-inin-requires-permissions"', { swagger: '2.0', paths: { '/pets': { get: {} } } }],
  ])('refuses a document that is %s', (message, document) => {
    expect(() => updated(document)).toThrow(ToolError);
    expect(() => updated(document)).toThrow(message);
  });
});
