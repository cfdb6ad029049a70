import type { Guard, Term } from '../model/index.js';
import { choose, join } from './choice.js';

/** What a function's own variables hold at one point; undefined: control does not get there. */
export type Store = Map<number, Term> | undefined;

/** After two arms: what they changed differently, under the choice that led to each. */
export function mergeStores(a: Store, whenA: Guard, b: Store, whenB: Guard): Store {
  if (!a || !b) return a ?? b;
  const merged = new Map(a);
  for (const [id, value] of b) {
    const other = a.get(id);
    if (other !== value) merged.set(id, other ? join([choose([whenA], other), choose([whenB], value)]) : choose([whenB], value));
  }
  return merged;
}

/** After any of several ways. */
export function joinStores(stores: readonly Store[]): Store {
  const alive = stores.filter((store) => store !== undefined);
  const first = alive[0];
  if (!first || alive.length === 1) return first && new Map(first);
  const ids = new Set(alive.flatMap((store) => [...store.keys()]));
  const joined = new Map<number, Term>();
  for (const id of ids) {
    const values = alive.map((store) => store.get(id)).filter((value) => value !== undefined);
    joined.set(id, join(values));
  }
  return joined;
}

/** Marks what an arm changed with the choice that led to it. */
export function guarded(end: Map<number, Term>, guard: Guard, before: Store): Store {
  const marked = new Map(end);
  for (const [id, value] of end) if (before?.get(id) !== value) marked.set(id, choose([guard], value));
  return marked;
}
