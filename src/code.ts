import { SUPPRESSION_MARK } from './audit/suppressions.js';
import { analyse } from './analysis/analyse.js';
import type { Catalog } from './catalog/index.js';
import { discover, discoverImported, markerPattern, readText, type Discovery, type ReadBytes } from './discover/index.js';
import { globMatcher } from './document/globs.js';
import { compareText, type CodeCalls, type Language, type Problem } from './model/index.js';
import { createModuleNames, isAround, type ModuleNames } from './modules/index.js';
import { openSources } from './open-sources.js';
import { folderOf, governingManifest } from './manifest/membership.js';
import { findReach, type Reach } from './reach/reach.js';
import { createPlatform, MARKERS, PLATFORM_MARKERS, SDK_MARKERS, sdkAliases, type HelperConfig } from './platform/index.js';
import type { ProgramStore } from './program-store.js';
import { remember, type CachePort } from './remember.js';

/** The tree that is audited, and what the run may use to read it. */
export interface CodePorts {
  /** Every file of the tree, relative to its root with `/`, sorted. */
  files: readonly string[];
  /** Links to other places of the tree. */
  links: ReadonlyMap<string, string>;
  /** The audited folder below the root of its repository or workspace; absent when it is that root. */
  folder?: string;
  /** What lies around it there; asked for only when imports may lead out of the folder. */
  around?: () => Promise<Surroundings>;
  read: ReadBytes;
  languages: readonly Language[];
  /** Told what comes next; only for the eye. */
  progress: (step: string) => void;
  /** Where results are kept between runs; absent: nowhere. */
  cache?: CachePort;
  /** What earlier runs of the process lowered. */
  programs?: ProgramStore;
}

/** The rest of the repository or workspace, by names that begin with `..`. */
export interface Surroundings {
  files: readonly string[];
  links: ReadonlyMap<string, string>;
  /** How many folders lie over the audited one. */
  above: number;
}

/** What the code does, and what was looked at to know it. */
export interface Code extends CodeCalls {
  /** Files of code that were parsed and followed, sorted. */
  analysed: readonly string[];
  /** How many files of the tree a language takes by their names. */
  considered: number;
  /** Whether any file has evidence of the platform. */
  marked: boolean;
  problems: readonly Problem[];
  /** For what stands in code that no manifest's folder holds: the folders of manifests whose code reaches it. */
  reach: readonly Reach[];
}

/** The settings that decide what is looked at. */
export interface CodeConfig {
  helpers: readonly HelperConfig[];
  /** Globs; empty: everything. */
  include: readonly string[];
  /** Names of manifests: a tree that has one is about the platform. */
  manifests?: readonly string[];
  exclude: readonly string[];
  /** Corrections of the catalog, which its hash does not tell. */
  catalog?: { overlay: readonly unknown[] };
}

const NOTHING: CodeCalls = { calls: [], unresolved: [], logins: [], otherRequests: 0 };

