import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { containing, run, type Transcript } from './harness.js';

const APP = {
  'src/a.ts': "import platformClient from 'purecloud-platform-client-v2';\nconst users = new platformClient.UsersApi();\nexport const one = () => users.getUser('1');\n",
  'scope-manifest.yaml': 'name: app\nclients:\n  main:\n    grant: client-credentials\n    roles:\n      reader: [directory:user:view]\n',
};

interface World {
  root: string;
  cache: string;
  run: (args: readonly string[], env?: Record<string, string>) => Promise<Transcript>;
}

function open(more: Record<string, string> = {}): World {
  const root = tempTree({ ...APP, ...more });
  const home = tempTree({});
  return { root, cache: path.join(home, 'scope-audit'), run: (args, env = {}) => run(args, { cwd: root, env: { XDG_CACHE_HOME: home, ...env } }) };
}

const entriesOf = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

describe('results are kept', () => {
  it('between runs, whatever the command', async () => {
    const { cache, run } = open();
    const first = await run(['calls']);
    expect(first).toMatchObject({ exit: 0, stdout: containing('/api/v2/users/{userId}') });
    const kept = entriesOf(cache);
    expect(kept).not.toEqual([]);
    expect(await run(['calls'])).toEqual(first);
    for (const args of [[], ['--format', 'json'], ['explain', 'getUser'], ['pbom'], ['what-if', '--without', 'directory:user:view']]) {
      expect(await run(args)).toEqual(await run([...args, '--no-cache']));
    }
    expect(entriesOf(cache)).toEqual(kept);
  });

  it('and nothing comes of broken ones', async () => {
    const { cache, run } = open();
    const whole = await run(['--format', 'json']);
    for (const name of entriesOf(cache)) {
      const kept = readFileSync(path.join(cache, name));
      for (const broken of [Buffer.alloc(0), kept.subarray(0, 100), Buffer.from(kept.toString('utf8').replace('s', 't'))]) {
        writeFileSync(path.join(cache, name), broken);
        expect(await run(['--format', 'json'])).toEqual(whole);
        expect(readFileSync(path.join(cache, name))).toEqual(kept);
      }
    }
  });

  it('without any of the code', async () => {
    const { cache, run } = open({ 'src/b.ts': "export const secret = 'hunter2-hunter2';\nexport * from './a';\n" });
    await run([]);
    expect(entriesOf(cache).map((name) => readFileSync(path.join(cache, name), 'utf8')).join('')).not.toContain('hunter2');
  });
});

describe('nothing is kept', () => {
  it.each([
    ['--no-cache', ['calls', '--no-cache'], {}],
    ['in CI', ['calls'], { CI: 'true' }],
    ['without a home', ['calls'], { XDG_CACHE_HOME: '' }],
  ])('%s', async (_, args, env) => {
    const { cache, run } = open();
    expect(await run(args, env)).toMatchObject({ exit: 0, stderr: '' });
    expect(entriesOf(cache)).toEqual([]);
  });

  it('where the configuration says so; in CI it cannot say otherwise, but the command line can', async () => {
    const off = open({ 'scope-audit.yaml': 'cache: false\n' });
    await off.run([]);
    expect(entriesOf(off.cache)).toEqual([]);
    await off.run(['--cache']);
    expect(entriesOf(off.cache)).not.toEqual([]);
    const on = open({ 'scope-audit.yaml': 'cache: true\n' });
    await on.run([], { CI: '1' });
    expect(entriesOf(on.cache)).toEqual([]);
    await on.run(['--cache'], { CI: '1' });
    expect(entriesOf(on.cache)).not.toEqual([]);
  });

  it('where no file touches the platform', async () => {
    const { cache, run, root } = open();
    writeFileSync(path.join(root, 'src/a.ts'), 'export {};\n');
    await run([]);
    expect(entriesOf(cache)).toEqual([]);
  });

  it('in the audited tree, and that is said', async () => {
    const { root, run } = open({ '.cache/scope-audit/entry': '' });
    const { exit, stderr } = await run(['calls'], { XDG_CACHE_HOME: path.join(root, '.cache') });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: containing('nothing is kept between runs') });
    expect(readdirSync(path.join(root, '.cache/scope-audit'))).toEqual(['entry']);
  });
});

it('config print shows the setting', async () => {
  const { run } = open({ 'scope-audit.yaml': 'cache: false\n' });
  expect((await run(['config', 'print'])).stdout).toContain('cache: false  (scope-audit.yaml:1)');
});
