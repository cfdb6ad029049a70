import type { Env, FunctionRef, Term } from '../model/index.js';

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

  private readonly underEnv = new Map<Env, Map<Term, Term>>();
  private readonly keys = new Map<object, Term>();

  /** The value of a term in an environment, if it is known. */
  recall(term: Term, env: Env): Term | undefined {
    return env.size === 0 ? this.of(term).closed : this.underEnv.get(env)?.get(term);
  }

  keep(term: Term, env: Env, value: Term): void {
    if (env.size === 0) {
      this.of(term).closed = value;
      return;
    }
    let values = this.underEnv.get(env);
    if (!values) this.underEnv.set(env, (values = new Map<Term, Term>()));
    values.set(term, value);
  }

  /** A term under which to keep the value of something that is none. */
  keyOf(thing: object): Term {
    let key = this.keys.get(thing);
    if (!key) this.keys.set(thing, (key = { t: 'unknown' }));
    return key;
  }

  peek(term: Term): Remembered | undefined {
    return this.records.get(term);
  }

  of(term: Term): Remembered {
    let record = this.records.get(term);
    if (!record) this.records.set(term, (record = { id: 0, normal: false, closed: undefined, weight: undefined, free: undefined }));
    return record;
  }
}