/** discover -> lower -> evaluate -> resolve. Without a file that may matter no parser is loaded. */
export async function readCode(ports: CodePorts, catalog: Catalog, config: CodeConfig): Promise<Code> {
  ports.progress('looking for files that may call the platform');
  const wanted = wantedFiles(config);
  const isCode = (file: string): boolean => ports.languages.some((language) => language.seeds !== false && language.owns(file));
  const owned = ports.files.filter((file) => isCode(file) && wanted(file));
  const around = ports.around === undefined || owned.length === 0 ? undefined : await ports.around();
  const files = around === undefined ? ports.files : [...around.files, ...ports.files];
  const links = around === undefined ? ports.links : new Map([...ports.links, ...around.links]);
  const aliases = aliasesOfSdk(files, ports.read);
  const markers = [...MARKERS, SUPPRESSION_MARK, ...aliases.flatMap((name) => [`'${name}'`, `"${name}"`])];
  const own = discover({ files: owned, read: ports.read, markers });
  const moduleNames = memoOnce(() => createModuleNames({ files, links, above: around?.above ?? 0, readText: (file) => readText(ports.read, file) }));
  const found = around === undefined ? own : discoverImported(own, { resolve: moduleNames().resolve, takes: (file) => isAround(file) && isCode(file), read: ports.read, markers });
  const data = found.index.named((module) => ports.languages.some((language) => language.seeds === false && language.owns(module)));
  const nothing = { ...NOTHING, considered: owned.length + found.imported, marked: false, analysed: [], problems: found.problems, reach: [] };
  if (found.marked.length + data.length === 0) return nothing;

  const names = moduleNames();
  const seeds = withImportersOfData(found.marked, data, markers, names, ports);
  if (seeds.length === 0) return nothing;
  const importersOf = (files: ReadonlySet<string>): readonly string[] => found.index.importersOf(files, names, { types: true }).filter((file) => !files.has(file));
  const declared = declaresItself(ports.files, config);
  const folders = foldersOf(ports.files, config);
  const ownerOf = (file: string): string | undefined => governingManifest(folders.map((folder) => ({ folder })), file)?.folder;
  const facts = { catalog: catalog.info.hash, folders, overlay: config.catalog?.overlay, helpers: config.helpers, aliases, declared };
  const tree = { read: ports.read, resolve: names.resolve, resolveScript: names.resolveScript, importersOf };
  const followed = await remember(ports.cache, facts, seeds, tree, async (asked) => {
    const sources = await openSources({ ...ports, files }, asked);
    const mention = (words: readonly string[]): boolean => seeds.some((file) => sources.mentions(file, words));
    const platform = createPlatform(catalog, { helpers: config.helpers, sdkModules: aliases, evident: aliases.length > 0 || declared || mention(PLATFORM_MARKERS), usesSdk: aliases.length > 0 || mention(SDK_MARKERS) });
    ports.progress('following calls');
    const { files: analysed, ...calls } = analyse(seeds, { program: sources.program, resolve: sources.resolve, importersOf: asked.importersOf }, platform);
    const problems = sources.problems();
    const reach = folders.length === 0 ? [] : findReach([...calls.calls, ...calls.unresolved, ...calls.logins], { program: sources.program, resolve: sources.resolve, importersOf: asked.importersOf, ownerOf });
    return { analysed, calls, problems, reach };
  });
  const governedElsewhere = declared ? foldersOf(around?.files ?? [], config) : [];
  const belongs = (file: string): boolean => (isAround(file) ? !governedElsewhere.some((folder) => file.startsWith(`${folder}/`)) : wanted(file));
  return { ...within(followed.calls, belongs), considered: owned.length + found.imported, marked: true, analysed: followed.analysed.filter(isCode), problems: [...found.problems, ...followed.problems, ...names.problems], reach: followed.reach };
}

/** The files with a marker, and those that import data with one: that a path stands in another file makes it no less theirs. */
function withImportersOfData(
  marked: Discovery['marked'],
  data: readonly { file: string; module: string }[],
  markers: readonly string[],
  names: ModuleNames,
  { read }: CodePorts,
): readonly string[] {
  const pattern = markerPattern(markers);
  const known = new Map<string | undefined, boolean>([[undefined, false]]);
  const importers = data.filter(({ file, module }) => {
    const target = names.resolve(file, module);
    if (target !== undefined && !known.has(target)) known.set(target, pattern.test(readText(read, target) ?? ''));
    return known.get(target) === true;
  });
  return [...new Set([...marked, ...importers.map(({ file }) => file)])].sort(compareText);
}

/** Folders that have a manifest of their own. */
function foldersOf(files: readonly string[], { manifests = [] }: CodeConfig): readonly string[] {
  return files.filter((file) => manifests.includes(file.slice(file.lastIndexOf('/') + 1))).map(folderOf);
}

function declaresItself(files: readonly string[], { manifests = [] }: CodeConfig): boolean {
  return files.some((file) => manifests.includes(file.slice(file.lastIndexOf('/') + 1)));
}

/** Files that are left out may still lead to a call; what stands in them is not reported. */
function within(code: CodeCalls, wanted: (file: string) => boolean): CodeCalls {
  const inside = ({ file }: { file: string }): boolean => wanted(file);
  return { ...code, calls: code.calls.filter(inside), unresolved: code.unresolved.filter(inside), logins: code.logins.filter(inside) };
}

function memoOnce<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function wantedFiles({ include, exclude }: CodeConfig): (file: string) => boolean {
  if (include.length + exclude.length === 0) return () => true;
  const included = include.length === 0 ? () => true : globMatcher(include);
  const excluded = exclude.length === 0 ? () => false : globMatcher(exclude);
  return (file) => included(file) && !excluded(file);
}

/** Names under which the packages of the tree have the SDK. */
function aliasesOfSdk(files: readonly string[], read: ReadBytes): readonly string[] {
  const packages = files.filter((file) => file === 'package.json' || file.endsWith('/package.json'));
  return [...new Set(packages.flatMap((file) => sdkAliases(readText(read, file) ?? '')))].sort(compareText);
}
