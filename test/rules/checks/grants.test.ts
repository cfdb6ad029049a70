import { describe, expect, it } from 'vitest';
import { compare, short } from './compare.js';

const QUEUES = 'GET /api/v2/routing/queues src/a.ts:3';
const EDIT_QUEUE = 'PUT /api/v2/routing/queues/{queueId} src/a.ts:9';

const manifest = (permissions: readonly string[], scopes: readonly string[] = [], grant = 'client-credentials'): string =>
  [
    'application: app',
    `grant: ${grant}`,
    'permissions:',
    ...permissions.map((name) => `  - "${name}"`),
    ...(permissions.length === 0 ? ['  []'] : []),
    ...(scopes.length === 0 ? [] : ['scopes:', ...scopes.map((name) => `  - "${name}"`)]),
  ].join('\n');

const rules = (...given: Parameters<typeof compare>): string[] => compare(...given).map(({ rule, messageId, data }) => `${rule}/${messageId} ${data.permission ?? data.scope ?? data.grant ?? data.name ?? data.real ?? ''}`);

describe('missing', () => {
  it('reports a permission once, with every call that needs it, and the exact edit', () => {
    const [finding, ...others] = compare(manifest(['routing:queue:view']), [QUEUES, EDIT_QUEUE, 'PUT /api/v2/routing/queues/{queueId} src/b.ts:1 likely']);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      message: 'Client `app` is not granted permission `routing:queue:edit`, needed by 2 calls to `PUT /api/v2/routing/queues/{queueId}`.',
      why: '`PUT /api/v2/routing/queues/{queueId}` needs `routing:queue:edit` (openapi-2026-07). With client credentials the roles of the client decide.',
      fix: 'Add `routing:queue:edit` to permissions (scope-manifest.yaml:3).',
      severity: 'error',
      confidence: 'certain',
      places: [
        { file: 'src/a.ts', line: 9, note: 'calls PUT /api/v2/routing/queues/{queueId}' },
        { file: 'src/b.ts', line: 1 },
        { file: 'scope-manifest.yaml', line: 3, note: 'permissions of client app' },
      ],
    });
  });

  it('lists the alternatives of ANY and says which is least and why', () => {
    const [finding] = compare(manifest([]), ['POST /api/v2/analytics/conversations/details/query src/a.ts:1']);
    expect(finding?.message).toBe(
      'Client `app` is granted none of the permissions `analytics:agentConversationDetail:view` and `analytics:conversationDetail:view`, one of which is needed by 1 call to `POST /api/v2/analytics/conversations/details/query`.',
    );
    expect(finding?.fix).toContain('`analytics:conversationDetail:view` would do too; `analytics:agentConversationDetail:view` comes first among equals, by name.');
  });

  it('takes one alternative that serves two needs, in one finding', () => {
    expect(rules(manifest([]), [QUEUES, 'GET /api/v2/routing/queues/{queueId} src/a.ts:4'])).toEqual(['missing-permission/required routing:queue:view']);
  });

  it('never counts possible calls, unknown endpoints or modes that no source tells', () => {
    const lines = ['PUT /api/v2/routing/queues/{queueId} a.ts:1 possible', 'GET /api/v2/agentic/virtualagents a.ts:2', 'unresolved unknown-path GET /api/v2/{} a.ts:3'];
    expect(rules(manifest([]), lines)).toEqual(['unresolved-call/unresolved ']);
  });

  it('proposes to replace the readonly scope where a call needs the full one', () => {
    const [finding] = compare(manifest([], ['routing:readonly'], 'pkce').replace('permissions:\n  []\n', ''), [QUEUES, EDIT_QUEUE]);
    expect(finding?.message).toBe('Client `app` is not granted scope `routing`, needed by 1 call to `PUT /api/v2/routing/queues/{queueId}`; would fail where scopes are enforced.');
    expect(finding?.fix).toBe('Replace `routing:readonly` in scopes (scope-manifest.yaml:4) with `routing`, which does its work too.');
  });

  it('says for client credentials that roles decide, and which permission counts', () => {
    const [finding] = compare(manifest(['routing:queue:view'], ['users:readonly']), [QUEUES, 'GET /api/v2/users a.ts:1']);
    expect(finding?.message).toBe(
      'Client `app` is granted none of the scopes `routing:readonly` and `routing`, one of which is needed by 1 call to `GET /api/v2/routing/queues`. With client credentials the platform decides by roles, where `routing:queue:view` counts.',
    );
  });

  it('compares a list that is written, and one that is left out only where the platform decides by it', () => {
    const lines = [QUEUES];
    expect(rules('application: app\ngrant: client-credentials\n', lines)).toEqual(['missing-permission/anyOf routing:queue:search']);
    expect(rules('application: app\ngrant: pkce\n', lines)).toEqual(['missing-scope/anyOf routing:readonly']);
    expect(rules('application: app\n', lines)).toEqual(['missing-permission/anyOf routing:queue:search', 'missing-scope/anyOf routing:readonly']);
    expect(rules('application: app\nscopes: [routing:readonly]\n', lines)).toEqual([]);
    expect(rules('application: app\ngrant: pkce\nscopes: [routing:readonly]\npermissions: []\n', lines)).toEqual(['missing-permission/anyOf routing:queue:search']);
  });

  it('is a doubt where a role does not say what it holds', () => {
    const [finding] = compare('application: app\ngrant: client-credentials\nroles: [Supervisor]\n', [EDIT_QUEUE]);
    expect(finding).toMatchObject({ messageId: 'unlessRole', severity: 'warning', confidence: 'possible' });
    expect(finding?.message).toContain('the manifest does not say what role `Supervisor` holds');
  });

  it('counts what a role holds, and adds to the one role where there is no list', () => {
    const role = 'application: app\ngrant: client-credentials\nroles:\n  - name: Supervisor\n    permissions: [routing:queue:view]\n';
    expect(rules(role, [QUEUES])).toEqual([]);
    expect(compare(role, [QUEUES, EDIT_QUEUE])[0]?.fix).toBe('Add `routing:queue:edit` to the permissions of role `Supervisor` (scope-manifest.yaml:4).');
  });
});

