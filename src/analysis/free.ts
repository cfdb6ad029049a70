import type { ClassRef, Env, FunctionRef, Item, Term } from '../model/index.js';
import { childrenOf } from './children.js';
import type { Memory } from './remembered.js';

const NONE: ReadonlySet<FunctionRef> = new Set();

/** The functions around a function, innermost first, without the file's top level. */
export function outerFunctions(fn: FunctionRef): FunctionRef[] {
  const chain: FunctionRef[] = [];
  for (let outer = fn.outer; outer && outer.form.role !== 'top'; outer = outer.outer) chain.push(outer);
  return chain;
}

/** Finds which functions' parameters or receivers an evaluated term still depends on. */
export class FreeFunctions {
  constructor(
    private readonly memory: Memory,
    private readonly outerOfClass: (cls: ClassRef) => readonly FunctionRef[],
  ) {}

  of(term: Term): ReadonlySet<FunctionRef> {
    const record = this.memory.of(term);
    if (!record.free) {
      record.free = NONE;
      record.free = this.compute(term);
    }
    return record.free;
  }

  ofItems(items: readonly Item[] | undefined): ReadonlySet<FunctionRef> {
    return union((items ?? []).map((item) => this.of(item.value)));
  }

  /** Whether nothing in the terms is left for callers to decide. */
  isClosed(terms: readonly Term[]): boolean {
    return terms.every((term) => this.of(term).size === 0);
  }

  private compute(term: Term): ReadonlySet<FunctionRef> {
    const inside = childrenOf(term).map((child) => this.of(child));
    switch (term.t) {
      case 'param':
      case 'self':
      case 'arguments':
        return new Set([term.fn]);
      case 'super':
        return term.self ? union(inside) : new Set([term.fn]);
      case 'choice':
        return union([...inside, ...term.options.flatMap(({ when }) => when.flatMap((guard) => (guard.test ? [this.of(guard.test)] : [])))]);
      case 'function':
        return union([this.unbound(outerFunctions(term.fn), term.env), ...inside]);
      case 'class':
      case 'instance':
        return union([this.unbound(this.outerOfClass(term.cls), term.env), ...inside]);
      default:
        return union(inside);
    }
  }

  private unbound(outer: readonly FunctionRef[], env: Env): ReadonlySet<FunctionRef> {
    return new Set(outer.filter((fn) => !env.has(fn)));
  }
}

function union(sets: readonly ReadonlySet<FunctionRef>[]): ReadonlySet<FunctionRef> {
  const filled = sets.filter((set) => set.size > 0);
  if (filled.length <= 1) return filled[0] ?? NONE;
  return new Set(filled.flatMap((set) => [...set]));
}
