import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { run } from './harness.js';

const MANIFEST = 'application: app\ngrant: client-credentials\npermissions:\n  - routing:queue:view\n';
const CODE = (call: string): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = () => ${call};\n`;

it('says who needs and is granted what from which line, and what has changed since a saved one', async () => {
  const cwd = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE('api.getRoutingQueues()') });
  expect(await run(['pbom', '--format', 'json', '--output', 'last.json'], { cwd })).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(JSON.parse(readFileSync(path.join(cwd, 'last.json'), 'utf8'))).toMatchObject({
    kind: 'pbom',
    needs: [
      { application: 'app', client: 'app', kind: 'permission', anyOf: ['routing:queue:view'], places: [{ file: 'src/app.ts', line: 3, note: 'GET /api/v2/routing/queues' }] },
      { kind: 'scope', anyOf: ['routing', 'routing:readonly'] },
    ],
    grants: [{ kind: 'permission', anyOf: ['routing:queue:view'], places: [{ file: 'scope-manifest.yaml', line: 4 }] }],
    unresolved: 0,
  });
  expect((await run(['pbom', '--compare', 'last.json'], { cwd })).stdout).toBe('nothing has changed\n');
  writeFileSync(path.join(cwd, 'src/app.ts'), CODE("api.deleteRoutingQueue('x')"));
  expect((await run(['pbom', '--compare', 'last.json'], { cwd })).stdout).toContain('app newly needs\n  + permission routing:queue:delete  src/app.ts:3 DELETE /api/v2/routing/queues/{queueId}\n');
  expect(JSON.parse((await run(['pbom', '--compare', 'last.json', '--format', 'json'], { cwd })).stdout)).toMatchObject({ needs: { removed: [{ anyOf: ['routing:queue:view'] }, { anyOf: ['routing', 'routing:readonly'] }] } });
});

it.each([['none.json', 'none.json cannot be read (there is no such file)'], ['scope-manifest.yaml', 'scope-manifest.yaml:1:1: it is no bill of materials'], ['half.json', 'half.json:1:'], ['other.json', 'it is no bill of materials']])('refuses to compare with %s', async (file, why) => {
  const cwd = tempTree({ 'scope-manifest.yaml': MANIFEST, 'other.json': '{}', 'half.json': '{"format": 1, "kind": "pbom", "needs": [{"application": 1' });
  expect(await run(['pbom', '--compare', file], { cwd })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(why) as string });
});

const BROKEN = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view\n';

it.each([[['pbom']], [['fix']], [['--update-baseline']], [['what-if', '--without', 'routing:queue:view']]])('%j says why it cannot answer from a broken manifest', async (args) => {
  const cwd = tempTree({ 'scope-manifest.yaml': BROKEN, 'src/app.ts': CODE('api.getRoutingQueues()') });
  expect(await run(args, { cwd })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('error: scope-manifest.yaml:') as string });
});

it.each([[['pbom']], [['fix']], [['--update-baseline']]])('%j says that there is no manifest', async (args) => {
  const cwd = tempTree({ 'src/app.ts': CODE('api.getRoutingQueues()') });
  expect(await run(args, { cwd })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringMatching(/^error: no manifest in this folder: none of scope-manifest\.yaml, .*\n {2}hint: /) as string });
});

it.each([[['pbom']], [['fix']], [['--update-baseline']], [['what-if', '--without', 'routing:queue:view']]])('%j says that there is nothing to audit', async (args) => {
  expect(await run(args, { cwd: tempTree({ 'README.md': 'nothing' }) })).toEqual({ exit: 3, stdout: '', stderr: 'error: nothing to audit: no manifest, and no call to the platform among 0 code files\n  hint: name the folder of an application\n' });
});

it('a baseline that is a folder is no baseline', async () => {
  const cwd = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE("api.deleteRoutingQueue('x')"), 'scope-audit-baseline.json/x': '' });
  for (const args of [[], ['--update-baseline']]) {
    const { exit, stdout, stderr } = await run(args, { cwd });
    expect([exit, stdout + stderr]).toEqual([2, expect.stringContaining('scope-audit-baseline.json')]);
    expect(stderr).not.toContain('please report');
  }
});

it('prints each setting with its origin', async () => {
  const cwd = tempTree({ 'scope-audit.yaml': 'persona: strict\nfailOn: note\nrules:\n  redundant-grant: off\n' });
  const { exit, stdout } = await run(['config', 'print', '--format', 'json'], { cwd });
  expect([exit, JSON.parse(stdout)]).toMatchObject([
    0,
    {
      failOn: { value: 'note', from: 'scope-audit.yaml:2' },
      rules: { value: { 'redundant-grant': 'off' }, from: 'scope-audit.yaml:3' },
      maxUnresolved: { value: 0, from: 'persona' },
      tests: { value: 'apart', from: 'default' },
    },
  ]);
  expect((await run(['config', 'print', '--persona', 'auditor'], { cwd })).stdout).toContain('show: "all"  (persona)\n');
  expect(await run(['config', 'print', 'none'], { cwd })).toMatchObject({ exit: 2, stderr: expect.stringContaining('there is no folder none') as string });
});
