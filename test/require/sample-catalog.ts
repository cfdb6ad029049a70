import type { AliasFact, BoundFact } from '../../src/catalog/data.js';
import type { Catalog } from '../../src/catalog/catalog.js';
import { compareText, type Operation, type PermissionMode } from '../../src/model/index.js';

export interface SampleFacts {
  aliases?: readonly AliasFact[];
  escalations?: Readonly<Record<string, string>>;
  bound?: readonly BoundFact[];
}

/** An operation from a line such as `GET /api/v2/x | ANY a:b:view,a:b:edit | a,a:readonly`, with the rest by name. */
export function operation(line: string, more: Partial<Operation> = {}): Operation {
  const [id = '', permissions = 'NONE', scopes = ''] = line.split('|').map((part) => part.trim());
  const [method = '', path = ''] = id.split(' ');
  const [mode = 'NONE', names = ''] = permissions.split(' ');
  return {
    id,
    method,
    path,
    mode: mode as PermissionMode,
    permissions: list(names),
    scopes: list(scopes),
    auth: 'oauth',
    status: 'current',
    deprecated: false,
    sdk: [],
    permissionSource: 'openapi-2026-07',
    scopeSource: scopes === '' ? 'unknown' : 'openapi-2026-07',
    ...more,
  };
}

/** A catalog of the given operations, in memory. */
export function sampleCatalog(operations: readonly Operation[], facts: SampleFacts = {}): Catalog {
  const sorted = [...operations].sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
  const permissions = distinct(sorted.flatMap((each) => each.permissions));
  const scopes = distinct(sorted.flatMap((each) => each.scopes));
  const find = (names: readonly string[], name: string) => names.find((each) => each.toLowerCase() === name.toLowerCase());
  const counts = { operations: sorted.length, current: 0, retired: 0, deprecated: 0, permissions: permissions.length, scopes: scopes.length, sdkNames: 0, gcCommands: 0 };
  return {
    info: { date: '2026-11-01', hash: '0123456789abcdef', sources: [], counts },
    operations: sorted,
    paths: distinct(sorted.map((each) => each.path)).map((path) => ({ path, methods: sorted.filter((each) => each.path === path).map((each) => each.method) })),
    regions: [],
    operation: (id) => sorted.find((each) => each.id === id),
    sdkMethod: (name) => sorted.find((each) => each.sdk.some((full) => full.endsWith(`.${name}`))),
    hasSdkClass: (name) => sorted.some((each) => each.sdk.some((full) => full.startsWith(`${name}.`))),
    sdkLogin: () => undefined,
    gcCommand: () => undefined,
    permission: (name) => find(permissions, name),
    scope: (name) => find(scopes, name),
    permissions,
    scopes,
    operationsNaming: (grant) => sorted.filter((each) => find([...each.permissions, ...each.scopes], grant) !== undefined),
    alias: (name) => facts.aliases?.find((alias) => alias.name.toLowerCase() === name.toLowerCase()),
    escalation: (name) => Object.entries(facts.escalations ?? {}).find(([permission]) => permission.toLowerCase() === name.toLowerCase())?.[1],
    bound: (id) => facts.bound?.find((fact) => fact.operation === id),
  };
}

function list(names: string): string[] {
  return names.split(',').filter((name) => name !== '');
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}

