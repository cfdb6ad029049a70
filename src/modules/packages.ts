import type { ConfigurationFiles } from './configuration.js';
import type { FileTree } from './file-tree.js';
import { isObject, objectAt, textAt, type JsonObject } from './parse-json.js';
import { folderOf, outwards } from './paths.js';
import { bestMatch } from './patterns.js';

const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const ENTRIES = ['source', 'module', 'main', 'browser', 'types', 'typings'];
/** Folders that builds write to; what lies there stands for a source. */
const OUTPUT = new Set(['dist', 'lib', 'build', 'out', 'output', 'es', 'esm', 'cjs', 'umd', 'types', 'bundles', '.output']);

/** The packages of the tree, by name. Workspaces need not be declared. */
export class Packages {
  readonly #tree: FileTree;
  readonly #files: ConfigurationFiles;
  readonly #above: number;
  readonly #folders = new Map<string, string[]>();
  readonly #manifests = new Map<string, JsonObject>();

  constructor(tree: FileTree, configuration: ConfigurationFiles, manifests: readonly string[], above: number) {
    this.#tree = tree;
    this.#files = configuration;
    this.#above = above;
    for (const file of manifests) this.#add(file);
  }

  #add(file: string): void {
    const manifest = this.#files.get(file);
    if (manifest === undefined) return;
    this.#manifests.set(folderOf(file), manifest);
    const name = textAt(manifest, 'name');
    if (name !== undefined) this.#folders.set(name, [...(this.#folders.get(name) ?? []), folderOf(file)]);
  }

  hasName(name: string): boolean {
    return this.#folders.has(name);
  }

  /** The folder of the package of this name that is nearest to `from`. */
  folderNamed(name: string, from: string): string | undefined {
    const folders = this.#folders.get(name) ?? [];
    return folders.reduce<string | undefined>((best, folder) => (best === undefined || shared(folder, from) > shared(best, from) ? folder : best), undefined);
  }

  /** The folder of the nearest package.json. */
  folderAround(file: string): string | undefined {
    for (const folder of outwards(folderOf(file), this.#above)) if (this.#manifests.has(folder)) return folder;
    return undefined;
  }

  /** Whether the file's package, or one around it, depends on a package with such a name. */
  uses(file: string, isMeant: (name: string) => boolean): boolean {
    for (const folder of outwards(folderOf(file), this.#above)) {
      const manifest = this.#manifests.get(folder);
      if (manifest && DEPENDENCIES.some((kind) => Object.keys(objectAt(manifest, kind)).some(isMeant))) return true;
    }
    return false;
  }

  /** The source that `name/subpath` means; `subpath` is `''` for the package itself. */
  resolve(folder: string, subpath: string): string | undefined {
    const manifest = this.#manifests.get(folder) ?? {};
    const exported = this.#exported(folder, manifest['exports'], subpath === '' ? '.' : `./${subpath}`);
    if (exported !== undefined) return exported;
    if (subpath !== '') return this.#sourceOf(folder, subpath);
    const entries = ENTRIES.map((entry) => textAt(manifest, entry)).filter((entry) => entry !== undefined);
    return first([...entries, 'index', 'src/index', 'src/main', 'lib/index'], (entry) => this.#sourceOf(folder, entry));
  }

  /** The source that a `#name` of the package's `imports` means. */
  resolveInternal(folder: string, name: string): string | undefined {
    return this.#mapped(folder, Object.entries(objectAt(this.#manifests.get(folder) ?? {}, 'imports')), name);
  }

  #exported(folder: string, exports: unknown, subpath: string): string | undefined {
    const byPath = isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
    return this.#mapped(folder, byPath ? Object.entries(exports) : [['.', exports] as const], subpath);
  }

  #mapped(folder: string, entries: readonly (readonly [string, unknown])[], name: string): string | undefined {
    const match = bestMatch(entries, name);
    if (match === undefined) return undefined;
    return first(targetsOf(match.value), (target) => this.#sourceOf(folder, target.replaceAll('*', match.star)));
  }

  /** A file of the package, or the source that the named output is built from. */
  #sourceOf(folder: string, target: string): string | undefined {
    const parts = target.replace(/^\.\//, '').replace(/\.d\.([cm]?)ts$/, '.$1js').split('/');
    const rests: string[] = [];
    while (parts[0] !== undefined && OUTPUT.has(parts[0]) && parts.length > 1) {
      parts.shift();
      rests.push(parts.join('/'));
    }
    const built = rests.reverse();
    const candidates = [
      ...built.flatMap((rest) => [`src/${rest}`, `source/${rest}`]),
      target,
      ...built,
      `src/${target}`,
    ];
    return first(candidates, (path) => this.#tree.find(folder, path));
  }
}

/** All paths that a value of `exports` or `imports` may lead to, in the order of its conditions. */
function targetsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(targetsOf);
  return isObject(value) ? Object.values(value).flatMap(targetsOf) : [];
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many leading segments two paths share. */
function shared(a: string, b: string): number {
  const other = b.split('/');
  const parts = a.split('/');
  const end = parts.findIndex((part, index) => part !== other[index]);
  return end < 0 ? parts.length : end;
}
