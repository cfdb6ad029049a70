import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { run } from './harness.js';

const MANIFEST = 'application: app\ngrant: client-credentials\npermissions:\n  - routing:queue:view\n';
const CODE = (...calls: string[]): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = async () => {\n${calls.map((call) => `  ${call}\n`).join('')}};\n`;
const OLD = CODE('await api.getRoutingQueues();', "await api.deleteRoutingQueue('x');");

/** A repository with a commit on main, and a branch that is checked out. */
function repository(files: Record<string, string> = {}): { root: string; git: (...args: string[]) => string; write: (file: string, text: string) => void } {
  const root = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': OLD, ...files });
  const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  git('init');
  git('add', '-A');
  git('commit', '-qm', 'old');
  git('checkout', '-qb', 'change');
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  return { root, git, write };
}

interface Diff {
  exit: number;
  notes: string[];
  findings: { rule: string; data: { permission?: string } }[];
  needs: { added: { anyOf: string[]; places: { file: string; line: number }[] }[]; removed: { anyOf: string[] }[] };
  grants: { added: { anyOf: string[]; places: { line: number }[] }[]; removed: { anyOf: string[] }[] };
  unresolved: { added: { seen: string }[] };
  old: number | null;
}

async function diff(root: string, ...args: string[]): Promise<Diff> {
  const { stdout, stderr } = await run(['diff', '--base', 'main', '--format', 'json', ...args], { cwd: root });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Diff;
}

const rules = ({ findings }: Diff): string[] => findings.map(({ rule, data }) => `${rule} ${data.permission ?? ''}`.trim());
const names = (list: { anyOf: string[] }[]): string[] => list.map(({ anyOf }) => anyOf.join('|'));

describe('diff', () => {
  it('audits nothing where no file differs that could matter', async () => {
    const { root, write } = repository({ 'README.md': 'old' });
    const untouched = { exit: 0, findings: [], needs: { added: [], removed: [] }, old: null, notes: ['No file has changed that an audit looks at: none was made.'] };
    expect(await diff(root)).toMatchObject(untouched);
    write('README.md', 'new');
    write('docs/more.md', 'new');
    expect(await diff(root)).toMatchObject(untouched);
    write('src/untracked.ts', '');
    expect(await diff(root)).toMatchObject({ old: 1, notes: [] });
  });

  it('is quiet where nothing changed, whatever is old', async () => {
    const { root, write } = repository();
    write('src/app.ts', `// moved\n${OLD}`);
    expect(await diff(root)).toMatchObject({ exit: 0, findings: [], needs: { added: [], removed: [] }, old: 1, notes: [] });
  });

  it('fails with the one finding of a change, though lines and files move', async () => {
    const { root, write } = repository();
    renameSync(path.join(root, 'src'), path.join(root, 'lib'));
    write('lib/app.ts', `// moved\n\n${CODE('await api.getRoutingQueues();', "await api.deleteRoutingQueue('x');", "await api.putRoutingQueue('x', {});")}`);
    const found = await diff(root);
    expect([found.exit, rules(found)]).toEqual([1, ['missing-permission routing:queue:edit']]);
    expect(names(found.needs.added)).toEqual(['routing:queue:edit']);
    expect(found.needs.added[0]?.places).toMatchObject([{ file: 'lib/app.ts', line: 8 }]);
  });

  it('shows the widening of a manifest', async () => {
    const { root, write } = repository();
    write('scope-manifest.yaml', `${MANIFEST}  - routing:*:*\n`);
    write('src/app.ts', CODE('await api.getRoutingQueues();', "await api.putRoutingQueue('x', {});"));
    const found = await diff(root);
    expect([names(found.grants.added), found.grants.added[0]?.places[0]?.line]).toEqual([['routing:*:*'], 5]);
    expect(names(found.needs.removed)).toEqual(['routing:queue:delete']);
    expect(rules(found)).toContain('wider-than-used');
    expect((await run(['diff', '--base', 'main'], { cwd: root })).stdout).toContain('app is newly granted\n  + permission routing:*:*  scope-manifest.yaml:5\n');
    expect((await run(['diff', '--base', 'main', '--format', 'markdown'], { cwd: root })).stdout).toContain('**Newly granted**');
  });

  it('says what can no longer be resolved', async () => {
    const { root, write } = repository();
    write('src/more.ts', "export const get = (part: string) => fetch('https://api.mypurecloud.com/api/v2/' + process.env[part]);\n");
    expect((await diff(root)).unresolved.added.map(({ seen }) => seen)).toEqual(['GET https://api.mypurecloud.com/api/v2/{}']);
  });

  it.each([
    ['the configuration', 'scope-audit.yaml', 'rules:\n  missing-permission: off\nfailOn: never\n', 'edits the configuration (failOn, rules)'],
    ['what is left out', 'scope-audit.yaml', 'exclude: [src]\n', 'edits the configuration (exclude)'],
    ['the baseline', 'scope-audit-baseline.json', '{"format":1,"findings":[]}', ''],
    ['a suppression', 'src/app.ts', CODE('// scope-audit-ignore[missing-permission] -- trust me', "await api.putRoutingQueue('x', {});"), 'adds a suppression (src/app.ts:4)'],
  ])('does not let a change loosen its own gate by %s', async (_, file, text, note) => {
    const { root, write } = repository();
    write('src/app.ts', CODE("await api.putRoutingQueue('x', {});"));
    write(file, text);
    const found = await diff(root);
    expect([found.exit, rules(found)]).toEqual([1, ['excess-permission routing:queue:view', 'missing-permission routing:queue:edit']]);
    expect(found.notes.join('\n')).toContain(note);
  });

  it('keeps to the policy that is there already', async () => {
    const { root, write } = repository({ 'scope-audit.yaml': 'rules:\n  missing-permission: note\n', 'src/old.ts': CODE('// scope-audit-ignore[missing-permission] -- old', 'await api.postRoutingQueues({});') });
    write('src/app.ts', CODE('await api.getRoutingQueues();', "await api.putRoutingQueue('x', {});"));
    expect(await diff(root)).toMatchObject({ exit: 0, findings: [{ severity: 'note', data: { permission: 'routing:queue:edit' } }] });
  });

  it('does not touch the work tree or the index', async () => {
    const { root, git, write } = repository();
    write('src/app.ts', CODE('await api.getRoutingQueues();'));
    const before = git('status', '--porcelain=v2');
    await diff(root);
    expect(git('status', '--porcelain=v2')).toBe(before);
  });

  it('works below the root of the repository', async () => {
    const { root, write } = repository({ 'apps/a/scope-manifest.yaml': MANIFEST, 'apps/a/src/app.ts': OLD });
    write('apps/a/src/app.ts', CODE('await api.getRoutingQueues();', "await api.putRoutingQueue('x', {});"));
    expect(rules(await diff(path.join(root, 'apps/a')))).toEqual(['missing-permission routing:queue:edit']);
  });

  it('takes a first push for all new, and a shallow clone as it is', async () => {
    const { root, git, write } = repository();
    expect((await run(['diff', '--base', '0'.repeat(40)], { cwd: root })).stdout).toContain('everything counts as new');
    write('src/app.ts', CODE('await api.getRoutingQueues();', "await api.putRoutingQueue('x', {});"));
    git('commit', '-qam', 'new');
    git('checkout', '-q', 'main');
    write('other.txt', 'x');
    git('add', '-A');
    git('commit', '-qm', 'on main');
    const shallow = tempTree({});
    rmSync(shallow, { recursive: true });
    execFileSync('git', ['clone', '-q', '--depth=1', '--no-single-branch', '-b', 'change', `file://${root}`, shallow], { stdio: 'ignore' });
    const found = await diff(shallow);
    expect(rules(found)).toEqual(['missing-permission routing:queue:edit']);
    expect(found.notes.join()).toContain('The clone is shallow');
  });

  it.each([['nothing', 'no commit of this clone goes by that name'], ['--output=x', 'it is no name of a commit']])('says what to fetch where %s is not there', async (base, why) => {
    const { root } = repository();
    expect(await run(['diff', `--base=${base}`], { cwd: root })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(why) as string });
  });

  it('says that it needs a repository', async () => {
    expect(await run(['diff', '--base', 'main'], { cwd: tempTree({ 'a.ts': '' }) })).toMatchObject({ exit: 2, stderr: expect.stringContaining('no git repository') as string });
  });
});
