import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Operation } from '../../src/model/index.js';
import { catalog } from '../catalog/real-catalog.js';
import { tempTree } from '../node/temp-tree.js';
import { run } from './harness.js';

const OLD_FINDINGS = 300;
const MANIFEST = 'application: billing\ngrant: client-credentials\npermissions:\n  - routing:queue:view\n';

/** Operations that each need one permission that no other of them needs. */
function differentOperations(most: number): Operation[] {
  const byPermission = catalog.permissions.flatMap((permission) => {
    const operation = catalog.operationsNaming(permission).find(({ mode, permissions, auth, status, deprecated, bound }) => mode === 'ALL' && permissions.length === 1 && auth === 'oauth' && status === 'current' && !deprecated && bound === undefined);
    return operation === undefined || permission.startsWith('routing:queue:') ? [] : [operation];
  });
  return byPermission.slice(0, most);
}

const request = ({ method, path: route }: Pick<Operation, 'method' | 'path'>): string => `await send('${method}', \`${route.replaceAll(/\{\w+\}/g, '${id}')}\`, id);`;

function repository(): { root: string; git: (...args: string[]) => void } {
  const operations = differentOperations(OLD_FINDINGS);
  const files = Object.fromEntries(operations.map((operation, i) => [`src/calls/call-${i}.ts`, `import { send } from '../send.js';\nexport async function call(id: string) {\n  ${request(operation)}\n}\n`]));
  const send = "export const send = (method: string, route: string, id: string) => fetch(`https://api.mypurecloud.com${route}`, { method, body: id });\n";
  const root = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/send.ts': send, ...files });
  const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=main', ...args], { cwd: root, stdio: 'ignore' });
  git('init');
  return { root, git };
}

it('a repository of 300 findings is green after three commands, and loses nothing', async () => {
  const { root, git } = repository();
  const commit = (message: string): void => {
    git('add', '-A');
    git('commit', '-qm', message);
  };
  const json = async (...args: string[]): Promise<Result> => JSON.parse((await run([...args, '--format', 'json'], { cwd: root })).stdout) as Result;

  const before = await run([], { cwd: root });
  expect([before.exit, before.stdout.trimEnd().split('\n').at(-1)]).toEqual([1, expect.stringContaining(`${OLD_FINDINGS} errors in 1 application`)]);
  expect(await run(['--update-baseline'], { cwd: root })).toEqual({ exit: 0, stdout: `scope-audit-baseline.json: ${OLD_FINDINGS} findings accepted (${OLD_FINDINGS} added, 0 removed)\n`, stderr: '' });
  const after = await run([], { cwd: root });
  expect([after.exit, after.stdout]).toEqual([0, expect.stringContaining(`hidden: ${OLD_FINDINGS} in the baseline`)]);
  const { findings, hidden } = await json();
  expect([findings, hidden.length]).toEqual([[], OLD_FINDINGS]);
  commit('adopt');

  git('checkout', '-qb', 'change');
  writeFileSync(path.join(root, 'src/calls/more.ts'), "import { send } from '../send.js';\nexport async function more(id: string) {\n  await send('DELETE', `/api/v2/routing/queues/${id}`, id);\n}\n");
  commit('call more');
  const change = await json('diff', '--base', 'main');
  expect(change.findings.map(({ rule, places: [place] }) => [rule, place?.file, place?.line])).toEqual([['missing-permission', 'src/calls/more.ts', 3]]);
  expect((await run(['diff', '--base', 'main'], { cwd: root })).exit).toBe(1);

  writeFileSync(path.join(root, 'scope-manifest.yaml'), `${MANIFEST}  - routing:queue:delete\n`);
  commit('grant it quietly');
  const widened = await run(['diff', '--base', 'main'], { cwd: root });
  expect([widened.exit, widened.stdout]).toEqual([0, expect.stringContaining('+ permission routing:queue:delete  scope-manifest.yaml:5')]);
});

interface Result {
  findings: { rule: string; places: { file: string; line: number }[] }[];
  hidden: object[];
}
