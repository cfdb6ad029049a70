import type { FunctionRef, Term } from '../model/index.js';

/** What has been found out about a term. */
export interface Remembered {
  /** A number that equal evaluated terms share; 0 until one is asked for. */
  id: number;
  /** It is in normal form: evaluated, and shared with its equals. */
  normal: boolean;
  /** What it evaluates to where nothing is bound. */
  closed: Term | undefined;
  weight: number | undefined;
  free: ReadonlySet<FunctionRef> | undefined;
}

/** One record for each term that was looked at: a single look-up tells all that is known of it. */
export class Memory {
  private readonly records = new Map<Term, Remembered>();

  peek(term: Term): Remembered | undefined {
    return this.records.get(term);
  }

  of(term: Term): Remembered {
    let record = this.records.get(term);
    if (!record) this.records.set(term, (record = { id: 0, normal: false, closed: undefined, weight: undefined, free: undefined }));
    return record;
  }
}
