import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { containing, matching, run } from './harness.js';

const CALL = `import axios from 'axios';\nconst base = 'https://api.mypurecloud.com/api/v2';\nexport const users = () => axios.get(\`\${base}/users\`);\n`;
const FILES: Record<string, string | Buffer> = {
  'none/readme.txt': 'no code here\n',
  'quiet/a.ts': 'export const a = 1;\n',
  'bare/a.ts': CALL,
  'broken-yaml/a.ts': CALL,
  'broken-yaml/scope-manifest.yaml': 'application: x\nclients: [\n',
  'wrong-key/a.ts': CALL,
  'wrong-key/scope-manifest.yaml': 'application: x\npermisions: []\n',
  'wrong-config/a.ts': CALL,
  'wrong-config/scope-audit.yaml': 'rules:\n  missing-permision: off\n',
  'wrong-overlay/a.ts': CALL,
  'wrong-overlay/scope-audit.yaml': 'catalog:\n  overlay:\n    - operation: GET /api/v2/users\n      deprecated: true\n      reason: ours\n    - operation: GET /api/v2/users\n      deprecated: true\n      reason: ours\n',
  'broken-code/a.ts': `${CALL}export const b = (\n`,
  'broken-code/scope-manifest.yaml': 'application: x\nscopes: [users:readonly]\n',
  'binary/a.ts': Buffer.concat([Buffer.from('genesys'), Buffer.alloc(64)]),
  'binary/scope-manifest.yaml': 'application: x\n',
  'broken-tsconfig/a.ts': CALL,
  'broken-tsconfig/tsconfig.json': '{ "compilerOptions": ',
  'broken-tsconfig/scope-manifest.yaml': 'application: x\nscopes: [users:readonly]\n',
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'scope-audit-'));
  for (const [file, content] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const audit = (folder: string, ...more: string[]) => run([folder, ...more], { cwd: root });

describe('bad input', () => {
  it('nothing to audit', async () => {
    expect(await audit('none')).toMatchObject({ exit: 3, stdout: containing('Nothing to audit:') });
    expect(await audit('quiet')).toMatchObject({ exit: 3, stdout: containing('in 1 file of code') });
  });

  it('no manifest: the needs, and the way on', async () => {
    const { exit, stdout } = await audit('bare');
    expect(exit).toBe(2);
    expect(stdout).toContain('users:readonly  a.ts:3');
    expect(stdout).toContain('scope-audit init');
  });

  it.each([
    ['broken-yaml', /^error: scope-manifest\.yaml:\d+:\d+: /],
    ['wrong-key', /^error: scope-manifest\.yaml:2:1: unknown key `permisions`\n {2}hint: did you mean `permissions`\?/],
  ])('a manifest that cannot be read: %s', async (folder, line) => {
    const { exit, stdout } = await audit(folder);
    expect(exit).toBe(2);
    expect(stdout).toMatch(line);
    expect(stdout).not.toContain('no findings');
  });

  it('a manifest, a configuration or a target that is a folder is named', async () => {
    const cwd = tempTree({ 'scope-manifest.yaml/notes.md': 'x', 'a.ts': CALL, 'settings/x': '' });
    expect(await run([], { cwd })).toMatchObject({ exit: 2, stdout: containing('error: scope-manifest.yaml:1:1: scope-manifest.yaml is a folder\n  hint: a manifest is a file\n') });
    expect(await run(['init'], { cwd })).toMatchObject({ exit: 2, stderr: containing('scope-manifest.yaml cannot be written: it is a folder') });
    expect(await run(['--config', 'settings'], { cwd })).toMatchObject({ exit: 2, stderr: containing('settings cannot be read (it is a folder)') });
  });

  it('a configuration that cannot be used', async () => {
    expect(await audit('wrong-config')).toMatchObject({ exit: 2, stdout: '', stderr: matching(/^error: scope-audit\.yaml:2:3: no rule is named `missing-permision`\n {2}hint: did you mean `missing-permission`\?/) });
    expect(await audit('wrong-config', '--no-config')).toMatchObject({ exit: 2, stderr: '' });
    expect(await audit('bare', '--config', 'gone.yaml')).toMatchObject({ exit: 2, stderr: containing('gone.yaml cannot be read (ENOENT)') });
  });

  it('a correction of the catalog that cannot be made', async () => {
    expect(await audit('wrong-overlay')).toMatchObject({ exit: 2, stdout: '', stderr: matching(/^error: scope-audit\.yaml:6:7: GET \/api\/v2\/users stands twice/) });
  });

  it('globs', async () => {
    expect(await audit('quie*')).toMatchObject({ exit: 3, stdout: containing('in 1 file of code') });
    expect(await audit('gone*')).toMatchObject({ exit: 2, stderr: containing('nothing matches gone*') });
  });

  it('code that does not parse: the rest is audited, and the exit code tells', async () => {
    const { exit, stdout } = await audit('broken-code');
    expect(exit).toBe(3);
    expect(stdout).toMatch(/error: a\.ts:\d+:\d+: /);
    expect(stdout).toContain('1 call of 1 endpoint');
  });

  it('a tsconfig that does not parse is said and does no harm', async () => {
    expect(await audit('broken-tsconfig')).toMatchObject({ exit: 0, stdout: containing('1 call of 1 endpoint') });
  });

  it('a binary file with the name of code', async () => {
    expect((await audit('binary')).exit).toBeLessThan(2);
  });

  it('a manifest above the audited folder is pointed out', async () => {
    const inner = path.join(root, 'wrong-key/inner');
    mkdirSync(inner);
    writeFileSync(path.join(inner, 'a.ts'), CALL);
    expect(await run([], { cwd: inner })).toMatchObject({ exit: 2, stdout: containing('warning: ../scope-manifest.yaml:1:1: this manifest governs the audited folder') });
  });

  it('paths and lists', async () => {
    expect(await audit('gone')).toMatchObject({ exit: 2, stderr: 'error: gone does not exist\n  hint: Name a folder or a file to audit.\n' });
    expect(await audit('expalin', 'x')).toMatchObject({ exit: 2, stderr: containing('did you mean `scope-audit explain`?') });
    expect(await run(['-'], { cwd: root })).toMatchObject({ exit: 3, stderr: containing('the list of files on stdin is empty') });
    expect(await run(['calls', '-'], { cwd: root, stdin: 'bare/a.ts\0gone.ts\0' })).toMatchObject({
      exit: 0,
      stdout: containing('bare/a.ts\n  3:'),
      stderr: containing('gone.ts is in the list of files but does not exist'),
    });
  });
});

describe('init', () => {
  it('writes a manifest with which the audit is clean, and never over another', async () => {
    const folder = path.join(root, 'fresh');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'a.ts'), CALL);
    expect(await run(['init'], { cwd: folder })).toMatchObject({ exit: 0, stdout: 'Wrote scope-manifest.yaml for 1 call. Audit with: scope-audit\n' });
    expect(await run([], { cwd: folder })).toMatchObject({ exit: 0 });
    expect(await run(['init'], { cwd: folder })).toMatchObject({ exit: 2, stderr: containing('exists already') });
    expect(await run(['init', '--force'], { cwd: folder })).toMatchObject({ exit: 0 });
  });
});
