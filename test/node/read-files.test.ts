import { mkdirSync, symlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createReader } from '../../src/node/read-files.js';
import { tempTree } from './temp-tree.js';

it('reads small, empty and large files', () => {
  const large = Buffer.alloc(700_000, 'abc');
  const root = tempTree({ 'small.ts': 'let a', 'empty.ts': '', 'large.ts': large, 'exact.ts': Buffer.alloc(256 * 1024, 'x') });
  const read = createReader(root);
  expect(Buffer.from('let a').equals(read('small.ts') as Buffer)).toBe(true);
  expect(read('empty.ts')).toHaveLength(0);
  expect(large.equals(read('large.ts') as Buffer)).toBe(true);
  expect(read('exact.ts')).toHaveLength(256 * 1024);
});

it('says why a file is not read', () => {
  const root = tempTree({ 'big.ts': Buffer.alloc(300_000), 'a.ts': '' });
  mkdirSync(path.join(root, 'folder'));
  symlinkSync('a.ts', path.join(root, 'link.ts'));
  const read = createReader(root, 290_000);
  expect(read('gone.ts')).toMatchObject({ reason: 'missing' });
  expect(read('a.ts/b.ts')).toMatchObject({ reason: 'missing' });
  expect(read('folder')).toMatchObject({ reason: 'unreadable', message: 'folder cannot be read (it is a folder)' });
  expect(read('link.ts')).toMatchObject({ reason: 'unreadable' });
  expect(read('big.ts')).toEqual({ reason: 'too-large', message: 'big.ts has 300000 bytes; up to 290000 are read' });
});

it.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
  const root = tempTree({});
  execFileSync('mkfifo', [path.join(root, 'pipe.ts')]);
  expect(createReader(root)('pipe.ts')).toMatchObject({ reason: 'unreadable' });
});
