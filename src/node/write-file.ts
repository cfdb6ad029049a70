import { statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ToolError } from '../model/index.js';

/** Writes a file so that a reader sees the old text or the whole new one, never a part. */
export async function writeWhole(cwd: string, file: string, text: string, options: { overwrite: boolean } = { overwrite: true }): Promise<void> {
  const target = path.resolve(cwd, file);
  const part = `${target}.${process.pid}.part`;
  try {
    if (!options.overwrite) {
      await writeFile(target, text, { flag: 'wx' });
      return;
    }
    await writeFile(part, text);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST' && !isFolder(target)) throw new ToolError('file-exists', `${file} exists already`, { hint: 'use --force to replace it, or --stdout to look first', cause: error });
    throw new ToolError('cannot-write', `${file} cannot be written: ${why(code === 'EEXIST' ? 'EISDIR' : code, error)}`, { exit: 2, cause: error });
  }
}

/** The message of the system would name the passing file beside the target. */
function why(code: string, error: unknown): string {
  const known: Readonly<Record<string, string>> = { ENOENT: 'its folder does not exist', EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is no folder', EACCES: 'permission denied', EROFS: 'the file system is read-only', ENOSPC: 'no space is left' };
  return known[code] ?? (code === '' ? String(error) : code);
}

export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
