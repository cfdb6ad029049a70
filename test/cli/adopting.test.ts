import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Operation } from '../../src/model/index.js';
import { catalog } from '../catalog/real-catalog.js';
import { git, tempTree, write } from '../node/temp-tree.js';
import { root, type Transcript } from './harness.js';

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

function repository(): string {
  const operations = differentOperations(OLD_FINDINGS);
  const files = Object.fromEntries(operations.map((operation, i) => [`src/calls/call-${i}.ts`, `import { send } from '../send.js';\nexport async function call(id: string) {\n  ${request(operation)}\n}\n`]));
  const send = "export const send = (method: string, route: string, id: string) => fetch(`https://api.mypurecloud.com${route}`, { method, body: id });\n";
  const cwd = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/send.ts': send, ...files });
  git(cwd, 'init', '-q');
  return cwd;
}

/** The built tool in a process of its own, as a user starts it. */
function audit(cwd: string, ...args: string[]): Transcript {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { exit: status ?? -1, stdout, stderr };
}

interface Result {
  exit: number;
  notes: string[];
  findings: { rule: string; places: { file: string; line: number }[] }[];
  hidden: object[];
  grants: { added: { anyOf: string[]; places: { file: string; line: number }[] }[] };
}

function json(cwd: string, ...args: string[]): Result {
  return JSON.parse(audit(cwd, ...args, '--format', 'json').stdout) as Result;
}

const MORE = "import { send } from '../send.js';\nexport async function more(id: string) {\n  await send('DELETE', `/api/v2/routing/queues/${id}`, id);\n}\n";
const NEW = [['missing-permission', 'src/calls/more.ts', 3]];
const newOf = ({ findings }: Result) => findings.map(({ rule, places: [place] }) => [rule, place?.file, place?.line]);

it('a repository of 300 findings is green after three commands, and loses nothing', () => {
  const cwd = repository();
  const commit = (message: string): void => {
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', message);
  };

  const before = audit(cwd);
  expect([before.exit, before.stdout.trimEnd().split('\n').at(-1)]).toEqual([1, expect.stringContaining(`${OLD_FINDINGS} errors in 1 application`)]);
  expect(audit(cwd, '--update-baseline')).toEqual({ exit: 0, stdout: `scope-audit-baseline.json: ${OLD_FINDINGS} findings accepted (${OLD_FINDINGS} added, 0 removed)\n`, stderr: '' });
  const after = audit(cwd);
  expect([after.exit, after.stdout]).toEqual([0, expect.stringContaining(`hidden: ${OLD_FINDINGS} in the baseline`)]);
  const { findings, hidden } = json(cwd);
  expect([findings, hidden.length]).toEqual([[], OLD_FINDINGS]);
  commit('adopt');

  git(cwd, 'checkout', '-qb', 'change');
  write(cwd, { 'src/calls/more.ts': MORE });
  commit('call more');
  const change = json(cwd, 'diff', '--base', 'main');
  expect([change.exit, newOf(change), audit(cwd, 'diff', '--base', 'main').exit]).toEqual([1, NEW, 1]);

  write(cwd, { 'scope-manifest.yaml': `${MANIFEST}  - routing:queue:delete\n` });
  commit('grant it quietly');
  const widened = audit(cwd, 'diff', '--base', 'main');
  expect([widened.exit, widened.stdout]).toEqual([0, expect.stringContaining('+ permission routing:queue:delete  scope-manifest.yaml:5')]);
  expect(json(cwd, 'diff', '--base', 'main').grants.added.map(({ anyOf, places: [place] }) => [anyOf, place?.file, place?.line])).toEqual([[['routing:queue:delete'], 'scope-manifest.yaml', 5]]);
  git(cwd, 'revert', '--no-edit', 'HEAD');

  const loosened: [string, () => void, string][] = [
    ['the baseline', () => void audit(cwd, '--update-baseline'), 'edits the baseline (scope-audit-baseline.json)'],
    ['the configuration', () => write(cwd, { 'scope-audit.yaml': 'rules:\n  missing-permission: off\nexclude: [src/calls/more.ts]\nfailOn: never\n' }), 'edits the configuration (exclude, failOn, rules)'],
    ['a suppression', () => write(cwd, { 'src/calls/more.ts': MORE.replace('  await', '  // scope-audit-ignore[missing-permission] -- trust me\n  await') }), 'adds a suppression (src/calls/more.ts:3)'],
  ];
  for (const [what, loosen, note] of loosened) {
    loosen();
    commit(`loosen ${what}`);
    const found = json(cwd, 'diff', '--base', 'main');
    expect([what, found.exit, found.findings.map(({ rule }) => rule)]).toEqual([what, 1, ['missing-permission']]);
    expect(found.notes.join('\n')).toContain(note);
  }
});
