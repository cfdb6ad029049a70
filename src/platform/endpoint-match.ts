import type { Catalog } from '../catalog/catalog.js';

/** A segment of a path as the code spells it: literal text with holes. */
export type Segment = readonly (string | typeof HOLE)[];
export const HOLE = Symbol('hole');

/** An operation of the catalog, as far as matching goes. */
export interface Endpoint {
  method: string;
  path: string;
}

interface Entry {
  path: string;
  methods: readonly string[];
  segments: readonly string[];
}

/** The catalog's paths by their first segment. */
export class EndpointIndex {
  private readonly families = new Map<string, Entry[]>();

  constructor(paths: Catalog['paths']) {
    for (const { path, methods } of paths) {
      const segments = path.replace(/^\/api\/v2\//, '').split('/');
      const first = (segments[0] ?? '').toLowerCase();
      const family = this.families.get(first);
      if (family) family.push({ path, methods, segments });
      else this.families.set(first, [{ path, methods, segments }]);
    }
  }

  /** Whether some path of the catalog begins with this segment. */
  hasFamily(segment: string): boolean {
    return this.families.has(segment.toLowerCase());
  }

  /** Whether a path of the catalog begins with these literal segments. */
  hasPrefix(segments: readonly string[]): boolean {
    const family = this.families.get(segments[0]?.toLowerCase() ?? '') ?? [];
    return family.some((entry) => segments.every((segment, i) => entry.segments[i]?.toLowerCase() === segment.toLowerCase()));
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

  private candidates(first: Segment | undefined): Iterable<Entry> {
    const literal = first?.length === 1 && typeof first[0] === 'string' ? first[0] : undefined;
    return literal === undefined ? [...this.families.values()].flat() : (this.families.get(literal.toLowerCase()) ?? []);
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
