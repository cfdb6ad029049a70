import type { Env, Item, Term } from '../model/index.js';

/** Counts the nodes of evaluated terms as trees, so that values that grow without end are noticed. */
export class Weights {
  private readonly memo = new WeakMap<Term, number>();

  of(term: Term): number {
    const known = this.memo.get(term);
    if (known !== undefined) return known;
    this.memo.set(term, 1);
    const weight = 1 + this.inside(term);
    this.memo.set(term, weight);
    return weight;
  }

  private inside(term: Term): number {
    switch (term.t) {
      case 'text':
        return this.sum(term.parts);
      case 'member':
      case 'element':
      case 'key':
      case 'rest':
      case 'typed':
        return this.of(term.of);
      case 'index':
        return this.of(term.of) + this.of(term.index);
      case 'call':
        return this.of(term.callee) + this.items(term.args);
      case 'object':
        return term.entries.reduce((sum, entry) => sum + this.of(entry.value), 0);
      case 'array':
        return this.items(term.items);
      case 'choice':
        return term.options.reduce((sum, option) => sum + 1 + this.of(option.value), 0);
      case 'default':
        return this.of(term.of) + this.of(term.fallback);
      case 'logic':
      case 'equal':
        return this.of(term.left) + this.of(term.right);
      case 'function':
        return this.env(term.env) + (term.self ? this.of(term.self) : 0) + this.items(term.bound);
      case 'class':
        return this.env(term.env);
      case 'instance':
        return this.env(term.env) + this.items(term.args);
      default:
        return 0;
    }
  }

  private sum(terms: readonly Term[]): number {
    return terms.reduce((sum, term) => sum + this.of(term), 0);
  }

  private items(items: readonly Item[] | undefined): number {
    return (items ?? []).reduce((sum, item) => sum + this.of(item.value), 0);
  }

  private env(env: Env): number {
    let sum = 0;
    for (const frame of env.values()) sum += (frame.args === 'free' ? 0 : this.items(frame.args)) + (frame.self ? this.of(frame.self) : 0);
    return sum;
  }
}
