import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheHome, liesInTree } from '../../src/node/cache-home.js';
import { tempTree } from './temp-tree.js';

describe.skipIf(process.platform === 'win32')('the folder of the user', () => {
  it.each([
    [{ HOME: '/home/a' }, 'linux', '/home/a/.cache/scope-audit'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: '/var/a' }, 'linux', '/var/a/scope-audit'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: 'relative' }, 'linux', '/home/a/.cache/scope-audit'],
    [{ HOME: '/home/a', XDG_CACHE_HOME: '' }, 'freebsd', '/home/a/.cache/scope-audit'],
    [{ HOME: '/Users/a' }, 'darwin', '/Users/a/Library/Caches/scope-audit'],
    [{ LOCALAPPDATA: '/local', HOME: '/home/a' }, 'win32', '/local/scope-audit'],
    [{ HOME: '' }, 'linux', undefined],
    [{}, 'linux', undefined],
    [{}, 'win32', undefined],
  ] as const)('%o on %s', (env, platform, expected) => {
    expect(cacheHome(env, platform)).toBe(expected);
  });
});

describe('the audited tree', () => {
  const root = (): string => realpathSync(tempTree({ 'repo/.git/HEAD': '', 'repo/app/src/a.ts': '', 'repo-cache/a': '', 'plain/a.ts': '' }));

  it.each([
    ['repo', 'repo/.cache', true],
    ['repo', 'repo', true],
    ['repo/app', 'repo/app/x/y', true],
    ['repo/app', 'repo/.cache', true],
    ['repo', 'repo-cache', false],
    ['repo/app', '.cache', false],
    ['repo', '..cache', false],
    ['plain', 'plain/cache', true],
    ['plain', 'repo/.cache', false],
  ])('%s: %s lies in it: %s', (audited, folder, expected) => {
    const top = root();
    expect(liesInTree(path.join(top, folder), path.join(top, audited))).toBe(expected);
  });

  it.skipIf(process.platform === 'win32')('is found through links', () => {
    const top = root();
    mkdirSync(path.join(top, 'home'));
    symlinkSync(path.join(top, 'repo/app'), path.join(top, 'home/.cache'));
    symlinkSync(path.join(top, 'repo'), path.join(top, 'link'));
    expect(liesInTree(path.join(top, 'home/.cache/scope-audit'), path.join(top, 'repo'))).toBe(true);
    expect(liesInTree(path.join(top, 'repo/x'), path.join(top, 'link'))).toBe(true);
    expect(liesInTree(path.join(top, 'home/other'), path.join(top, 'link'))).toBe(false);
  });
});
