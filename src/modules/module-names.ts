import { compareText, type ModuleResolver, type Problem } from '../model/index.js';
import { ConfigurationFiles, type ReadText } from './configuration.js';
import { FileTree } from './file-tree.js';
import { Packages } from './packages.js';
import { folderOf, isAround, joinPath, outwards } from './paths.js';
import { bestMatch, matchPattern, parsePattern } from './patterns.js';
import { CONFIG_NAMES, TsConfigs, type PathMapping } from './tsconfig.js';

/** Leads JavaScript and TypeScript module names to files of the tree. */
export interface ModuleNames {
  /** The file a module name means; undefined when it lies outside the tree. */
  resolve: ModuleResolver;
  /** The script that a page loads by this `src`. */
  resolveScript: ModuleResolver;
  /** Whether a name that is not relative may lie in the tree. */
  mayBeInside: (module: string) => boolean;
  /** Whether the program that a file belongs to depends on a package whose name matches. */
  uses: (file: string, packageName: RegExp) => boolean;
  /** Configuration files that could not be read. Grows while names are resolved. */
  readonly problems: readonly Problem[];
}

export interface ModuleNamesInput {
  /** All files of the tree, not only scripts. */
  files: readonly string[];
  links?: ReadonlyMap<string, string>;
  /** How many folders the tree reaches above the audited one; default 0. */
  above?: number;
  readText: ReadText;
}

const BARE = /^(@[^/]+\/[^/]+|[^./@#~][^/]*)(?:\/(.*))?$/;
/** Prefixes that bundlers map to the source folder by convention. */
const CONVENTION = /^(?:[@~]\/|src\/|\/)/;

export function createModuleNames({ files, links, above = 0, readText }: ModuleNamesInput): ModuleNames {
  const tree = new FileTree(files, links);
  const configuration = new ConfigurationFiles(readText);
  const packages = new Packages(tree, configuration, files.filter((file) => nameOf(file) === 'package.json').sort(insideFirst), above);
  const configs = new TsConfigs(configuration, tree, (name) => packages.folderNamed(name, ''));
  const allMappings = [...new Set(files.filter((file) => CONFIG_NAMES.includes(nameOf(file))).map(folderOf))].flatMap((folder) => configs.mappingsIn(folder));
  const patterns = [...new Set(allMappings.flatMap(({ paths }) => paths.map(([pattern]) => pattern)))].filter((pattern) => pattern !== '*').map(parsePattern);
  const bases = new Set(allMappings.flatMap(({ baseUrl, pathsFolder, paths }) => [baseUrl, paths.some(([pattern]) => pattern === '*') ? pathsFolder : undefined]));
  const namesInBases = topNames(files, [...bases].filter((base) => base !== undefined));
  const mappings = memo((folder: string): PathMapping[] => [...outwards(folder, above)].flatMap((at) => configs.mappingsIn(at)));
  const outside = new Map<string, boolean>();

  function mayBeInside(module: string): boolean {
    let inside = outside.get(module);
    if (inside === undefined) outside.set(module, (inside = mayBe(module)));
    return inside;
  }

  function mayBe(module: string): boolean {
    if (module.startsWith('#') || CONVENTION.test(module)) return true;
    const bare = BARE.exec(module);
    if (bare?.[1] !== undefined && packages.hasName(bare[1])) return true;
    return namesInBases.has(module.split('/', 1)[0] ?? '') || patterns.some((pattern) => matchPattern(pattern, module) !== undefined);
  }

  const resolveNamed = memo((key: string): string | undefined => {
    const [folder = '', module = ''] = key.split('\0');
    return fromMappings(folder, module) ?? fromPackages(folder, module) ?? fromConvention(folder, module);
  });

  function fromMappings(folder: string, module: string): string | undefined {
    for (const { paths, pathsFolder, baseUrl } of mappings(folder)) {
      const match = bestMatch(paths, module);
      for (const target of match?.value ?? []) {
        const found = tree.find(pathsFolder, target.replace('*', match?.star ?? ''));
        if (found !== undefined) return found;
      }
      const found = baseUrl === undefined ? undefined : tree.find(baseUrl, module);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function fromPackages(folder: string, module: string): string | undefined {
    if (module.startsWith('#')) {
      const own = packages.folderAround(`${folder}/`);
      return own === undefined ? undefined : packages.resolveInternal(own, module);
    }
    const bare = BARE.exec(module);
    const target = bare?.[1] === undefined ? undefined : packages.folderNamed(bare[1], folder);
    // Around the audited folder lie packages that it has nothing to do with.
    if (target === undefined || (isAround(`${target}/`) && !packages.uses(`${folder}/`, (name) => name === bare?.[1]))) return undefined;
    return packages.resolve(target, bare?.[2] ?? '');
  }

  function fromConvention(folder: string, module: string): string | undefined {
    if (!CONVENTION.test(module)) return undefined;
    const rest = module.replace(/^[@~]?\//, '');
    for (const at of outwards(folder, 0)) {
      const found = tree.find(at, `src/${rest}`) ?? tree.find(at, rest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function resolveRelative(folder: string, module: string): string | undefined {
    const direct = tree.find(folder, module) ?? fromFolderManifest(folder, module);
    if (direct !== undefined) return direct;
    for (const { rootDirs } of allMappings.length > 0 ? mappings(folder) : []) {
      const own = rootDirs.find((root) => folder === root || folder.startsWith(`${root}/`));
      if (own === undefined) continue;
      for (const root of rootDirs) {
        const found = tree.find(joinPath(root, folder.slice(own.length)), module);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  function fromFolderManifest(folder: string, module: string): string | undefined {
    const path = joinPath(folder, module);
    return tree.has(path === '' ? 'package.json' : `${path}/package.json`) ? packages.resolve(path, '') : undefined;
  }

  function resolve(from: string, module: string): string | undefined {
    const name = module.replace(/\?.*$/, '');
    const folder = folderOf(from);
    if (/^\.{1,2}(?:\/|$)/.test(name)) return resolveRelative(folder, name);
    return mayBeInside(name) ? resolveNamed(`${folder}\0${name}`) : undefined;
  }

  function resolveScript(page: string, source: string): string | undefined {
    const path = source.replace(/[?#].*$/, '');
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(path) || path === '') return undefined;
    if (!path.startsWith('/')) {
      const found = tree.findExact(folderOf(page), path);
      if (found !== undefined) return found;
    }
    const rest = path.replace(/^\/+/, '');
    for (const folder of outwards(folderOf(page), above)) {
      const found = tree.findExact(folder, rest) ?? tree.findExact(folder, `public/${rest}`) ?? tree.findExact(folder, `static/${rest}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return { resolve, resolveScript, mayBeInside, uses: (file, name) => packages.uses(file, (dependency) => name.test(dependency)), problems: configuration.problems };
}

/** Of two packages of one name that of the audited folder is meant. */
function insideFirst(a: string, b: string): number {
  return Number(isAround(a)) - Number(isAround(b)) || compareText(a, b);
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** First segments, without extensions, of the files below the folders. */
function topNames(files: readonly string[], folders: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const folder of folders) {
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const file of files) {
      if (!file.startsWith(prefix)) continue;
      const end = file.indexOf('/', prefix.length);
      const top = file.slice(prefix.length, end < 0 ? undefined : end);
      names.add(top);
      if (end < 0) names.add(top.replace(/\.[^.]+$/, ''));
    }
  }
  return names;
}

function memo<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as T;
  };
}
