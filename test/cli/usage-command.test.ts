import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { USAGE_SCHEMA } from '../../src/saved/usage-schema.js';
import { fakePlatform, organisation, refusal, TOKEN, type Script } from '../live/fake-platform.js';
import { tempTree } from '../node/temp-tree.js';
import { containing, run } from './harness.js';

const MANIFEST = `application: app
grant: client-credentials
permissions:
  - routing:queue:view
  - routing:queue:delete
  - oauth:client:view
  - recording:recording:view
environments:
  production:
    region: eu-central-1
    clientId: c-1
`;
const CODE = `import platformClient from 'purecloud-platform-client-v2';
const routing = new platformClient.RoutingApi();
export const queues = () => routing.getRoutingQueues();
export const remove = (id) => routing.deleteRoutingQueue(id);
export const odd = (name) => fetch('https://api.mypurecloud.de/api/v2/' + name);
`;
const row = (httpMethod: string, templateUri: string, requestCount: number, status200 = requestCount) => ({ httpMethod, templateUri, requestCount, status200, date: '2026-01-05T00:00:00Z' });
const SCRIPT: Script = {
  'POST /api/v2/usage/client/c-1/aggregates/query/jobs': { status: 202, body: { jobId: 'j-1' } },
  'GET /api/v2/usage/client/c-1/aggregates/query/jobs/j-1': {
    body: {
      queryStatus: 'Succeeded',
      entities: [row('GET', '/api/v2/routing/queues', 1200), row('GET', '/api/v2/oauth/clients', 1), row('GET', '/api/v2/users/{id}', 40), row('POST', '/api/v2/beta/widgets', 7, 0)],
    },
  },
};
const files = { 'scope-manifest.yaml': MANIFEST, 'src/a.js': CODE };

describe('usage', () => {
  it('shows what production called beside the code and the grants', async () => {
    const { url, seen } = await fakePlatform(SCRIPT);
    const { exit, stdout, stderr } = await run(['usage', '--api', url, '--token-stdin'], { cwd: tempTree(files), stdin: TOKEN });
    expect({ exit, stdout, stderr }).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "app, client app in production
      OAuth client c-1 · 90 days from 2025-11-03 · 1248 requests to 4 operations

      Called in production, nowhere in this code
        POST /api/v2/beta/widgets  7 requests · none succeeded · not in the catalog
        GET /api/v2/oauth/clients  1 request · rare, last in the week of 2026-01-05 · perhaps the unresolved call at src/a.js:5
        GET /api/v2/users/{userId}  40 requests · perhaps the unresolved call at src/a.js:5

      In the code, never called in 90 days
        DELETE /api/v2/routing/queues/{queueId}  src/a.js:4

      Called as coded
        GET /api/v2/routing/queues  1200 requests · src/a.js:3

      Granted, and used by neither
        recording:recording:view  permission · scope-manifest.yaml:7 · an unresolved call may need it

      Granted and coded, never called
        routing:queue:delete  permission · scope-manifest.yaml:5

      Granted and called, not by this code
        oauth:client:view  permission · scope-manifest.yaml:6 · 1 request

      Granted, coded and called
        routing:queue:view  permission · scope-manifest.yaml:4 · 1200 requests

      Nothing follows by itself: a call may be due once a year, and usage tells only of the public API.
      ",
      }
    `);
    expect(seen[0]?.body).toMatchObject({ interval: '2025-11-03T00:00:00.000Z/2026-02-01T00:00:00.000Z' });
  });

  it('prints JSON', async () => {
    const { url } = await fakePlatform(SCRIPT);
    const { stdout } = await run(['usage', '--api', url, '--token-stdin', '--format', 'json', '--days', '30'], { cwd: tempTree(files), stdin: TOKEN });
    expect(JSON.parse(stdout)).toMatchObject({
      application: 'app',
      clientId: 'c-1',
      from: '2026-01-02',
      called: [{ path: '/api/v2/beta/widgets', known: false, succeeded: 0 }, { path: '/api/v2/oauth/clients', calls: [], rare: false, perhaps: [{ line: 5 }] }, { path: '/api/v2/routing/queues', calls: [{ line: 3 }] }, { path: '/api/v2/users/{userId}', calls: [], perhaps: [{ line: 5 }] }],
      neverCalled: [{ method: 'DELETE', path: '/api/v2/routing/queues/{queueId}' }],
      grants: [{ name: 'routing:queue:view', use: 'used' }, { name: 'routing:queue:delete', use: 'never-called' }, { name: 'oauth:client:view', use: 'not-coded' }, { name: 'recording:recording:view', use: 'unused' }],
    });
  });

  it('saves what the audit reads as evidence for unresolved calls', async () => {
    const { url } = await fakePlatform(SCRIPT);
    const cwd = tempTree({ ...files, 'scope-audit.yaml': 'usage: usage.json\n' });
    expect((await run([], { cwd })).stdout).toContain('warning: usage.json:1:1: there is no such file');
    expect(await run(['usage', '--api', url, '--token-stdin', '--save', 'usage.json'], { cwd, stdin: TOKEN })).toMatchObject({ exit: 0 });
    const saved: unknown = JSON.parse(readFileSync(path.join(cwd, 'usage.json'), 'utf8'));
    expect(new Ajv().compile(USAGE_SCHEMA)(saved)).toBe(true);
    const { stdout } = await run([], { cwd });
    expect(stdout).toContain('From 2025-11-03 to 2026-02-01 production called `POST /api/v2/beta/widgets`, `GET /api/v2/oauth/clients` and `GET /api/v2/users/{userId}` under client `app`, which no call that is resolved explains: this may be where.');
    expect(await run([], { cwd: tempTree({ ...files, 'scope-audit.yaml': 'usage: [a.json]\n', 'a.json': '{}' }) })).toMatchObject({ stdout: containing('warning: a.json:1:1: it is no file of `scope-audit usage --save`') });
  });

  it("asks about the token's own client where nothing names another", async () => {
    const { url, seen } = await fakePlatform({ ...organisation({ clientId: 'c-1' }), ...SCRIPT });
    expect(await run(['usage', '--api', url, '--token-stdin'], { cwd: tempTree({ ...files, 'scope-manifest.yaml': MANIFEST.replace(/environments[\s\S]*/, '') }), stdin: TOKEN })).toMatchObject({ exit: 0 });
    expect(seen[0]?.line).toContain('/api/v2/tokens/me');
  });

  it('says which permission would do where the token may not ask', async () => {
    const no = refusal(403, 'missing.permissions', 'x');
    const { url } = await fakePlatform({ 'POST /api/v2/usage/client/c-1/aggregates/query/jobs': no, 'POST /api/v2/oauth/clients/c-1/usage/query': no, 'POST /api/v2/usage/query': no });
    expect(await run(['usage', '--api', url, '--token-stdin'], { cwd: tempTree(files), stdin: TOKEN })).toMatchObject({ exit: 3, stdout: '', stderr: containing('any one of these permissions is enough: usage:client:view, oauth:client:view') });
  });
});
