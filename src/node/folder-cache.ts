import { hash, randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { CachePort } from '../remember.js';
import { pruneFolder } from './prune-folder.js';

const OTHERS_MAY_WRITE = 0o022;
const FORMAT = 'scope-audit cache 1';
const LARGEST = 64 * 1024 * 1024;
const TOUCH_AFTER_MS = 60 * 60 * 1000;

/**
 * Entries as files of a folder that only this user may write. `maker` is what made them: those of another are never met.
 * Nothing here throws: what cannot be read or trusted is absent, what cannot be written is not kept. The first entry that is written makes room.
 */
export function openFolderCache(folder: string, maker: string): CachePort {
  let isPruned = false;
  const fileOf = (key: string): string => path.join(folder, hash('sha256', `${maker}\0${key}`, 'hex'));
  return {
    get: (key) => attempt(() => (isOwnFolder(folder) ? readEntry(fileOf(key)) : undefined)),
    set: (key, text) =>
      attempt(() => {
        if (text.length > LARGEST || !mayCreate(folder)) return;
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!isOwnFolder(folder)) return;
        writeEntry(fileOf(key), text);
        if (!isPruned) pruneFolder(folder);
        isPruned = true;
      }),
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && isOwn(stats);
}

/** Windows has no such owners; there the folder of a user is closed to others by itself. */
function isOwn({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_MAY_WRITE) === 0);
}

/** With another user's home (`sudo`) nothing is put into it that its owner could not remove. */
function mayCreate(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return mayCreate(path.dirname(folder));
  return stats.uid === 0 || stats.uid === process.getuid?.();
}

function readEntry(file: string): string | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isOwn(stats)) return undefined;
    if (Date.now() - stats.mtimeMs > TOUCH_AFTER_MS) markUsed(file);
    return unseal(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** The time of the last use, by which entries are thrown away. */
function markUsed(file: string): void {
  const now = new Date();
  utimesSync(file, now, now);
}

/** A reader sees the old entry or the whole new one. */
function writeEntry(file: string, text: string): void {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    writeFileSync(part, seal(text), { flag: 'wx', mode: 0o600 });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** A line with the digest of the rest, then the rest. */
function seal(text: string): string {
  return `${FORMAT} ${hash('sha256', text, 'hex')}\n${text}`;
}

function unseal(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(10);
  const body = bytes.subarray(end + 1);
  return bytes.toString('latin1', 0, Math.max(end, 0)) === `${FORMAT} ${hash('sha256', body, 'hex')}` ? body.toString('utf8') : undefined;
}
