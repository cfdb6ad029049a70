import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../model/index.js';
import type { Surroundings } from '../code.js';
import { listFiles, type ListOptions } from './list-files.js';

/** The repository or workspace that a folder lies in. */
export interface Enclosing {
  /** Absolute. */
  top: string;
  /** The folder below it, with `/`. */
  folder: string;
}

/** Finds it by what lies in the folders above: git's own, or the root of a workspace. Undefined for a folder that is one itself. */
export function findEnclosing(root: string): Enclosing | undefined {
  const start = path.resolve(root);
  for (let at = start; ; at = path.dirname(at)) {
    const isTop = existsSync(path.join(at, '.git'));
    if (isTop || isWorkspace(at)) return at === start ? undefined : { top: at, folder: path.relative(at, start).split(path.sep).join('/') };
    if (path.dirname(at) === at) return undefined;
  }
}

/** What lies around a folder in its repository or workspace, under names that begin with `..`; listed only when it is asked for. */
export function openSurroundings({ top, folder }: Enclosing, options: Pick<ListOptions, 'git'>): () => Promise<Surroundings> {
  return async () => {
    const { files, links } = await listFiles(top, options);
    return surroundingsOf(folder, files, links);
  };
}

/** Files of the whole as the folder sees them, without its own. */
export function surroundingsOf(folder: string, files: readonly string[], links: ReadonlyMap<string, string> = new Map()): Surroundings {
  const depth = folder.split('/').length;
  const rename = (file: string): string => path.posix.relative(`/${folder}`, `/${file}`);
  const outside = files.map(rename).filter((file) => file.startsWith('../'));
  return {
    files: outside.sort(compareText),
    links: new Map([...waysBack(folder), ...[...links].map(([from, to]): [string, string] => [rename(from), rename(to)]).filter(([from]) => from.startsWith('../'))]),
    above: depth,
  };
}

/** Names that go up and come down again mean what lies there by its short name. */
function waysBack(folder: string): [string, string][] {
  const parts = folder.split('/');
  return parts.map((part, index) => {
    const ups = parts.length - index;
    return [`${'../'.repeat(ups)}${part}`, '../'.repeat(ups - 1).replace(/\/$/, '')];
  });
}

function isWorkspace(folder: string): boolean {
  if (['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json'].some((name) => existsSync(path.join(folder, name)))) return true;
  try {
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as unknown;
    return typeof manifest === 'object' && manifest !== null && 'workspaces' in manifest;
  } catch {
    return false;
  }
}
