import { chmodSync, chownSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ToolError } from '../../src/model/index.js';
import { findGit } from '../../src/node/git.js';
import { listFiles } from '../../src/node/list-files.js';
import { git, tempTree, write } from './temp-tree.js';

const without = { git: undefined };

describe('in a repository', () => {
  it('lists what is tracked and what is new, and leaves out what is ignored, deleted or installed', async () => {
    const root = tempTree({ '.gitignore': 'out/\n', 'src/b.ts': '', 'src/a.ts': '', 'src/B.ts': '', 'gone.ts': '', 'out/x.js': '', 'node_modules/p/i.js': '' });
    git(root, 'init', '-q');
    git(root, 'add', 'src/b.ts', 'gone.ts');
    rmSync(path.join(root, 'gone.ts'));
    expect((await listFiles(root)).files).toEqual(['.gitignore', 'src/B.ts', 'src/a.ts', 'src/b.ts']);
  });

  it('lists a folder below the top, relative to itself', async () => {
    const root = tempTree({ 'a/x.ts': '', 'a/b/y.ts': '', 'z.ts': '' });
    git(root, 'init', '-q');
    expect((await listFiles(path.join(root, 'a'))).files).toEqual(['b/y.ts', 'x.ts']);
  });

  it('lists named folders and files, once each', async () => {
    const root = tempTree({ 'a/x.ts': '', 'b/y.ts': '', 'c/z.ts': '' });
    git(root, 'init', '-q');
    expect((await listFiles(root, { paths: ['a', path.join(root, 'b', 'y.ts'), './a/x.ts'] })).files).toEqual(['a/x.ts', 'b/y.ts']);
  });

  it('lists an ignored folder that is named, also when something in it is tracked, and also as the root', async () => {
    const root = tempTree({ '.gitignore': 'out/\n', 'out/t.js': '', 'out/u.js': '', 'out/node_modules/p/i.js': '', 'a.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '-f', 'out/t.js', 'a.ts');
    expect((await listFiles(root, { paths: ['out'] })).files).toEqual(['out/t.js', 'out/u.js']);
    expect((await listFiles(path.join(root, 'out'))).files).toEqual(['t.js', 'u.js']);
    expect((await listFiles(root, { paths: ['.', 'out'] })).files).toContain('out/u.js');
  });

  it('enters submodules and repositories inside the repository', async () => {
    const library = tempTree({ 'lib.ts': '' });
    git(library, 'init', '-q');
    git(library, 'add', '.');
    git(library, 'commit', '-qm', 'x');
    const root = tempTree({ 'a.ts': '', 'inner/i.ts': '' });
    git(root, 'init', '-q');
    git(path.join(root, 'inner'), 'init', '-q');
    git(root, 'submodule', 'add', '-q', library, 'sub');
    expect((await listFiles(root)).files).toEqual(['.gitmodules', 'a.ts', 'inner/i.ts', 'sub/lib.ts']);
  });

  it('lists what a sparse checkout holds', async () => {
    const root = tempTree({ 'a/x.ts': '', 'b/y.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'x');
    git(root, 'sparse-checkout', 'set', 'a');
    expect((await listFiles(root)).files).toEqual(['a/x.ts']);
  });

  it('lists a work tree', async () => {
    const root = tempTree({ 'main/x.ts': '' });
    git(path.join(root, 'main'), 'init', '-q');
    git(path.join(root, 'main'), 'add', '.');
    git(path.join(root, 'main'), 'commit', '-qm', 'x');
    git(path.join(root, 'main'), 'worktree', 'add', '-q', '../other');
    expect((await listFiles(path.join(root, 'other'))).files).toEqual(['x.ts']);
  });

  it('keeps names that are not plain', async () => {
    const names = ['sp ace/ü.ts', "quote'\".ts", 'tab\tname.ts', '-dash.ts', '[a].ts'];
    const root = tempTree(Object.fromEntries(names.map((name) => [name, ''])));
    git(root, 'init', '-q');
    git(root, 'add', '.');
    expect((await listFiles(root)).files).toEqual([...names].sort());
  });

  it('runs nothing of the repository', async () => {
    const root = tempTree({ 'a.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    const trap = path.join(root, 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\ntouch '${root}/sprung'\n`);
    chmodSync(trap, 0o755);
    git(root, 'config', 'core.fsmonitor', trap);
    git(root, 'config', 'core.hooksPath', root);
    writeFileSync(path.join(root, 'git'), `#!/bin/sh\ntouch '${root}/sprung'\n`);
    chmodSync(path.join(root, 'git'), 0o755);
    await listFiles(root, { git: findGit({ ...process.env, PATH: `.${path.delimiter}${process.env['PATH'] ?? ''}` }) });
    expect(existsSync(path.join(root, 'sprung'))).toBe(false);
  });

  it.runIf(process.getuid?.() === 0)('works in a repository of another owner', async () => {
    const root = tempTree({ '.gitignore': 'b.ts\n', 'a.ts': '', 'b.ts': '' });
    git(root, 'init', '-q');
    for (const name of ['.', '.git']) chownSync(path.join(root, name), 12345, 12345);
    expect((await listFiles(root)).files).toEqual(['.gitignore', 'a.ts']);
  });

  it('does not look where variables of git point', async () => {
    const root = tempTree({ 'a.ts': '' });
    git(root, 'init', '-q');
    const env = { ...process.env, GIT_DIR: '/nowhere', GIT_WORK_TREE: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' };
    expect((await listFiles(root, { git: findGit(env) })).files).toEqual(['a.ts']);
  });

  it('walks where the index is broken', async () => {
    const root = tempTree({ 'a.ts': '' });
    git(root, 'init', '-q');
    write(root, { '.git/index': 'broken' });
    expect((await listFiles(root)).files).toEqual(['a.ts']);
  });
});

describe('without git', () => {
  it('lists everything but installed packages', async () => {
    const root = tempTree({ 'src/b.ts': '', 'src/.hidden/a.ts': '', 'node_modules/p/i.js': '', 'src/node_modules/q/i.js': '' });
    expect((await listFiles(root, without)).files).toEqual(['src/.hidden/a.ts', 'src/b.ts']);
    expect((await listFiles(root)).files).toEqual(['src/.hidden/a.ts', 'src/b.ts']);
  });

  it('finds no git in an empty search path', () => {
    expect(findGit({ PATH: '' })).toBeUndefined();
    expect(findGit({ PATH: '.:relative' })).toBeUndefined();
  });
});

describe.each([['with git', true], ['without git', false]] as const)('links, %s', (_, repository) => {
  it('follows none, and tells where those of the tree lead', async () => {
    const root = tempTree({ 'shared/x.ts': '', 'app/a.ts': '' });
    const other = tempTree({ 'o.ts': '' });
    symlinkSync('../shared', path.join(root, 'app/common'));
    symlinkSync('../shared/x.ts', path.join(root, 'app/y.ts'));
    symlinkSync('.', path.join(root, 'app/self'));
    symlinkSync('loop', path.join(root, 'app/loop'));
    symlinkSync('nowhere', path.join(root, 'app/dangling'));
    symlinkSync(path.join(other, 'o.ts'), path.join(root, 'app/out.ts'));
    if (repository) {
      git(root, 'init', '-q');
      git(root, 'add', 'app/common');
    }
    const listing = await listFiles(root);
    expect(listing.files).toEqual(['app/a.ts', 'shared/x.ts']);
    expect([...listing.links]).toEqual([['app/common', 'shared'], ['app/self', 'app'], ['app/y.ts', 'shared/x.ts']]);
    expect(listing.problems.map(({ code, place }) => [code, place.file])).toEqual([['link-loop', 'app/loop'], ['link-outside', 'app/out.ts']]);
  });
});

describe('names', () => {
  it('takes a list of files and warns of those that are gone', async () => {
    const root = tempTree({ 'a.ts': '', 'b.ts': '', 'd/e.ts': '' });
    const listing = await listFiles(root, { ...without, given: ['b.ts', 'gone.ts', './a.ts', 'b.ts', 'd'] });
    expect(listing.files).toEqual(['a.ts', 'b.ts', 'd/e.ts']);
    expect(listing.problems).toMatchObject([{ level: 'warning', code: 'file-gone', place: { file: 'gone.ts' } }]);
  });

  it('refuses a path that is missing or outside', async () => {
    const root = tempTree({ 'a.ts': '' });
    await expect(listFiles(root, { ...without, paths: ['nowhere'] })).rejects.toThrow(/nowhere does not exist/);
    await expect(listFiles(root, { ...without, paths: ['..'] })).rejects.toThrow(ToolError);
  });
});
