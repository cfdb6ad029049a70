import { describe, expect, it } from 'vitest';
import { findEnclosing, surroundingsOf } from '../../src/node/surroundings.js';
import { tempTree } from './temp-tree.js';

describe('the repository or workspace around a folder', () => {
  it.each([
    [{ 'pnpm-workspace.yaml': '', 'apps/a/x.ts': '' }, 'apps/a'],
    [{ 'package.json': '{"workspaces":["apps/*"]}', 'apps/a/x.ts': '' }, 'apps/a'],
    [{ '.git/HEAD': '', 'apps/a/x.ts': '' }, 'apps/a'],
  ])('is found by what stands at its root: %j', (files, folder) => {
    const top = tempTree(files);
    expect(findEnclosing(`${top}/apps/a`)).toEqual({ top, folder });
    expect(findEnclosing(top)).toBeUndefined();
  });

  it('is none where nothing says so', () => {
    expect(findEnclosing(`${tempTree({ 'package.json': '{}', 'apps/a/x.ts': '' })}/apps/a`)).toBeUndefined();
  });

  it('has names that begin at the folder', () => {
    const around = surroundingsOf('apps/a', ['apps/a/x.ts', 'apps/b/y.ts', 'packages/c/z.ts', 'root.ts', 'apps/ab/w.ts']);
    expect(around).toEqual({
      files: ['../../packages/c/z.ts', '../../root.ts', '../ab/w.ts', '../b/y.ts'],
      links: new Map([
        ['../../apps', '..'],
        ['../a', ''],
      ]),
      above: 2,
    });
  });
});
