import type { Term } from '../model/index.js';
import { childrenOf } from './children.js';

/** Counts the nodes of evaluated terms as trees, so that values that grow without end are noticed. */
export class Weights {
  private readonly memo = new Map<Term, number>();

  of(term: Term): number {
    const known = this.memo.get(term);
    if (known !== undefined) return known;
    this.memo.set(term, 1);
    let weight = 1;
    for (const child of childrenOf(term)) weight += this.of(child);
    this.memo.set(term, weight);
    return weight;
  }
}
