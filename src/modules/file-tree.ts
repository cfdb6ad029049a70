import { joinPath } from './paths.js';

const SOURCE = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.json'];
/** A name written with the extension of what is emitted means the source. */
const EMITTED: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};
const LINK_DEPTH = 8;

/** The known files, asked by names that leave out extensions and index files. Names compare as written on disk. */
export class FileTree {
  readonly #files: ReadonlySet<string>;
  readonly #links: ReadonlyMap<string, string>;

  constructor(files: Iterable<string>, links: ReadonlyMap<string, string> = new Map()) {
    this.#files = new Set(files);
    this.#links = links;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** The file that `name` below `folder` means: itself, with an extension, or the index file of a folder. */
  find(folder: string, name: string): string | undefined {
    const path = this.#join(folder, name);
    return (/(?:^|\/)\.{0,2}$/.test(name) ? undefined : this.#findFile(path)) ?? this.#findFile(path === '' ? 'index' : `${path}/index`);
  }

  /** The file of exactly this name, or of the source it was emitted from. */
  findExact(folder: string, name: string): string | undefined {
    return this.#source(this.#join(folder, name));
  }

  #findFile(path: string): string | undefined {
    const exact = this.#source(path);
    if (exact !== undefined) return exact;
    const extension = SOURCE.find((end) => this.#files.has(path + end));
    return extension === undefined ? undefined : path + extension;
  }

  #source(path: string): string | undefined {
    const end = /\.[cm]?jsx?$/.exec(path)?.[0];
    const stem = end === undefined ? path : path.slice(0, -end.length);
    const emitted = end === undefined ? undefined : EMITTED[end]?.find((source) => this.#files.has(stem + source));
    if (emitted !== undefined) return stem + emitted;
    return this.#files.has(path) ? path : undefined;
  }

  /** Joins, and goes through links of the tree to where they lead. */
  #join(folder: string, name: string): string {
    let path = joinPath(folder, name);
    for (let depth = 0; this.#links.size > 0 && depth < LINK_DEPTH; depth++) {
      const next = this.#throughLink(path);
      if (next === path) break;
      path = next;
    }
    return path;
  }

  #throughLink(path: string): string {
    for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      const head = end < 0 ? path : path.slice(0, end);
      const target = this.#links.get(head);
      if (target !== undefined) return end < 0 ? target : joinPath(target, path.slice(end + 1));
      if (end < 0) return path;
    }
  }
}
