import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { git, tempTree, write } from '../node/temp-tree.js';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = path.join(root, '.pre-commit-hooks.yaml');
const isThere = spawnSync('pre-commit', ['--version']).status === 0;

/** A published hook as it is, but with the built tool of this tree in place of an installed one. */
function configurationOf(id: string): string {
  const hook = (parse(readFileSync(manifest, 'utf8')) as { id: string; entry: string }[]).find((one) => one.id === id);
  if (hook === undefined) throw new Error(`there is no hook ${id}`);
  const entry = hook.entry.replace(/^scope-audit/, `node ${path.join(root, 'dist/cli.js')}`);
  return stringify({ repos: [{ repo: 'local', hooks: [{ ...hook, entry, language: 'system' }] }] });
}

const MANIFEST = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view]\n';
const code = (call: string): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = () => ${call};\n`;

/** A repository whose commits run a hook: what it lacks is old. */
function repository(id: string): { cwd: string; commit: () => { exit: number | null; out: string } } {
  const cwd = tempTree({ '.gitignore': '.home\n', '.pre-commit-config.yaml': configurationOf(id), 'scope-manifest.yaml': MANIFEST, 'src/old.ts': code("api.deleteRoutingQueue('x')"), 'notes.txt': '' });
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const env = { ...Object.fromEntries(own), PRE_COMMIT_HOME: path.join(cwd, '.home'), PRE_COMMIT_COLOR: 'never' };
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'old');
  execFileSync('pre-commit', ['install'], { cwd, env });
  const commit = (): { exit: number | null; out: string } => {
    git(cwd, 'add', '-A');
    const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-m', 'change'], { cwd, encoding: 'utf8', env });
    return { exit: status, out: stdout + stderr };
  };
  return { cwd, commit };
}

/** The program itself, Debian's; required in CI, which installs it. */
describe.skipIf(!isThere && process.env['CI'] === undefined)('pre-commit', () => {
  it('accepts the hooks', () => {
    execFileSync('pre-commit', ['validate-manifest', manifest]);
  });

  it('lets a commit through that needs nothing new, and stops the one that does', () => {
    const { cwd, commit } = repository('scope-audit');
    write(cwd, { 'src/old.ts': `// moved\n${code("api.deleteRoutingQueue('x')")}` });
    expect(commit()).toMatchObject({ exit: 0, out: expect.stringMatching(/scope-audit \(this change\)\.+Passed/) as string });
    write(cwd, { 'src/new.ts': code("api.putRoutingQueue('x', {})") });
    const { exit, out } = commit();
    expect(exit).toBe(1);
    expect(out.match(/^error\[.*$/gm)).toEqual([expect.stringContaining('`routing:queue:edit`')]);
    expect(git(cwd, 'log', '--oneline').trim().split('\n')).toHaveLength(2);
  });

  it('starts nothing for a commit of what holds no code', () => {
    const { cwd, commit } = repository('scope-audit');
    write(cwd, { 'notes.txt': 'more' });
    expect(commit()).toMatchObject({ exit: 0, out: expect.stringContaining('(no files to check)Skipped') as string });
  });

  it('runs for a change of Terraform alone', () => {
    const { cwd, commit } = repository('scope-audit');
    write(cwd, { 'main.tf': '# nothing yet\n' });
    expect(commit()).toMatchObject({ exit: 0, out: expect.stringContaining('Passed') as string });
  });

  it('audits the whole application where that is asked for', () => {
    const { cwd, commit } = repository('scope-audit-all');
    write(cwd, { 'src/other.ts': 'export const other = 1;\n' });
    const { exit, out } = commit();
    expect(exit).toBe(1);
    expect(out.match(/^error\[.*?\]/gm)).toEqual(['error[excess-permission]', 'error[missing-permission]']);
  });
});
