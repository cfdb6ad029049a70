import { contentOf, digestOf, holds, noteAnswers, type Trace, type Tree } from './trace.js';

/** Keeps texts between runs, by name. What is not there, not whole or not to be trusted is undefined. */
export interface CachePort {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
}

/** Of how many trees that begin alike the results are kept, e.g. of a branch and its base. */
const TREES = 4;

/**
 * What the work comes to. It is taken from the cache where the facts and the contents of `files` are those of an earlier run, and all that
 * the work asked of the tree then has the same answer now. What came of files that changed meanwhile is not kept.
 */
export async function remember<T>(cache: CachePort | undefined, facts: unknown, files: readonly string[], tree: Tree, work: (tree: Tree) => Promise<T>): Promise<T> {
  if (cache === undefined) return work(tree);
  const contents = new Map(files.map((file) => [file, contentOf(tree, file)]));
  const key = digestOf([facts, [...contents]]);
  const traces = (read(cache, key) ?? []) as Trace[];
  const same = traces.find((trace) => holds(trace, tree));
  const kept = same === undefined ? undefined : read(cache, digestOf([key, same]));
  if (kept !== undefined) return kept as T;
  const noted = noteAnswers(tree, contents);
  const value = await work(noted.tree);
  const trace = noted.trace();
  if (trace !== undefined) {
    cache.set(digestOf([key, trace]), JSON.stringify(value));
    cache.set(key, JSON.stringify([trace, ...traces.filter((other) => other !== same)].slice(0, TREES)));
  }
  return value;
}

/** Entries are read back as they were written: the port gives no others. */
function read(cache: CachePort, key: string): unknown {
  const text = cache.get(key);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}
