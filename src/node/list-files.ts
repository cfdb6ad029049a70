import { lstatSync, realpathSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { compareText, ToolError, type Problem } from '../model/index.js';
import { findGit, type Git } from './git.js';
import { listWithGit } from './list-with-git.js';
import { walkFolder } from './walk-folder.js';

/** The files of an audit. All paths are relative to the root, with `/`. */
export interface Listing {
  /** Regular files, sorted by code unit. */
  files: readonly string[];
  /** Links that lead to another place of the tree: what resolves through them is that place. */
  links: ReadonlyMap<string, string>;
  problems: readonly Problem[];
}

export interface ListOptions {
  /** Folders and files to audit, absolute or relative to the root; the root itself when absent. */
  paths?: readonly string[];
  /** A list of files from elsewhere, e.g. of changed files: those that are gone are left out with a warning. */
  given?: readonly string[];
  /** `undefined` works without git. */
  git?: Git | undefined;
}

/**
 * Lists what is to be audited under `root`: what git tracks or would track; every file where there is no git or where
 * git ignores a folder that was named. Never `node_modules`, never through a link.
 */
export async function listFiles(root: string, options: ListOptions = {}): Promise<Listing> {
  const git = 'git' in options ? options.git : findGit();
  const start = path.resolve(root);
  const found = new Set<string>();
  const problems: Problem[] = [];
  const named = options.given ?? options.paths ?? ['.'];
  const folders = new Set<string>();

  for (const name of named) {
    const relative = relativeName(start, name);
    if (relative === undefined) throw outside(name, root);
    const stats = statOf(path.join(start, relative));
    if (stats?.isDirectory()) folders.add(relative);
    else if (stats?.isFile()) found.add(relative);
    else if (options.given) problems.push(gone(relative));
    else throw missing(name);
  }
  const lists = await Promise.all([...folders].map((folder) => listFolder(start, folder, git)));
  const linked = new Set<string>();
  for (const { files, links } of lists) {
    for (const file of files) found.add(file);
    for (const link of links) linked.add(link);
  }

  const links = new Map<string, string>();
  for (const link of [...linked].sort(compareText)) {
    const target = followLink(start, link);
    if (typeof target === 'string') links.set(link, target);
    else if (target) problems.push(target);
  }
  return { files: [...found].sort(compareText), links, problems };
}

/** What lies in one folder; links are reported apart and not entered. */
export interface FolderListing {
  files: string[];
  links: string[];
}

async function listFolder(root: string, folder: string, git: Git | undefined): Promise<FolderListing> {
  const absolute = path.join(root, folder);
  const listing = (git && (await listWithGit(git, absolute))) ?? walkFolder(absolute);
  const prefix = folder === '' ? '' : `${folder}/`;
  return { files: listing.files.map((file) => prefix + file), links: listing.links.map((link) => prefix + link) };
}

function relativeName(root: string, name: string): string | undefined {
  const relative = path.relative(root, path.resolve(root, name));
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}

function followLink(root: string, link: string): string | Problem | undefined {
  const place = { file: link, line: 1, column: 1 };
  try {
    const target = relativeName(realpathSync(root), realpathSync(path.join(root, link)));
    return (
      target ?? { level: 'warning', code: 'link-outside', message: `${link} leads out of the audited folder and is not followed`, place }
    );
  } catch (error) {
    if (!isCode(error, 'ELOOP')) return undefined;
    return { level: 'warning', code: 'link-loop', message: `${link} is a link that leads back to itself`, place };
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function statOf(file: string): Stats | undefined {
  try {
    return lstatSync(file).isSymbolicLink() ? statSync(file) : lstatSync(file);
  } catch {
    return undefined;
  }
}

function gone(file: string): Problem {
  return { level: 'warning', code: 'file-gone', message: `${file} is in the list of files but does not exist`, place: { file, line: 1, column: 1 } };
}

function missing(name: string): ToolError {
  return new ToolError('path-missing', `${name} does not exist`, { hint: 'Name a folder or a file to audit.' });
}

function outside(name: string, root: string): ToolError {
  return new ToolError('path-outside', `${name} lies outside the audited folder ${root}`, { hint: 'Name paths inside it, or audit a folder that holds both.' });
}
