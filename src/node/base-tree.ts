import path from 'node:path';
import type { Surroundings } from '../code.js';
import type { ReadBytes } from '../discover/index.js';
import { compareText, ToolError } from '../model/index.js';
import type { Git } from './git.js';
import { createReader } from './read-files.js';
import { findEnclosing, surroundingsOf } from './surroundings.js';

/** A folder as it was at another commit, read from git's objects: nothing is checked out. */
export interface BaseTree {
  /** As it was asked for. */
  ref: string;
  /** Full name of the commit that is compared with; undefined: there is none before this one. */
  commit: string | undefined;
  /** What the reader should know of how the commit was chosen. */
  notes: readonly string[];
  /** Regular files, relative to the folder, sorted. */
  files: readonly string[];
  /** Those that differ from the work tree, those that it no longer has included. */
  changed: ReadonlySet<string>;
  /** What lay around the folder in its repository. */
  around?: () => Promise<Surroundings>;
  read: ReadBytes;
}

const NO_COMMIT = /^0*$/;
const REGULAR = /^100/;

/** Opens `root` as it was where the work branched off `ref`. Throws a `ToolError` that says what to fetch. */
export async function openBase(git: Git, root: string, ref: string): Promise<BaseTree> {
  if (NO_COMMIT.test(ref) || (await hasNoCommit(git, root))) return emptyBase(ref);
  const { commit, notes } = await findCommit(git, root, ref);
  const enclosing = findEnclosing(root);
  const [tree, differing] = await Promise.all([git.run(root, ['ls-tree', '-r', '-z', '--full-tree', commit]), git.run(root, ['diff', '--name-only', '--no-renames', '--no-relative', '-z', commit, '--', ':/'])]);
  const below = (await git.run(root, ['rev-parse', '--show-prefix']))?.toString('utf8').trim().replace(/\/$/, '') ?? '';
  if (tree === undefined || differing === undefined) throw missing(ref, 'its files are not in this clone');
  const nameOf = (name: string): string => path.posix.relative(`/${below}`, `/${name}`);
  const objects = new Map<string, string>();
  for (const entry of tree.toString('utf8').split('\0')) {
    const [facts = '', name = ''] = entry.split('\t');
    const [mode = '', , object = ''] = facts.split(' ');
    if (REGULAR.test(mode) && !/(?:^|\/)node_modules\//.test(name)) objects.set(nameOf(name), object);
  }
  const changed = new Set(differing.toString('utf8').split('\0').filter((name) => name !== '').map(nameOf));
  const texts = await readObjects(git, root, [...changed].flatMap((name) => objects.get(name) ?? []), ref);
  const now = createReader(root);
  return {
    ref,
    commit,
    notes,
    files: [...objects.keys()].filter((name) => !name.startsWith('../')).sort(compareText),
    ...(enclosing !== undefined && below === enclosing.folder && { around: () => Promise.resolve(surroundingsOf(below, [...objects.keys()].map((name) => path.posix.join(below, name)))) }),
    changed,
    read: (file) => {
      const object = objects.get(file);
      if (object === undefined) return { reason: 'missing', message: `${file} does not exist at ${ref}` };
      return changed.has(file) ? (texts.get(object) ?? Buffer.alloc(0)) : now(file);
    },
  };
}

/** A first push has nothing before it. */
function emptyBase(ref: string): BaseTree {
  return { ref, commit: undefined, notes: ['There is no commit before this one: everything counts as new.'], files: [], changed: new Set(), read: (file) => ({ reason: 'missing', message: `${file} does not exist` }) };
}

/** A repository before its first commit. */
async function hasNoCommit(git: Git, root: string): Promise<boolean> {
  const inside = await git.run(root, ['rev-parse', '--git-dir']);
  return inside !== undefined && (await git.run(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])) === undefined;
}

async function findCommit(git: Git, root: string, ref: string): Promise<{ commit: string; notes: string[] }> {
  if (ref.startsWith('-')) throw missing(ref, 'it is no name of a commit');
  const own = await git.run(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}']);
  if (own === undefined) throw new ToolError('no-repository', 'the folder is in no git repository', { hint: '`diff` compares with a commit of git' });
  const named = (await git.run(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])) ?? (await git.run(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `origin/${ref}^{commit}`]));
  if (named === undefined) throw missing(ref, 'no commit of this clone goes by that name');
  const commit = named.toString('utf8').trim();
  const common = await git.run(root, ['merge-base', commit, 'HEAD']);
  if (common !== undefined) return { commit: common.toString('utf8').trim(), notes: [] };
  const shallow = (await git.run(root, ['rev-parse', '--is-shallow-repository']))?.toString('utf8').trim() === 'true';
  return { commit, notes: [shallow ? `The clone is shallow and does not hold where this work branched off ${ref}: it is compared with ${ref} itself. Fetch more history (fetch-depth: 0) for the exact change.` : `${ref} and this work have no commit in common: it is compared with ${ref} itself.`] };
}

function missing(ref: string, why: string): ToolError {
  return new ToolError('no-base', `cannot compare with \`${ref}\`: ${why}`, { hint: `fetch it, e.g. \`git fetch --depth=1 origin ${ref.replace(/^origin\//, '')}\`, or give the checkout step fetch-depth: 0` });
}

/** Contents by object name, all from one process. */
async function readObjects(git: Git, root: string, objects: readonly string[], ref: string): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(objects)];
  const texts = new Map<string, Buffer>();
  if (wanted.length === 0) return texts;
  const output = await git.run(root, ['cat-file', '--batch'], `${wanted.join('\n')}\n`);
  if (output === undefined) throw missing(ref, 'its files cannot be read');
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [object = '', kind, size] = output.subarray(at, end).toString('utf8').split(' ');
    // A partial clone lacks contents, and nothing is fetched behind the user's back.
    if (kind === 'missing') throw missing(ref, 'the clone lacks some of its contents');
    const length = Number(size);
    texts.set(object, output.subarray(end + 1, end + 1 + length));
    at = end + 1 + length + 1;
  }
  return texts;
}
