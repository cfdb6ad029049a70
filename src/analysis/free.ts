import type { ClassRef, Env, FunctionRef, Item, Term } from '../model/index.js';

const NONE: ReadonlySet<FunctionRef> = new Set();

/** The functions around a function, innermost first, without the file's top level. */
export function outerFunctions(fn: FunctionRef): FunctionRef[] {
  const chain: FunctionRef[] = [];
  for (let outer = fn.outer; outer && outer.form.role !== 'top'; outer = outer.outer) chain.push(outer);
  return chain;
}

/** Finds which functions' parameters or receivers an evaluated term still depends on. */
export class FreeFunctions {
  private readonly memo = new WeakMap<Term, ReadonlySet<FunctionRef>>();

  constructor(private readonly outerOfClass: (cls: ClassRef) => readonly FunctionRef[]) {}

  of(term: Term): ReadonlySet<FunctionRef> {
    let free = this.memo.get(term);
    if (!free) {
      this.memo.set(term, NONE);
      free = this.compute(term);
      this.memo.set(term, free);
    }
    return free;
  }

  ofItems(items: readonly Item[] | undefined): ReadonlySet<FunctionRef> {
    return union((items ?? []).map((item) => this.of(item.value)));
  }

  private compute(term: Term): ReadonlySet<FunctionRef> {
    switch (term.t) {
      case 'param':
      case 'self':
      case 'arguments':
        return new Set([term.fn]);
      case 'super':
        return term.self ? this.of(term.self) : new Set([term.fn]);
      case 'lit':
      case 'cell':
      case 'global':
      case 'import':
      case 'unknown':
      case 'joined':
        return NONE;
      case 'text':
        return union(term.parts.map((part) => this.of(part)));
      case 'member':
      case 'element':
      case 'key':
      case 'rest':
      case 'typed':
        return this.of(term.of);
      case 'index':
        return union([this.of(term.of), this.of(term.index)]);
      case 'call':
        return union([this.of(term.callee), this.ofItems(term.args)]);
      case 'object':
        return union(term.entries.flatMap((entry) => (entry.k === 'any' ? [this.of(entry.name), this.of(entry.value)] : [this.of(entry.value)])));
      case 'array':
        return this.ofItems(term.items);
      case 'choice':
        return union(term.options.flatMap((option) => [this.of(option.value), ...option.when.flatMap((guard) => (guard.test ? [this.of(guard.test)] : []))]));
      case 'default':
        return union([this.of(term.of), this.of(term.fallback)]);
      case 'logic':
      case 'equal':
        return union([this.of(term.left), this.of(term.right)]);
      case 'function':
        return union([this.unbound(outerFunctions(term.fn), term.env), this.ofEnv(term.env), ...(term.self ? [this.of(term.self)] : []), this.ofItems(term.bound)]);
      case 'class':
        return union([this.unbound(this.outerOfClass(term.cls), term.env), this.ofEnv(term.env)]);
      case 'instance':
        return union([this.unbound(this.outerOfClass(term.cls), term.env), this.ofEnv(term.env), this.ofItems(term.args)]);
    }
  }

  private unbound(outer: readonly FunctionRef[], env: Env): ReadonlySet<FunctionRef> {
    return new Set(outer.filter((fn) => !env.has(fn)));
  }

  private ofEnv(env: Env): ReadonlySet<FunctionRef> {
    return union([...env.values()].flatMap((frame) => [frame.args === 'free' ? NONE : this.ofItems(frame.args), ...(frame.self ? [this.of(frame.self)] : [])]));
  }
}

function union(sets: readonly ReadonlySet<FunctionRef>[]): ReadonlySet<FunctionRef> {
  const filled = sets.filter((set) => set.size > 0);
  if (filled.length <= 1) return filled[0] ?? NONE;
  return new Set(filled.flatMap((set) => [...set]));
}
