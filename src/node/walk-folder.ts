import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { FolderListing } from './list-files.js';

const SKIPPED = new Set(['node_modules', '.git']);

/** Every regular file of a folder, relative to it, where git cannot be asked. */
export function walkFolder(folder: string): FolderListing {
  const listing: FolderListing = { files: [], links: [] };
  const pending = [''];
  for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
    for (const entry of entriesOf(path.join(folder, prefix))) {
      const name = prefix + entry.name;
      if (entry.isFile()) listing.files.push(name);
      else if (entry.isSymbolicLink()) listing.links.push(name);
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) pending.push(`${name}/`);
    }
  }
  return listing;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