describe('excess', () => {
  it('reports what no call needs, with the endpoints that would', () => {
    const [finding, ...others] = compare(manifest(['routing:queue:view', 'routing:queue:delete']), [QUEUES]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'excess-permission',
      message: 'Client `app` is granted permission `routing:queue:delete`, but no call needs it.',
      why: 'Only `DELETE /api/v2/routing/queues/{queueId}` names it (openapi-2026-07), and the code does not call it.',
      fix: 'Remove `routing:queue:delete` from permissions (scope-manifest.yaml:5), or list it under mayStayUnused with a reason.',
      severity: 'error',
      places: [{ line: 5 }],
    });
  });

  it('keeps the granted alternative of ANY, whichever it is', () => {
    expect(rules(manifest(['routing:queue:search']), [QUEUES])).toEqual([]);
    expect(rules(manifest(['routing:queue:view']), [QUEUES])).toEqual([]);
  });

  it('reports one of two alternatives when both are granted', () => {
    const [finding, ...others] = compare(manifest(['routing:queue:search', 'routing:queue:view']), [QUEUES, 'GET /api/v2/routing/queues/{queueId} src/a.ts:4']);
    expect(others).toEqual([]);
    expect(finding?.message).toBe('Client `app` is granted permission `routing:queue:search`, but nothing needs it beside `routing:queue:view`.');
  });

  it('reports the full scope when the readonly one is granted and enough', () => {
    expect(rules(manifest(['routing:queue:view'], ['routing', 'routing:readonly']), [QUEUES])).toEqual(['excess-scope/covered routing']);
    expect(rules(manifest(['routing:queue:view', 'routing:queue:edit'], ['routing', 'routing:readonly']), [QUEUES, EDIT_QUEUE])).toEqual(['excess-scope/covered routing:readonly']);
  });

  it('is unproven where a call that cannot be told may use the grant, and only there', () => {
    const lines = [QUEUES, 'unresolved unknown-path PUT https://api.{}/api/v2/routing/{} src/x.ts:7'];
    const findings = compare(manifest(['routing:queue:view', 'routing:queue:edit', 'oauth:client:view']), lines).filter(({ rule }) => rule === 'excess-permission');
    expect(findings.map(({ data, severity, unproven }) => [data.permission, severity, unproven])).toEqual([
      ['oauth:client:view', 'error', undefined],
      ['routing:queue:edit', 'warning', true],
    ]);
    expect(findings[1]?.why).toContain('Unproven: `PUT https://api.{}/api/v2/routing/{}` (not resolved) at src/x.ts:7 may use it.');
    expect(findings[1]?.places.map(({ file, line }) => `${file}:${String(line)}`)).toEqual(['scope-manifest.yaml:5', 'src/x.ts:7']);
  });

  it('is proven where what a possible call needs is met anyway', () => {
    const lines = ['GET /api/v2/routing/queues/{queueId} a.ts:1', 'GET /api/v2/routing/queues a.ts:2 possible'];
    const [finding] = compare(manifest(['routing:queue:view', 'routing:queue:search']), lines);
    expect([finding?.data.permission, finding?.unproven]).toEqual(['routing:queue:search', undefined]);
    const [possible] = compare(manifest(['routing:queue:search']), ['GET /api/v2/routing/queues a.ts:2 possible']);
    expect([possible?.data.permission, possible?.unproven]).toEqual(['routing:queue:search', true]);
  });

  it('takes an unknown endpoint to use only what its area uses, and an unknown area to use anything', () => {
    const unproven = (line: string): unknown[] =>
      compare(manifest(['routing:queue:edit', 'oauth:client:view']), [line]).filter(({ rule }) => rule === 'excess-permission').map(({ data, unproven: open }) => [data.permission, open ?? false]);
    expect(unproven('GET /api/v2/routing/nothing a.ts:1')).toEqual([['oauth:client:view', false], ['routing:queue:edit', true]]);
    expect(unproven('GET /api/v2/nothing a.ts:1')).toEqual([['routing:queue:edit', true], ['oauth:client:view', true]]);
  });

  it('is excused by mayStayUnused until its date, with wildcards and roles', () => {
    const excused = (grant: string, until = ''): string => `${manifest(['routing:queue:view', 'routing:queue:edit'])}\nmayStayUnused:\n  - grant: "${grant}"\n    reason: the night job\n${until && `    until: ${until}\n`}`;
    expect(rules(excused('Routing:Queue:Edit'), [QUEUES])).toEqual([]);
    expect(rules(excused('routing:*:*'), [QUEUES])).toEqual([]);
    expect(rules(excused('routing:queue:edit', '2026-11-25'), [QUEUES])).toEqual([]);
    const [finding] = compare(excused('routing:queue:edit', '2026-11-24'), [QUEUES]);
    expect(finding?.why).toContain('It could stay unused until 2026-11-24 (the night job), which has passed.');
    const role = 'application: app\ngrant: client-credentials\nroles:\n  - name: Night\n    permissions: [routing:queue:edit]\nmayStayUnused:\n  - { grant: Night, reason: the night job }\n';
    expect(rules(role, [])).toEqual([]);
  });

  it('names the role that grants it', () => {
    const role = 'application: app\ngrant: client-credentials\nroles:\n  - name: Night\n    permissions: [routing:queue:edit]\n';
    expect(compare(role, [])[0]?.fix).toBe('Remove `routing:queue:edit` from the permissions of role `Night` (scope-manifest.yaml:5), or list it under mayStayUnused with a reason.');
  });
});

