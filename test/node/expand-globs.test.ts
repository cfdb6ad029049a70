import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandGlobs } from '../../src/node/expand-globs.js';
import { tempTree } from './temp-tree.js';

const TREE = { 'apps/b/a.ts': '', 'apps/a/a.ts': '', 'apps/note.md': '', 'apps/a/node_modules/p/a.ts': '', 'web/[id].ts': '', 'web/i.ts': '' };

describe('globs of a command line', () => {
  it('become what they match, sorted, once each', async () => {
    const root = tempTree(TREE);
    expect(await expandGlobs(root, ['apps/*', 'apps/a'])).toEqual(['apps/a', 'apps/b', 'apps/note.md']);
    expect(await expandGlobs(root, ['web', '{apps,web}/**/*.ts'])).toEqual(['web', 'apps/a/a.ts', 'apps/b/a.ts', 'web/[id].ts', 'web/i.ts']);
    expect(await expandGlobs(root, [`${root.split(path.sep).join('/')}/apps/?`])).toHaveLength(2);
  });

  it('leave names alone that exist, or are no globs', async () => {
    const root = tempTree(TREE);
    expect(await expandGlobs(root, ['web/[id].ts', 'gone.ts'])).toEqual(['web/[id].ts', 'gone.ts']);
    expect(await expandGlobs(root, [])).toEqual([]);
  });

  it('do not go through links', async () => {
    const root = tempTree(TREE);
    symlinkSync(path.join(root, 'apps'), path.join(root, 'web/again'), 'dir');
    expect(await expandGlobs(root, ['web/**/*.ts'])).toEqual(['web/[id].ts', 'web/i.ts']);
  });

  it('that match nothing are an error', async () => {
    await expect(expandGlobs(tempTree(TREE), ['nope/*'])).rejects.toMatchObject({ code: 'glob-empty', message: 'nothing matches nope/*' });
  });
});