/** A few real rows, enough for most tests. */
export const SAMPLE = sampleCatalog(
  [
    operation('GET /api/v2/routing/queues | ANY routing:queue:search,routing:queue:view | routing,routing:readonly', { sdk: ['RoutingApi.getRoutingQueues'] }),
    operation('POST /api/v2/routing/queues | ALL routing:queue:add | routing', { sdk: ['RoutingApi.postRoutingQueues'] }),
    operation('GET /api/v2/routing/queues/{queueId} | ALL routing:queue:view | routing,routing:readonly', { sdk: ['RoutingApi.getRoutingQueue'] }),
    operation('PUT /api/v2/routing/queues/{queueId} | ALL routing:queue:edit | routing', { sdk: ['RoutingApi.putRoutingQueue'] }),
    operation('DELETE /api/v2/routing/queues/{queueId} | ALL routing:queue:delete | routing', { sdk: ['RoutingApi.deleteRoutingQueue'] }),
    operation('GET /api/v2/routing/skills | ALL routing:skill:view | routing,routing:readonly'),
    operation('GET /api/v2/users | NONE | users,users:readonly', { sdk: ['UsersApi.getUsers'] }),
    operation('PATCH /api/v2/users/{userId} | ALL directory:user:edit | users', { sdk: ['UsersApi.patchUser'] }),
    operation('GET /api/v2/users/{userId} | NONE | users,users:readonly', { sdk: ['UsersApi.getUser'] }),
    operation('GET /api/v2/users/{userId}/profileskills | ALL directory:userProfile:view | users,users:readonly'),
    operation('GET /api/v2/users/me | NONE | user-basic-info', { sdk: ['UsersApi.getUsersMe'], bound: 'user' }),
    operation('POST /api/v2/conversations/messages/agentless | ALL conversation:message:create | conversations', { bound: 'client' }),
    operation('POST /api/v2/analytics/conversations/details/query | ANY analytics:conversationDetail:view,analytics:agentConversationDetail:view | analytics,analytics:readonly'),
    operation('POST /api/v2/analytics/queues/observations/query | ALL analytics:queueObservation:view | analytics,analytics:readonly'),
    operation('POST /api/v2/analytics/conversations/aggregates/query | ALL analytics:conversationAggregate:view | analytics,analytics:readonly'),
    operation('GET /api/v2/oauth/clients | ALL oauth:client:view | oauth,oauth:readonly'),
    operation('PUT /api/v2/oauth/clients/{clientId} | ALL oauth:client:edit | oauth'),
    operation('GET /api/v2/quality/forms/evaluations | ALL quality:evaluationForm:view | quality,quality:readonly', { deprecated: true }),
    operation('GET /api/v2/analytics/reporting/schedules | ALL analytics:reportSchedule:view | analytics,analytics:readonly', {
      status: 'retired',
      lastSdkVersion: '170.0.0',
      sdk: ['AnalyticsApi.getAnalyticsReportingSchedules'],
      scopeSource: 'inferred',
    }),
    operation('GET /api/v2/agentic/virtualagents | UNKNOWN |', { scopeSource: 'unknown', permissionSource: 'none' }),
    operation('POST /api/v2/authorization/roles | ALL authorization:role:add,authorization:grant:add | authorization'),
    operation('GET /api/v2/locations/search | ALL admin | locations,locations:readonly,search:readonly'),
  ],
  {
    aliases: [
      { name: 'routing:queue:read', permissions: ['routing:queue:view'], scopes: ['routing', 'routing:readonly'], note: 'The action is "view".', source: 'sample' },
      {
        name: 'analytics:report:read',
        permissions: ['analytics:conversationAggregate:view', 'analytics:queueObservation:view'],
        scopes: ['analytics', 'analytics:readonly'],
        note: 'There is no entity "report".',
        source: 'sample',
      },
      {
        name: 'user:profile:read',
        permissions: ['directory:userProfile:view'],
        mayNeedNone: true,
        scopes: ['users', 'users:readonly'],
        note: 'Reading a user needs no permission.',
        source: 'sample',
      },
      { name: '*:*', permissions: [], scopes: [], note: 'There is no grant of everything.', source: 'sample' },
      { name: 'user:*', permissions: ['directory:user:*'], scopes: ['users'], note: 'The domain is "directory".', source: 'sample' },
      { name: 'all', permissions: [], scopes: [], note: 'A label, not a scope.', source: 'sample' },
    ],
    escalations: { 'authorization:grant:add': 'gives any role to anybody', 'oauth:client:edit': 'takes over any client' },
    bound: [
      { operation: 'GET /api/v2/users/me', bound: 'user', reason: 'The definition says it is not valid with client credentials.', source: 'openapi-2026-07' },
      { operation: 'POST /api/v2/conversations/messages/agentless', bound: 'client', reason: 'The definition asks for a client-credentials token.', source: 'openapi-2026-07' },
    ],
  },
);
