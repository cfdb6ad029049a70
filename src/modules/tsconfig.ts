import type { ConfigurationFiles } from './configuration.js';
import type { FileTree } from './file-tree.js';
import { isObject, objectAt, textAt, type JsonObject } from './parse-json.js';
import { folderOf, joinPath } from './paths.js';

/** What a tsconfig or jsconfig says of module names. Folders are relative to the tree. */
export interface PathMapping {
  paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  /** Where the targets of `paths` begin. */
  pathsFolder: string;
  /** Where bare names are looked up first. */
  baseUrl?: string;
  /** Folders that count as one. */
  rootDirs: readonly string[];
}

export const CONFIG_NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];

/** Reads a configuration with what it extends, and those it refers to in its own folder. Cycles end. */
export class TsConfigs {
  readonly #files: ConfigurationFiles;
  readonly #tree: FileTree;
  readonly #findPackage: (name: string) => string | undefined;

  /** `findPackage` gives the folder of a package of the tree, for `extends` by package name. */
  constructor(files: ConfigurationFiles, tree: FileTree, findPackage: (name: string) => string | undefined) {
    this.#files = files;
    this.#tree = tree;
    this.#findPackage = findPackage;
  }

  /** The mappings that hold in `folder`, the configuration's own before those of its references. */
  mappingsIn(folder: string): PathMapping[] {
    const names = CONFIG_NAMES.map((name) => joinPath(folder, name));
    return names.filter((file) => this.#tree.has(file)).flatMap((file) => this.#withReferences(file));
  }

  #withReferences(file: string): PathMapping[] {
    const references = this.#files.get(file)?.['references'];
    const named = Array.isArray(references) ? references.map((item: unknown) => (isObject(item) ? textAt(item, 'path') : undefined)) : [];
    const own = named.filter((path) => path !== undefined).map((path) => this.#locate(folderOf(file), path));
    const beside = own.filter((path) => path !== undefined && folderOf(path) === folderOf(file));
    return [file, ...beside].map((path) => this.#load(path ?? file, new Set())).filter((mapping) => mapping !== undefined);
  }

  #load(file: string, seen: Set<string>): PathMapping | undefined {
    const config = seen.has(file) ? undefined : this.#files.get(file);
    if (config === undefined) return undefined;
    seen.add(file);
    const inherited = extendsOf(config).reverse().flatMap((name) => {
      const base = this.#locate(folderOf(file), name);
      return base === undefined ? [] : [this.#load(base, seen)];
    });
    const base = inherited.find((mapping) => mapping !== undefined);
    return merge(base, objectAt(config, 'compilerOptions'), folderOf(file));
  }

  /** The file that `extends` or a reference names. */
  #locate(folder: string, name: string): string | undefined {
    const bare = /^(@[^/]+\/[^/]+|[^./@][^/]*)(?:\/(.*))?$/.exec(name);
    const packageFolder = bare?.[1] === undefined ? undefined : this.#findPackage(bare[1]);
    const [start, rest] = bare && packageFolder !== undefined ? [packageFolder, bare[2] ?? ''] : [folder, name];
    if (bare && packageFolder === undefined && !name.startsWith('tsconfig')) return undefined;
    const path = joinPath(start, rest);
    return [path, `${path}.json`, joinPath(path, 'tsconfig.json')].find((file) => this.#tree.has(file));
  }
}

function extendsOf(config: JsonObject): string[] {
  const value = config['extends'];
  const names: unknown[] = Array.isArray(value) ? value : [value];
  return names.filter((name) => typeof name === 'string');
}

/** What a configuration sets itself replaces what it inherits, option by option. */
function merge(base: PathMapping | undefined, options: JsonObject, folder: string): PathMapping {
  const place = (path: string) => joinPath(folder, path.replace(/^\$\{configDir\}\/?/, ''));
  const baseUrl = textAt(options, 'baseUrl');
  const baseFolder = baseUrl === undefined ? base?.baseUrl : place(baseUrl);
  const paths = isObject(options['paths']) ? Object.entries(options['paths']) : undefined;
  const rootDirs = Array.isArray(options['rootDirs']) ? options['rootDirs'] : undefined;
  return {
    paths: paths?.map(([pattern, targets]) => [pattern, textsOf(targets)] as const) ?? base?.paths ?? [],
    pathsFolder: paths ? (baseFolder ?? folder) : (base?.pathsFolder ?? folder),
    rootDirs: rootDirs ? textsOf(rootDirs).map(place) : (base?.rootDirs ?? []),
    ...(baseFolder === undefined ? {} : { baseUrl: baseFolder }),
  };
}

function textsOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === 'string').map((item) => item.replace(/^\$\{configDir\}\//, './'));
}
