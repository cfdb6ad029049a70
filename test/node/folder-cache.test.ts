import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolderCache } from '../../src/node/folder-cache.js';
import { pruneFolder } from '../../src/node/prune-folder.js';
import { tempTree } from './temp-tree.js';

const TEXT = '{"calls":["GET /api/v2/users"],"of":"Zoë \ud83d\ude00"}';
const isRoot = process.getuid?.() === 0;
const onPosix = it.skipIf(process.platform === 'win32');

/** A cache in a new folder, with one entry. */
function filled(): { folder: string; entry: string; get: () => string | undefined; set: (text: string) => void } {
  const folder = path.join(tempTree({}), 'cache');
  const cache = openFolderCache(folder, 'one');
  cache.set('key', TEXT);
  const [name = ''] = readdirSync(folder);
  return { folder, entry: path.join(folder, name), get: () => cache.get('key'), set: (text) => cache.set('key', text) };
}

describe('entries', () => {
  it('are read back as they were written, and written anew', () => {
    const { get, set, folder } = filled();
    expect(get()).toBe(TEXT);
    set('');
    expect(get()).toBe('');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('of another key or another maker are never met', () => {
    const { folder } = filled();
    expect(openFolderCache(folder, 'one').get('other')).toBeUndefined();
    expect(openFolderCache(folder, 'two').get('key')).toBeUndefined();
  });

  it('are absent where there is no folder', () => {
    expect(openFolderCache(path.join(tempTree({}), 'none'), 'one').get('key')).toBeUndefined();
  });

  it('with any byte changed are absent, and written anew', () => {
    const { entry, get, set } = filled();
    const whole = readFileSync(entry);
    for (let at = 0; at < whole.length; at++) {
      const broken = Buffer.from(whole);
      broken.writeUInt8(whole.readUInt8(at) ^ (1 << at % 8), at);
      writeFileSync(entry, broken);
      expect(get(), `byte ${at}`).toBeUndefined();
    }
    set(TEXT);
    expect(get()).toBe(TEXT);
  });

  it('cut off anywhere, or with more behind them, are absent', () => {
    const { entry, get } = filled();
    const whole = readFileSync(entry);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(entry, whole.subarray(0, length));
      expect(get(), `${length} bytes`).toBeUndefined();
    }
    writeFileSync(entry, Buffer.concat([whole, Buffer.from('\n')]));
    expect(get()).toBeUndefined();
  });
});

describe('trust', () => {
  onPosix('nobody else may read or write what is kept', () => {
    const { folder, entry } = filled();
    expect([folder, entry].map((name) => statSync(name).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  onPosix.each([0o620, 0o602])('an entry that others may write is absent (%o)', (mode) => {
    const { entry, get } = filled();
    chmodSync(entry, mode);
    expect(get()).toBeUndefined();
  });

  onPosix.each([0o770, 0o707, 0o1777])('a folder that others may write is not used (%o)', (mode) => {
    const { folder, entry, get, set } = filled();
    chmodSync(folder, mode);
    const before = readFileSync(entry, 'utf8');
    set('more');
    expect(get()).toBeUndefined();
    expect(readFileSync(entry, 'utf8')).toBe(before);
  });

  onPosix('links are not followed', () => {
    const { folder, entry, get } = filled();
    const away = path.join(path.dirname(folder), 'away');
    renameSync(entry, away);
    symlinkSync(away, entry);
    expect(get()).toBeUndefined();
    const linked = path.join(path.dirname(folder), 'linked');
    symlinkSync(folder, linked);
    openFolderCache(linked, 'one').set('new', TEXT);
    expect(openFolderCache(linked, 'one').get('new')).toBeUndefined();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  onPosix('what is no file is absent', () => {
    const { entry, get, set } = filled();
    renameSync(entry, `${entry}.old`);
    mkdirSync(entry);
    expect(get()).toBeUndefined();
    expect(() => set('more')).not.toThrow();
  });

  it.skipIf(!isRoot)('what belongs to another user is not used, and nothing is put beside it', () => {
    const { folder, entry, get } = filled();
    chownSync(entry, 12345, 12345);
    expect(get()).toBeUndefined();
    chownSync(entry, 0, 0);
    chownSync(folder, 12345, 12345);
    expect(get()).toBeUndefined();
    openFolderCache(path.join(folder, 'inner'), 'one').set('key', TEXT);
    expect(readdirSync(folder)).toEqual([path.basename(entry)]);
  });

  it('a folder that cannot be made is no error', () => {
    const cache = openFolderCache(path.join(tempTree({ file: '' }), 'file', 'cache'), 'one');
    expect(() => {
      cache.set('key', TEXT);
    }).not.toThrow();
    expect(cache.get('key')).toBeUndefined();
  });
});

describe('size', () => {
  it('what was not used for long goes, then what was used least recently', () => {
    const folder = tempTree({ old: 'x', first: '0123456789', second: '0123456789', third: '0123456789' });
    const now = Date.now() / 1000;
    for (const [name, age] of [['old', 1000], ['first', 30], ['second', 20], ['third', 10]] as const) utimesSync(path.join(folder, name), now - age, now - age);
    pruneFolder(folder, { largest: 20, oldest: 900_000 });
    expect(readdirSync(folder).sort()).toEqual(['second', 'third']);
  });

  it('an entry that is used counts as new', () => {
    const { entry, get } = filled();
    const before = Date.now() / 1000 - 10 * 24 * 60 * 60;
    utimesSync(entry, before, before);
    expect(get()).toBe(TEXT);
    expect(statSync(entry).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
  });
});

it('runs side by side meet whole entries only', async () => {
  const folder = path.join(tempTree({}), 'cache');
  const text = (writer: number): string => `${writer}`.repeat(200_000);
  const cache = openFolderCache(folder, 'one');
  // Another process writes as this tool does: a part of its own, then a rename.
  const script = `
    const { writeFileSync, renameSync } = require('node:fs'); const { hash } = require('node:crypto');
    const [file, writer] = process.argv.slice(1);
    for (let round = 0; round < 100; round++) {
      const body = writer.repeat(200000), part = file + '.' + process.pid + '.part';
      writeFileSync(part, 'scope-audit cache 1 ' + hash('sha256', body, 'hex') + '\\n' + body, { mode: 0o600 });
      renameSync(part, file);
    }`;
  cache.set('key', text(0));
  const [name = ''] = readdirSync(folder);
  const writers = [1, 2, 3].map((writer) => new Promise((resolve) => spawn(process.execPath, ['-e', script, path.join(folder, name), `${writer}`]).once('exit', resolve)));
  const done = new AbortController();
  const all = Promise.all(writers).finally(() => {
    done.abort();
  });
  const met = new Set<string | undefined>();
  while (!done.signal.aborted) {
    met.add(cache.get('key'));
    await new Promise(setImmediate);
  }
  expect(await all).toEqual([0, 0, 0]);
  expect([...met].filter((one) => one === undefined || ![0, 1, 2, 3].map(text).includes(one))).toEqual([]);
});
