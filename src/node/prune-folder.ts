import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

interface PruneLimits {
  /** Bytes of all files together. */
  largest: number;
  /** Milliseconds since a file was last used. */
  oldest: number;
}

const LIMITS: PruneLimits = { largest: 200 * 1024 * 1024, oldest: 30 * 24 * 60 * 60 * 1000 };

/** Removes files that were not used for long, and those used least recently until the rest is small enough. Another run may be removing them too. */
export function pruneFolder(folder: string, { largest, oldest }: PruneLimits = LIMITS): void {
  let size = 0;
  for (const file of listFiles(folder).sort((a, b) => b.used - a.used)) {
    size += file.size;
    if (size > largest || Date.now() - file.used > oldest) rmSync(file.path, { force: true });
  }
}

function listFiles(folder: string): { path: string; size: number; used: number }[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() === true ? [{ path: file, size: stats.size, used: stats.mtimeMs }] : [];
  });
}
