import { describe, expect, it } from 'vitest';
import { compare, short } from './compare.js';

const QUEUES = 'GET /api/v2/routing/queues/{queueId} src/a.ts:3';
const BASE = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view]\n';

describe('environments that grant something else', () => {
  it('are compared like the client, and say only what is theirs', () => {
    const findings = compare(`${BASE}environments:\n  test:\n    permissions: { add: [routing:queue:edit] }\n  production:\n    permissions: []\n`, [QUEUES]);
    expect(findings.filter(({ rule }) => rule !== 'environments-differ').map(({ environment, rule, fix }) => [environment, rule, fix])).toEqual([
      ['test', 'excess-permission', 'Remove `routing:queue:edit` from environments.test.permissions (scope-manifest.yaml:6), or list it under mayStayUnused with a reason.'],
      ['production', 'missing-permission', 'Add `routing:queue:view` to environments.production.permissions (scope-manifest.yaml:7).'],
    ]);
  });

  it('do not repeat what holds for the client itself', () => {
    const text = 'application: app\nclients:\n  one:\n    grant: client-credentials\n    permissions: [routing:queue:view, routing:queue:edit]\nenvironments:\n  test:\n    clients:\n      one:\n        scopes: [routing:readonly]\n';
    expect(compare(text, [QUEUES]).map(({ rule, environment, fix }) => [rule, environment, fix])).toEqual([
      ['excess-permission', undefined, 'Remove `routing:queue:edit` from clients.one.permissions (scope-manifest.yaml:5), or list it under mayStayUnused with a reason.'],
    ]);
  });

  it('may bring the list that the client leaves to them', () => {
    const text = 'application: app\ngrant: client-credentials\nenvironments:\n  test:\n    permissions: [routing:queue:view]\n  production:\n    permissions: [routing:queue:view]\n';
    expect(compare(text, [QUEUES])).toEqual([]);
  });
});

describe('environments-differ', () => {
  it('says who has what', () => {
    const [finding] = compare(`${BASE}environments:\n  test:\n    permissions: { add: ["Routing:queue:Edit"] }\n  production: { region: eu-central-1 }\nmayStayUnused: [{ grant: routing:queue:edit, reason: later }]\n`, [QUEUES]);
    expect(finding).toMatchObject({
      rule: 'environments-differ',
      severity: 'warning',
      message: 'Client `app` is not granted the same in `test` and `production`: `routing:queue:edit`.',
      why: '`routing:queue:edit` is granted in `test` and not in `production`. What works in one environment may then fail, or be refused, in another.',
      places: [{ line: 6, note: 'grants routing:queue:edit' }, { line: 7, note: 'production lacks some of it' }],
    });
  });

  it('takes another spelling for the same', () => {
    expect(compare(`${BASE}environments:\n  test:\n    permissions: ["Routing > Queue > View"]\n  production: { region: eu-central-1 }\n`, [QUEUES])).toEqual([]);
  });
});

describe('what environments share', () => {
  const text = (test: string, production: string): string => `${BASE}environments:\n  test: ${test}\n  production: ${production}\n`;

  it('a client id', () => {
    expect(short(compare(text('{ clientId: ABC, secret: "env:S" }', '{ clientId: abc, secret: "env:S" }'), [QUEUES]))).toEqual([
      'warning shared-client-id/shared: Client id `ABC` is used by client `app` in `test` and client `app` in `production`.',
    ]);
  });

  it('a secret of two clients', () => {
    expect(short(compare(text('{ clientId: a, secret: "env:S" }', '{ clientId: b, secret: "env:S" }'), [QUEUES]))).toEqual([
      'warning shared-secret/shared: The secret `env:S` is used by client `app` in `test` and client `app` in `production`.',
    ]);
  });

  it('nothing', () => {
    expect(compare(text('{ clientId: a, secret: "env:A" }', '{ clientId: b, secret: "env:B" }'), [QUEUES])).toEqual([]);
  });
});