describe('wider than used', () => {
  it('narrows a wildcard to what it is used for', () => {
    const [finding, ...others] = compare(manifest(['routing:*:*']), [QUEUES, EDIT_QUEUE]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'wider-than-used',
      message: 'Client `app` is granted `routing:*:*` (6 permissions), but the code needs only `routing:queue:edit` and `routing:queue:search` of it.',
      fix: 'Replace `routing:*:*` in permissions (scope-manifest.yaml:4) with `routing:queue:edit` and `routing:queue:search`.',
    });
  });

  it('leaves out of the replacement what is granted beside the wildcard', () => {
    const [finding, redundant, ...others] = compare(manifest(['routing:queue:view', 'routing:*:*']), [QUEUES, EDIT_QUEUE]);
    expect(others).toEqual([]);
    expect(finding?.data.used).toBe('`routing:queue:edit` and `routing:queue:search`');
    expect(redundant?.rule).toBe('redundant-grant');
  });

  it('is excess where a narrower grant does it all', () => {
    expect(rules(manifest(['routing:queue:view', 'routing:*:*']), [QUEUES])).toEqual(['excess-permission/covered routing:*:*']);
    expect(rules(manifest(['routing:*:*']), [])).toEqual(['excess-permission/unused routing:*:*']);
  });

  it('takes `*:*` for everything, once, in either list', () => {
    expect(rules(manifest(['*:*']), [QUEUES])).toEqual(['wider-than-used/wildcard *:*', 'escalation-grant/within *:*']);
    const [finding, , ...others] = compare(manifest([], ['*:*'], 'pkce'), [QUEUES]);
    expect(others).toEqual([]);
    expect(finding?.fix).toBe('Replace `*:*` in scopes (scope-manifest.yaml:6) with `routing:readonly`. Add `routing:queue:search` to permissions (scope-manifest.yaml:3).');
  });

  it('reads `user:*` as directory:user:*', () => {
    const [finding, ...others] = compare(manifest(['user:*']), ['PATCH /api/v2/users/{userId} a.ts:1']);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'alias-spelling', message: 'Client `app` is granted `user:*`, which the platform calls `directory:user:edit`.' });
  });

  it('finds a full scope where the readonly one is enough', () => {
    const [finding] = compare(manifest(['routing:queue:view'], ['routing']), [QUEUES]);
    expect(finding).toMatchObject({
      message: 'Client `app` is granted scope `routing`, but `routing:readonly` is enough for 1 call to `GET /api/v2/routing/queues`.',
      fix: 'Replace `routing` in scopes (scope-manifest.yaml:6) with `routing:readonly`.',
    });
    expect(rules(manifest(['routing:queue:edit'], ['routing']), [EDIT_QUEUE])).toEqual([]);
  });

  it('is unproven where an open call may need the rest', () => {
    const [, finding] = compare(manifest(['routing:queue:view'], ['routing']), [QUEUES, 'unresolved unknown-path PUT /api/v2/routing/{} a.ts:9']);
    expect(finding).toMatchObject({ rule: 'wider-than-used', unproven: true, severity: 'warning' });
  });

  it('finds divisions beyond those that are declared', () => {
    const text = (divisions: string): string => `application: app\ngrant: client-credentials\ndivisions: [Home, Sales]\nroles:\n  - name: Sync\n    permissions: [routing:queue:view]\n    divisions: ${divisions}\n`;
    expect(compare(text('["*"]'), [QUEUES])[0]?.message).toBe('Client `app` holds role `Sync` in all divisions, but needs its permissions only in `Home` and `Sales`.');
    expect(compare(text('[home, Support]'), [QUEUES])[0]?.fix).toBe('Remove `Support` from the divisions of role `Sync` (scope-manifest.yaml:7).');
    expect(compare(text('[home]'), [QUEUES])).toEqual([]);
  });
});

