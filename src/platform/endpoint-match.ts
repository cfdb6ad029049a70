import type { Operation } from '../model/index.js';

/** A segment of a path as the code spells it: literal text with holes. */
export type Segment = readonly (string | typeof HOLE)[];
export const HOLE = Symbol('hole');

/** The catalog's paths by number of segments. */
export class EndpointIndex {
  private readonly byLength = new Map<number, { operation: Operation; segments: readonly string[] }[]>();
  private readonly firsts = new Set<string>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      const segments = operation.path.replace(/^\/api\/v2\//, '').split('/');
      const list = this.byLength.get(segments.length);
      if (list) list.push({ operation, segments });
      else this.byLength.set(segments.length, [{ operation, segments }]);
      if (segments[0]) this.firsts.add(segments[0].toLowerCase());
    }
  }

  /** Whether some path of the catalog begins with this segment. */
  hasFamily(segment: string): boolean {
    return this.firsts.has(segment.toLowerCase());
  }

  /** Whether a path of the catalog begins with these literal segments. */
  hasPrefix(segments: readonly string[]): boolean {
    for (const list of this.byLength.values()) {
      if (list.some((entry) => segments.every((segment, i) => entry.segments[i]?.toLowerCase() === segment.toLowerCase()))) return true;
    }
    return false;
  }

  /** The operations of the path that fits best, by method: a literal segment beats a parameter. */
  match(segments: readonly Segment[], method: string | undefined): { operations: Operation[]; exact: boolean } {
    let best: { operation: Operation; rank: number[]; exact: boolean }[] = [];
    for (const entry of this.byLength.get(segments.length) ?? []) {
      if (method !== undefined && entry.operation.method !== method) continue;
      const rank: number[] = [];
      let exact = true;
      for (let i = 0; i < segments.length; i++) {
        const fit = fitOf(segments[i] ?? [], entry.segments[i] ?? '');
        if (fit === undefined) break;
        if (fit === GUESS) exact = false;
        rank.push(fit);
      }
      if (rank.length < segments.length) continue;
      const order = best[0] ? compareRanks(rank, best[0].rank) : -1;
      if (order < 0) best = [];
      if (order <= 0) best.push({ operation: entry.operation, rank, exact });
    }
    return { operations: best.map((entry) => entry.operation), exact: best.every((entry) => entry.exact) };
  }
}

const GUESS = 4;

/** How well a segment of code fits one of the catalog: 0 best, undefined not at all. */
function fitOf(segment: Segment, pattern: string): number | undefined {
  const parameter = pattern.startsWith('{');
  const [only] = segment;
  if (segment.length === 1 && typeof only === 'string') {
    if (!parameter) return only === pattern ? 0 : only.toLowerCase() === pattern.toLowerCase() ? 1 : undefined;
    return isWord(only) && pattern.endsWith('Id}') ? undefined : 3;
  }
  if (segment.length === 1) return parameter ? 2 : GUESS;
  if (parameter) return 3;
  // A literal with a hole behind it is most often that literal with a query string glued on.
  if (segment.length === 2 && segment[0] === pattern) return 1;
  return fits(segment, pattern) ? GUESS : undefined;
}

/** Ids are never plain words: such a segment is an endpoint the catalog does not have. */
function isWord(text: string): boolean {
  return /^[a-z]{5,}$/.test(text) && !text.endsWith('id');
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
