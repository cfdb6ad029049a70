import { compareText, type ModuleResolver } from '../model/index.js';
import type { NamedModule } from './import-scan.js';

/** Leads names to files, as discovery needs it. */
export interface DiscoveryResolver {
  resolve: ModuleResolver;
  /** Whether a module name that is not relative may lie in the tree at all. */
  mayBeInside: (module: string) => boolean;
  /** The script of the tree that a page loads, from the `src` as written. */
  resolveScript: ModuleResolver;
}

export interface ImporterOptions {
  /** Also those that import only types. */
  types?: boolean;
}

/** One name, and the files that stand by it. */
interface Naming {
  module: string;
  files: string[];
  /** Those that take only types through it. */
  typeFiles?: string[];
}

/** Who names which module: filled in one pass over the files, asked for importers wave by wave. */
export class ModuleIndex {
  readonly #namings = new Map<string, Naming>();
  readonly #pages = new Map<string, readonly string[]>();
  #sorted: SortedNamings | undefined;

  add(file: string, modules: readonly NamedModule[], scripts: readonly string[]): void {
    this.#sorted = undefined;
    for (const { module, typeOnly } of modules) {
      const naming = this.#namings.get(module) ?? this.#newNaming(module);
      (typeOnly ? (naming.typeFiles ??= []) : naming.files).push(file);
    }
    if (scripts.length > 0) this.#pages.set(file, scripts.map((script) => utf8(fresh(script))));
  }

  /** Files that name one of `targets`, pages that load one, and the other scripts of those pages. Sorted; may hold targets. */
  importersOf(targets: ReadonlySet<string>, resolver: DiscoveryResolver, options: ImporterOptions = {}): string[] {
    const found = new Set<string>();
    for (const naming of this.#plausible(targets, resolver)) {
      for (const file of options.types ? [...naming.files, ...(naming.typeFiles ?? [])] : naming.files) {
        if (found.has(file)) continue;
        const target = resolver.resolve(file, naming.module);
        if (target !== undefined && target !== file && targets.has(target)) found.add(file);
      }
    }
    for (const [page, scripts] of this.#pages) {
      const loaded = scripts.map((script) => resolver.resolveScript(page, script)).filter((file) => file !== undefined);
      if (!loaded.some((file) => targets.has(file)) && !targets.has(page)) continue;
      for (const file of [page, ...loaded]) found.add(file);
    }
    return [...found].sort(compareText);
  }

  /** Every file with a name by which it takes values, of the names that are asked for. */
  named(asked: (module: string) => boolean): { file: string; module: string }[] {
    return [...this.#namings.values()].filter(({ module }) => asked(module)).flatMap(({ module, files }) => files.map((file) => ({ file, module })));
  }

  #newNaming(module: string): Naming {
    const own = fresh(module);
    const naming: Naming = { module: utf8(own), files: [] };
    this.#namings.set(own, naming);
    return naming;
  }

  *#plausible(targets: ReadonlySet<string>, resolver: DiscoveryResolver): Generator<Naming> {
    this.#sorted ??= sortNamings(this.#namings.values(), resolver);
    yield* this.#sorted.named;
    for (const stem of stemsOf(targets)) yield* this.#sorted.byStem.get(stem) ?? [];
  }
}

interface SortedNamings {
  /** Relative names by their last segment. */
  byStem: ReadonlyMap<string, readonly Naming[]>;
  /** Other names that may lie in the tree. */
  named: readonly Naming[];
}

function sortNamings(namings: Iterable<Naming>, resolver: DiscoveryResolver): SortedNamings {
  const byStem = new Map<string, Naming[]>();
  const named: Naming[] = [];
  for (const naming of namings) {
    if (naming.module.startsWith('.')) {
      const stem = stemOf(naming.module);
      const list = byStem.get(stem);
      if (list) list.push(naming);
      else byStem.set(stem, [naming]);
    } else if (resolver.mayBeInside(naming.module)) named.push(naming);
  }
  return { byStem, named };
}

/** The last segment without its extensions; `''` where only a folder is meant (`.`, `..`, `../`). */
function stemOf(path: string): string {
  const start = path.lastIndexOf('/') + 1;
  let name = start;
  while (path[name] === '.') name++;
  if (name === path.length) return '';
  const end = path.indexOf('.', name);
  return path.slice(start, end < 0 ? undefined : end);
}

/** The last segments by which a relative name can mean one of the files: its own, and those of its folders. */
function stemsOf(files: ReadonlySet<string>): Set<string> {
  const stems = new Set<string>(['']);
  for (const file of files) {
    for (const part of file.split('/')) stems.add(stemOf(part));
  }
  return stems;
}

/** A string of its own, so that the text it was cut from can be let go. */
function fresh(part: string): string {
  return Buffer.from(part, 'latin1').toString('latin1');
}

/** Reads a text of one character a byte as what it is. */
function utf8(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
