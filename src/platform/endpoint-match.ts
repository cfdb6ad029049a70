import type { Catalog } from '../catalog/catalog.js';

/** A segment of a path as the code spells it: literal text with holes. */
export type Segment = readonly (string | typeof HOLE)[];
export const HOLE = Symbol('hole');

/** An operation of the catalog, as far as matching goes. */
export interface Endpoint {
  method: string;
  path: string;
}

type Path = Catalog['paths'][number];

interface Entry extends Path {
  segments: readonly string[];
}

const ROOT = '/api/v2/';

/** The catalog's paths by their first segment; a family is split into segments when it is first asked for. */
export class EndpointIndex {
  private readonly paths = new Map<string, Path[]>();
  private readonly families = new Map<string, readonly Entry[]>();

  constructor(paths: Catalog['paths']) {
    for (const entry of paths) {
      if (!entry.path.startsWith(ROOT)) continue;
      const end = entry.path.indexOf('/', ROOT.length);
      const first = entry.path.slice(ROOT.length, end < 0 ? undefined : end).toLowerCase();
      const family = this.paths.get(first);
      if (family) family.push(entry);
      else this.paths.set(first, [entry]);
    }
  }

  /** Whether some path of the catalog begins with this segment. */
  hasFamily(segment: string): boolean {
    return this.paths.has(segment.toLowerCase());
  }

  /** Whether a path of the catalog begins with these literal segments. */
  hasPrefix(segments: readonly string[]): boolean {
    return this.family(segments[0] ?? '').some((entry) => segments.every((segment, i) => entry.segments[i]?.toLowerCase() === segment.toLowerCase()));
  }

  /** The operations of the path that fits best, by method: a literal segment beats a parameter. */
  match(segments: readonly Segment[], method: string | undefined): { endpoints: Endpoint[]; exact: boolean } {
    let best: { entry: Entry; rank: readonly number[]; exact: boolean }[] = [];
    for (const entry of this.candidates(segments[0])) {
      if (entry.segments.length !== segments.length || (method !== undefined && !entry.methods.includes(method))) continue;
      const rank = rankOf(segments, entry.segments);
      if (!rank) continue;
      const order = best[0] ? compareRanks(rank, best[0].rank) : -1;
      if (order < 0) best = [];
      if (order <= 0) best.push({ entry, rank, exact: !rank.includes(GUESS) });
    }
    const endpoints = best.flatMap(({ entry }) => (method === undefined ? entry.methods : [method]).map((one) => ({ method: one, path: entry.path })));
    return { endpoints, exact: best.every((one) => one.exact) };
  }

  private candidates(first: Segment | undefined): readonly Entry[] {
    const literal = first?.length === 1 && typeof first[0] === 'string' ? first[0] : undefined;
    return literal === undefined ? [...this.paths.keys()].flatMap((name) => this.family(name)) : this.family(literal);
  }

  private family(first: string): readonly Entry[] {
    const name = first.toLowerCase();
    let family = this.families.get(name);
    if (!family) {
      family = (this.paths.get(name) ?? []).map((entry) => ({ ...entry, segments: entry.path.slice(ROOT.length).split('/') }));
      this.families.set(name, family);
    }
    return family;
  }
}

function rankOf(segments: readonly Segment[], pattern: readonly string[]): readonly number[] | undefined {
  const rank: number[] = [];
  for (let i = 0; i < segments.length; i++) {
    const fit = fitOf(segments[i] ?? [], pattern[i] ?? '');
    if (fit === undefined) return undefined;
    if (i === segments.length - 1 && pattern[i]?.endsWith('Id}') === true && isWord(segments[i] ?? [])) return undefined;
    rank.push(fit);
  }
  return rank;
}

const GUESS = 4;

/** How well a segment of code fits one of the catalog: 0 best, undefined not at all. */
function fitOf(segment: Segment, pattern: string): number | undefined {
  const parameter = pattern.startsWith('{');
  const [only] = segment;
  if (segment.length === 1 && typeof only === 'string') {
    if (!parameter) return only === pattern ? 0 : only.toLowerCase() === pattern.toLowerCase() ? 1 : undefined;
    return 3;
  }
  if (segment.length === 1) return parameter ? 2 : GUESS;
  if (parameter) return 3;
  // A literal with a hole behind it is most often that literal with a query string glued on.
  if (segment.length === 2 && segment[0] === pattern) return 1;
  return fits(segment, pattern) ? GUESS : undefined;
}

/** Ids are rarely plain words: one at the end is rather an endpoint that the catalog does not have. */
function isWord([only, ...more]: Segment): boolean {
  return more.length === 0 && typeof only === 'string' && /^[a-z]{5,}$/.test(only) && !only.endsWith('id');
}

function fits(segment: Segment, pattern: string): boolean {
  let at = 0;
  let open = false;
  for (const [i, part] of segment.entries()) {
    if (typeof part !== 'string') {
      open = true;
      continue;
    }
    const found = i === segment.length - 1 ? Math.max(at, pattern.length - part.length) : pattern.indexOf(part, at);
    if (found < 0 || (!open && found !== at) || pattern.slice(found, found + part.length) !== part) return false;
    at = found + part.length;
    open = false;
  }
  return open || at === pattern.length;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}
