import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { containing, root, run } from './harness.js';

const MANIFEST = 'application: app\nclients:\n  sync:\n    grant: client-credentials\n    paths: [sync]\n  web:\n    grant: pkce\n    paths: [web]\n';
const SYNC = `import platformClient from 'purecloud-platform-client-v2';
const routing = new platformClient.RoutingApi();
export const queues = () => routing.getRoutingQueues();
export const again = () => routing.getRoutingQueues();
export const odd = (name) => fetch('https://api.mypurecloud.com/api/v2/' + name);
export const beta = () => fetch('https://api.mypurecloud.com/api/v2/beta/widgets');
`;
const WEB = "export const me = () => fetch('https://api.mypurecloud.com/api/v2/users/me');\n";
const files = { 'scope-manifest.yaml': MANIFEST, 'sync/a.js': SYNC, 'web/b.js': WEB };

const validate = new Ajv({ strict: true }).compile(JSON.parse(readFileSync(path.join(root, 'src/report/guard.schema.json'), 'utf8')) as object);

it('writes what a client calls, as its schema says', async () => {
  const cwd = tempTree(files);
  expect(await run(['guard', '--client', 'sync', '--output', 'guard.json'], { cwd })).toEqual({ exit: 0, stdout: '', stderr: '' });
  const guard: unknown = JSON.parse(readFileSync(path.join(cwd, 'guard.json'), 'utf8'));
  expect([validate(guard), validate.errors]).toEqual([true, null]);
  expect(guard).toMatchObject({
    version: 1,
    kind: 'guard',
    application: 'app',
    client: 'sync',
    unresolved: 1,
    operations: [
      { method: 'GET', path: '/api/v2/beta/widgets', mode: 'UNKNOWN', permissions: [], scopes: [], places: [{ file: 'sync/a.js', line: 6 }] },
      { method: 'GET', path: '/api/v2/routing/queues', permissions: ['routing:queue:view'], scopes: ['routing', 'routing:readonly'], confidence: 'certain', places: [{ line: 3 }, { line: 4 }] },
    ],
  });
});

it('is the same on another day, and other for another client', async () => {
  const cwd = tempTree(files);
  const at = async (client: string, today: string): Promise<string> => (await run(['guard', '--client', client], { cwd, today })).stdout;
  expect(await at('web', '2026-01-31')).toBe(await at('web', '2026-06-30'));
  expect(JSON.parse(await at('web', '2026-01-31'))).toMatchObject({ unresolved: 0, operations: [{ path: '/api/v2/users/me' }] });
});

it.each([
  [[], 'error: there is more than one client: sync, web\n  hint: choose one with --client\n'],
  [['--client', 'snyc'], 'error: no client is named `snyc`\n  hint: did you mean `sync`?'],
  [['--client', 'web', '--application', 'ap'], 'error: no application is named `ap`'],
])('%j names no client', async (args, stderr) => {
  expect(await run(['guard', ...args], { cwd: tempTree(files) })).toMatchObject({ exit: 2, stdout: '', stderr: containing(stderr) });
});

it('writes nothing from a broken manifest', async () => {
  expect(await run(['guard'], { cwd: tempTree({ ...files, 'scope-manifest.yaml': 'application: [x' }) })).toMatchObject({ exit: 2, stdout: '' });
});
