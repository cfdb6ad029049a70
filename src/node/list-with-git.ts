import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import type { Git } from './git.js';
import type { FolderListing } from './list-files.js';

const LIST = ['ls-files', '-z', '-t', '-s', '--cached', '--deleted', '--others'];
const LINK = '120000';
const SUBMODULE = '160000';

/** The files of a folder that git tracks or would track, relative to the folder; undefined where git cannot tell. */
export async function listWithGit(git: Git, folder: string): Promise<FolderListing | undefined> {
  const [listed, ignored] = await Promise.all([
    git.run(folder, [...LIST, '--exclude-standard']),
    git.run(folder, ['check-ignore', '-q', '--no-index', '.']),
  ]);
  // Whoever names a folder that git ignores wants it audited.
  const output = ignored ? await git.run(folder, [...LIST, '--exclude=node_modules/']) : listed;
  if (output === undefined) return undefined;

  const files = new Set<string>();
  const links = new Set<string>();
  const nested: string[] = [];
  const removed = new Set<string>();
  for (const { tag, mode, name } of parseEntries(output.toString('utf8'))) {
    if (tag === 'R') removed.add(name);
    else if (mode === SUBMODULE || name.endsWith('/')) nested.push(name.replace(/\/$/, ''));
    else if (mode === LINK || (tag === '?' && isLink(path.join(folder, name)))) links.add(name);
    else if (tag !== 'S' || existsSync(path.join(folder, name))) files.add(name);
  }
  for (const name of removed) {
    files.delete(name);
    links.delete(name);
  }
  for (const name of nested) {
    const inner = path.join(folder, name);
    // A submodule that was never brought is an empty folder; git would answer for the outer repository.
    const listing = existsSync(path.join(inner, '.git')) ? await listWithGit(git, inner) : undefined;
    listing?.files.forEach((file) => files.add(`${name}/${file}`));
    listing?.links.forEach((link) => links.add(`${name}/${link}`));
  }
  return { files: [...files], links: [...links] };
}

interface Entry {
  /** `H` tracked, `S` outside a sparse checkout, `R` deleted, `M` unmerged, `?` untracked. */
  tag: string;
  mode: string;
  name: string;
}

/** Reads `TAG MODE HASH STAGE<tab>NAME` and, for untracked files, `? NAME`. */
function* parseEntries(output: string): Generator<Entry> {
  for (const entry of output.split('\0')) {
    const tag = entry.slice(0, 1);
    const tracked = tag !== '?';
    const name = tracked ? entry.slice(entry.indexOf('\t') + 1) : entry.slice(2);
    if (name === '' || name.startsWith('../') || isInstalled(name)) continue;
    yield { tag, mode: tracked ? entry.slice(2, 8) : '', name };
  }
}

function isInstalled(name: string): boolean {
  return name.includes('node_modules/') && (name.startsWith('node_modules/') || name.includes('/node_modules/'));
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
