import { compareText, type ModuleResolver, type Place, type Program } from '../model/index.js';
import { TOP, unitsOf, type Reference, type Units } from './units.js';

export interface ReachPort {
  /** The lowered form of a file; undefined where it has none. */
  program: (file: string) => Program | undefined;
  resolve: ModuleResolver;
  /** Further files that import one of `files`. */
  importersOf: (files: ReadonlySet<string>) => readonly string[];
  /** What owns a file; undefined for shared code. */
  ownerOf: (file: string) => string | undefined;
}

/** Who needs something that stands in shared code: the owners from whose files it can be reached, sorted. */
export interface Reach {
  place: Place;
  owners: readonly string[];
}

/**
 * Follows names from the files of each owner through imports to the functions in which the places stand. Whatever cannot be told name by
 * name (pages, scripts, files that are not parsed, modules handed on as a whole) counts as reached as a whole.
 */
export function findReach(places: readonly Place[], port: ReachPort): Reach[] {
  const shared = places.filter(({ file }) => port.ownerOf(file) === undefined);
  if (shared.length === 0) return [];
  const graph = openGraph(new Set(shared.map(({ file }) => file)), port);
  const starts = new Map<string, string[]>();
  for (const file of graph.files) {
    const owner = port.ownerOf(file);
    if (owner !== undefined) starts.set(owner, [...(starts.get(owner) ?? []), file]);
  }
  const reached = [...starts].sort(([a], [b]) => compareText(a, b)).map(([owner, files]) => ({ owner, units: graph.from(files) }));
  return shared.map(({ file, line, column }) => ({ place: { file, line, column }, owners: reached.filter(({ units }) => units.has(graph.unitAt({ file, line, column }))).map(({ owner }) => owner) }));
}

interface Graph {
  files: ReadonlySet<string>;
  /** Everything that can be reached from the files, all of their units included. */
  from: (files: readonly string[]) => ReadonlySet<string>;
  unitAt: (place: Place) => string;
}

const key = (file: string, unit: string): string => `${file}\0${unit}`;
/** A file as a whole. */
const WHOLE = '*';

function openGraph(targets: ReadonlySet<string>, port: ReachPort): Graph {
  const importers = new Map<string, readonly string[]>();
  const files = new Set(targets);
  for (const file of files) {
    const found = port.importersOf(new Set([file]));
    importers.set(file, found);
    for (const importer of found) files.add(importer);
  }
  const imported = new Map<string, string[]>();
  for (const [file, by] of importers) for (const importer of by) imported.set(importer, [...(imported.get(importer) ?? []), file]);
  const known = new Map<string, { program: Program; units: Units } | undefined>();
  const open = (file: string): { program: Program; units: Units } | undefined => {
    if (!known.has(file)) {
      const program = port.program(file);
      const units = program === undefined || program.pageScripts.length > 0 ? undefined : unitsOf(program);
      // A script that shares its variables with others of a page names no module; one of the old kind of modules does.
      const isModule = program?.kind === 'module' || (program?.imports.length ?? 0) > 0 || (units?.exports.size ?? 0) > 0;
      known.set(file, program !== undefined && units !== undefined && isModule ? { program, units } : undefined);
    }
    return known.get(file);
  };

  function neighbours(file: string, unit: string): string[] {
    const opened = open(file);
    if (opened === undefined) return (imported.get(file) ?? []).map((other) => key(other, WHOLE));
    const { program, units } = opened;
    if (unit === WHOLE) return [...units.references.keys(), TOP].map((one) => key(file, one)).concat(program.exports.flatMap((form) => (form.k === 'value' ? [] : of(file, { module: form.module, name: form.k === 'from' ? form.imported : WHOLE }))));
    const own = (units.references.get(unit) ?? []).flatMap((reference) => of(file, reference));
    const atLoad = unit === TOP ? program.imports.filter(({ typeOnly }) => !typeOnly).flatMap(({ module }) => within(port.resolve(file, module)).map((other) => key(other, TOP))) : [key(file, TOP)];
    return [...own, ...atLoad];
  }

  const within = (file: string | undefined): string[] => (file !== undefined && files.has(file) ? [file] : []);

  function of(file: string, reference: Reference): string[] {
    if ('unit' in reference) return [key(file, reference.unit)];
    return within(port.resolve(file, reference.module)).flatMap((other) => exported(other, reference.name, new Set()));
  }

  /** The units that an exported name leads to; the whole file where that cannot be told. */
  function exported(file: string, name: string, seen: Set<string>): string[] {
    const opened = open(file);
    if (opened === undefined || name === WHOLE) return [key(file, WHOLE)];
    if (seen.has(file)) return [];
    seen.add(file);
    const { program, units } = opened;
    if (units.exports.has(name)) return [key(file, `X${name}`), key(file, TOP)];
    const forwarded = program.exports.flatMap((form) => (form.k === 'from' && form.name === name ? of(file, { module: form.module, name: form.imported }) : []));
    if (forwarded.length > 0) return [...forwarded, key(file, TOP)];
    if (units.exports.has('=')) return [key(file, 'X='), key(file, TOP)];
    const passedOn = program.exports.flatMap((form) => (form.k === 'all' ? within(port.resolve(file, form.module)).flatMap((other) => exported(other, name, seen)) : []));
    return passedOn.length > 0 ? [...passedOn, key(file, TOP)] : [key(file, seen.size === 1 ? WHOLE : TOP)];
  }

  return {
    files,
    from: (starts) => {
      const reached = new Set(starts.map((file) => key(file, WHOLE)));
      for (const at of reached) {
        const [file = '', unit = ''] = at.split('\0');
        for (const next of neighbours(file, unit)) reached.add(next);
      }
      return reached;
    },
    unitAt: ({ file, line, column }) => {
      const opened = open(file);
      if (opened === undefined) return key(file, WHOLE);
      const offset = (opened.program.lineStarts[line - 1] ?? 0) + column - 1;
      return key(file, opened.units.at.get(offset) ?? TOP);
    },
  };
}
