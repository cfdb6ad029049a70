import { analyse } from './analysis/analyse.js';
import type { Catalog } from './catalog/index.js';
import { classify, decodeText, discover, type ReadBytes } from './discover/index.js';
import { globMatcher } from './document/globs.js';
import type { CodeCalls, Language, Lowerer, ModuleResolver, Problem, Program } from './model/index.js';
import { createModuleNames, type ModuleNames } from './modules/index.js';
import { createPlatform, MARKERS, SDK_MARKERS, type HelperConfig } from './platform/index.js';

/** The tree that is audited, and what the run may use to read it. */
export interface CodePorts {
  /** Every file of the tree, relative to its root with `/`, sorted. */
  files: readonly string[];
  /** Links to other places of the tree. */
  links: ReadonlyMap<string, string>;
  read: ReadBytes;
  languages: readonly Language[];
  /** Told what comes next; only for the eye. */
  progress: (step: string) => void;
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
  /** Further files that import one of `files` by value, or share a page with one. */
  importersOf: (files: ReadonlySet<string>) => readonly string[];
}

/** The settings that decide what is looked at. */
export interface CodeConfig {
  helpers: readonly HelperConfig[];
  /** Globs; empty: everything. */
  include: readonly string[];
  exclude: readonly string[];
}

const NOTHING: CodeCalls = { calls: [], unresolved: [], logins: [], otherRequests: 0 };

/** discover -> lower -> evaluate -> resolve. Without a file that may matter no parser is loaded. */
export async function readCode(ports: CodePorts, catalog: Catalog, config: CodeConfig): Promise<Code> {
  ports.progress('looking for files that may call the platform');
  const wanted = wantedFiles(config);
  const isCode = (file: string): boolean => ports.languages.some((language) => language.seeds !== false && language.owns(file));
  const owned = ports.files.filter((file) => isCode(file) && wanted(file));
  const found = discover({ files: owned, read: ports.read, markers: MARKERS });
  const seen = { considered: owned.length, marked: found.marked.length > 0 };
  if (!seen.marked) return { ...NOTHING, ...seen, analysed: [], problems: found.problems, importersOf: () => [] };

  const names = createModuleNames({ files: ports.files, links: ports.links, readText: textReader(ports.read) });
  const importersOf = (files: ReadonlySet<string>): readonly string[] => found.index.importersOf(files, names).filter((file) => !files.has(file));
  const sources = await openSources(ports, names);
  const platform = createPlatform(catalog, { helpers: config.helpers, usesSdk: found.marked.some((file) => sources.mentions(file, SDK_MARKERS)) });
  ports.progress('following calls');
  const { files: followed, ...calls } = analyse(found.marked, { program: sources.program, resolve: sources.resolve, importersOf }, platform);
  return { ...within(calls, wanted), ...seen, analysed: followed.filter(isCode), problems: [...found.problems, ...sources.problems(), ...names.problems], importersOf };
}

/** Files that are left out may still lead to a call; what stands in them is not reported. */
function within(code: CodeCalls, wanted: (file: string) => boolean): CodeCalls {
  const inside = ({ file }: { file: string }): boolean => wanted(file);
  return { ...code, calls: code.calls.filter(inside), unresolved: code.unresolved.filter(inside), logins: code.logins.filter(inside) };
}

function wantedFiles({ include, exclude }: CodeConfig): (file: string) => boolean {
  if (include.length + exclude.length === 0) return () => true;
  const included = include.length === 0 ? () => true : globMatcher(include);
  const excluded = exclude.length === 0 ? () => false : globMatcher(exclude);
  return (file) => included(file) && !excluded(file);
}

interface Sources {
  program: (file: string) => Program | undefined;
  resolve: ModuleResolver;
  /** Whether the text of a file holds one of the words, compared without case. */
  mentions: (file: string, words: readonly string[]) => boolean;
  /** What was wrong with the files that were read so far. */
  problems: () => readonly Problem[];
}

/** Files of the tree in their lowered form, each lowered once and only when it is asked for. */
async function openSources(ports: CodePorts, names: ModuleNames): Promise<Sources> {
  ports.progress('loading the parser');
  const lowerers = await loadLowerers(ports.languages, ports.files);
  const programs = new Map<string, Program | undefined>();
  const lowerFile = (file: string): Program | undefined => {
    const lowerer = lowerers.find(({ language }) => language.owns(file))?.lowerer;
    const text = lowerer === undefined ? undefined : textReader(ports.read)(file);
    return text === undefined || classify(text, file) !== 'source' ? undefined : lowerer?.lower(text, file);
  };
  const program = (file: string): Program | undefined => {
    if (!programs.has(file)) programs.set(file, lowerFile(file));
    return programs.get(file);
  };
  return {
    program,
    mentions: (file, words) => {
      const text = textReader(ports.read)(file)?.toLowerCase() ?? '';
      return words.some((word) => text.includes(word.toLowerCase()));
    },
    resolve: (from, module) => (programs.get(from)?.pageScripts.includes(module) === true ? names.resolveScript(from, module) : names.resolve(from, module)),
    problems: () => [...programs.values()].flatMap((lowered) => (lowered === undefined ? [] : syntaxProblem(lowered))),
  };
}

function loadLowerers(languages: readonly Language[], files: readonly string[]): Promise<{ language: Language; lowerer: Lowerer }[]> {
  const needed = languages.filter((language) => files.some((file) => language.owns(file)));
  return Promise.all(needed.map(async (language) => ({ language, lowerer: await language.load() })));
}

function textReader(read: ReadBytes): (file: string) => string | undefined {
  return (file) => {
    const bytes = read(file);
    return Buffer.isBuffer(bytes) ? decodeText(bytes)?.text : undefined;
  };
}

/** The first syntax error of a file; what could be parsed of it was followed all the same. */
function syntaxProblem({ file, problems, lineStarts }: Program): Problem[] {
  const [first] = problems;
  if (first === undefined) return [];
  const line = lineStarts.findLastIndex((start) => start <= first.at);
  const column = first.at - (lineStarts[line] ?? 0) + 1;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return [{ level: 'error', code: 'syntax', message: `${first.message}${more}`, place: { file, line: line + 1, column }, hint: 'What could be parsed was followed; calls in the broken part may be missing.' }];
}
