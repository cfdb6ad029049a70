import type { Term } from '../model/index.js';
import { childrenOf } from './children.js';
import type { Memory } from './remembered.js';

/** Counts the nodes of evaluated terms as trees, so that values that grow without end are noticed. */
export class Weights {
  constructor(private readonly memory: Memory) {}

  of(term: Term): number {
    const record = this.memory.of(term);
    if (record.weight === undefined) {
      record.weight = 1;
      record.weight = this.weigh(term);
    }
    return record.weight;
  }

  /** The same without keeping it, for a term that may be thrown away. */
  weigh(term: Term): number {
    let weight = 1;
    for (const child of childrenOf(term)) weight += this.of(child);
    return weight;
  }
}
