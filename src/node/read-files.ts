import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { ReadBytes, Unread } from '../discover/reading.js';

/** Links are not followed, and a pipe does not block. Windows has neither flag, and undefined counts as 0. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const LARGEST = 64 * 1024 * 1024;

/** Reads files below `root` into one buffer that is used over and over: each result is valid until the next call. */
export function createReader(root: string, largest = LARGEST): ReadBytes {
  const shared = Buffer.allocUnsafeSlow(256 * 1024);
  const prefix = path.resolve(root) + path.sep;
  return (file) => {
    let descriptor: number;
    try {
      descriptor = openSync(prefix + file, FLAGS);
    } catch (error) {
      return unread(file, error);
    }
    try {
      const length = readSync(descriptor, shared, 0, shared.length, 0);
      return length < shared.length ? shared.subarray(0, length) : readLarge(descriptor, file, largest);
    } catch (error) {
      return unread(file, error);
    } finally {
      closeSync(descriptor);
    }
  };
}

function readLarge(descriptor: number, file: string, largest: number): Buffer | Unread {
  const { size } = fstatSync(descriptor);
  if (size > largest) return { reason: 'too-large', message: `${file} has ${size} bytes; up to ${largest} are read` };
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read) read = readSync(descriptor, bytes, length, size - length, length);
  return bytes.subarray(0, length);
}

function unread(file: string, error: unknown): Unread {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  return { reason, message: `${file} cannot be read (${code === 'EISDIR' ? 'it is a folder' : code})` };
}