describe('names', () => {
  it('takes letter case and the forms of the user interface as they are', () => {
    expect(rules(manifest(['Routing:Queue:VIEW']), [QUEUES])).toEqual([]);
    expect(rules(manifest(['Routing > Queue > View']), [QUEUES])).toEqual([]);
  });

  it('reports two spellings of one grant once', () => {
    expect(rules(manifest(['routing:queue:view', 'Routing > Queue > View']), [QUEUES])).toEqual(['redundant-grant/repeated routing:queue:view']);
    expect(rules(manifest(['routing:queue:view', 'routing:queue:read']), [QUEUES])).toEqual(['redundant-grant/repeated routing:queue:view']);
  });

  it('names the nearest real name, and links it to what is missing', () => {
    const [missing, unknown, ...others] = compare(manifest(['routing:queue:eidt']), [EDIT_QUEUE]);
    expect(others).toEqual([]);
    expect(missing?.fix).toBe('Correct `routing:queue:eidt` in permissions (scope-manifest.yaml:4) to `routing:queue:edit`.');
    expect(unknown).toMatchObject({ rule: 'unknown-name', severity: 'warning' });
    expect(unknown?.fix).toBe('Correct it to `routing:queue:edit` in permissions (scope-manifest.yaml:4), or remove it.');
  });

  it('counts an alias as what it means, in one finding', () => {
    const [finding, ...others] = compare(manifest(['routing:queue:read']), [QUEUES]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'alias-spelling', severity: 'warning', message: 'Client `app` is granted `routing:queue:read`, which the platform calls `routing:queue:view`.' });
  });

  it('lets what the code calls decide between several meanings', () => {
    const [finding, ...others] = compare(manifest(['analytics:report:read']), ['POST /api/v2/analytics/queues/observations/query a.ts:1']);
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/; for what the code calls, `analytics:queueObservation:view` is enough\.$/);
    expect(finding).toMatchObject({ messageId: 'chosen', fix: 'Replace `analytics:report:read` in permissions (scope-manifest.yaml:4) with `analytics:queueObservation:view`.' });
  });

  it('says of several names that they are enough', () => {
    const [finding] = compare(manifest(['analytics:report:read']), ['POST /api/v2/analytics/queues/observations/query a.ts:1', 'POST /api/v2/analytics/conversations/aggregates/query a.ts:2']).filter(({ rule }) => rule === 'alias-spelling');
    expect(finding?.message).toMatch(/`analytics:conversationAggregate:view` and `analytics:queueObservation:view` are enough\.$/);
  });

  it('reports an alias that nothing needs as excess, once, with what its calls need', () => {
    const [finding, ...others] = compare(manifest(['user:profile:read']), ['GET /api/v2/users/{userId} a.ts:1']);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'excess-permission', message: 'Client `app` is granted permission `directory:userProfile:view` (written `user:profile:read`), but no call needs it.' });
    expect(finding?.why).toContain('`GET /api/v2/users/{userId}` needs no permission (openapi-2026-07).');
  });

  it('counts a permission among the scopes as the permission, once', () => {
    expect(short(compare(manifest([], ['routing:queue:view', 'routing:readonly']), [QUEUES]))).toEqual([
      'warning alias-spelling/misplaced: Client `app` lists permission `routing:queue:view` among the scopes.',
    ]);
    expect(compare(manifest(['routing:queue:view'], ['routing:queue:view', 'routing:readonly']), [QUEUES]).map(({ fix }) => fix)).toEqual([
      'Remove it from scopes (scope-manifest.yaml:6); it stands in permissions (scope-manifest.yaml:4) already.',
    ]);
  });

  it('counts an alias among the scopes as the permission and the scope it stands for', () => {
    const [finding, ...others] = compare(manifest([], ['routing:queue:read'], 'pkce'), [QUEUES]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'alias-spelling',
      severity: 'error',
      fix: 'Replace `routing:queue:read` in scopes (scope-manifest.yaml:6) with `routing:readonly`. Add `routing:queue:view` to permissions (scope-manifest.yaml:3).',
    });
  });

  it('counts a scope among the permissions as the scope', () => {
    expect(rules(manifest(['routing:queue:view', 'routing:readonly'], ['users:readonly']), [QUEUES, 'GET /api/v2/users a.ts:1'])).toEqual(['alias-spelling/misplaced routing:readonly']);
  });

  it('says that a name means nothing where the table says so', () => {
    expect(rules(manifest(['routing:queue:view'], ['all', 'routing:readonly']), [QUEUES])).toEqual(['alias-spelling/meaningless all']);
  });
});

describe('escalation', () => {
  it('is told even where it is needed, with the reason', () => {
    const [finding, ...others] = compare(manifest(['oauth:client:edit']), ['PUT /api/v2/oauth/clients/{clientId} a.ts:1']);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'escalation-grant', severity: 'warning', why: '`oauth:client:edit`: takes over any client (needed by 1 call to `PUT /api/v2/oauth/clients/{clientId}`).' });
  });
});
