import type { Env, FunctionRef, Guard, Item, Place, RequestTerm, Term } from '../model/index.js';
import { termsOf } from './request-terms.js';
import type { Emission, Stage } from './sites.js';

/** A request, or a call of something that was given. */
export type Effect = { k: 'request'; request: RequestTerm; name: string | undefined } | { k: 'invoke'; callee: Term; args: readonly Item[]; construct: boolean };

/** What a function still does over parameters and receivers of the functions in `free`. */
export type Open = Effect & {
  fn: FunctionRef;
  at: Place;
  stages: readonly Stage[];
  when: readonly Guard[];
  free: ReadonlySet<FunctionRef>;
  settled: boolean;
  emission?: Emission;
};

const MAX_OPEN = 200;

/** What each function leaves to its callers. */
export class OpenEffects {
  private readonly lists = new Map<FunctionRef, Open[]>();
  private readonly known = new Map<FunctionRef, Set<string>>();

  /** `id` gives equal terms one number. */
  constructor(private readonly id: (term: Term) => number) {}

  of(fn: FunctionRef): readonly Open[] | undefined {
    return this.lists.get(fn);
  }

  /** Begins the list of a function that is being looked at. */
  begin(fn: FunctionRef): readonly Open[] {
    const list: Open[] = [];
    this.lists.set(fn, list);
    return list;
  }

  /** Every list as it is now. */
  all(): readonly (readonly Open[])[] {
    return [...this.lists.values()];
  }

  /** False when the function is not looked at, or leaves too much open already. */
  push(open: Open): boolean {
    const list = this.lists.get(open.fn);
    if (!list || list.length >= MAX_OPEN) return false;
    let known = this.known.get(open.fn);
    if (!known) this.known.set(open.fn, (known = new Set()));
    const key = this.keyOf(open);
    if (known.has(key)) return true;
    known.add(key);
    list.push(open);
    return true;
  }

  /** What two open effects that callers cannot tell apart have in common. */
  private keyOf(open: Open): string {
    const first = open.stages[0]?.place ?? open.at;
    if (open.k === 'request') return `${first.file}:${first.line}:${first.column} ${termsOf(open.request).map(this.id).join(' ')}`;
    return `${this.id(open.callee)}(${open.args.map((arg) => this.id(arg.value)).join(',')})`;
  }
}

/** The place in the innermost function where the effect begins. */
export function originOf(open: Open): string {
  const place = open.stages[0]?.place ?? open.at;
  return `${place.file}:${place.line}:${place.column}`;
}

/** Whether an environment decides anything of an effect. */
export function isBoundBy(env: Env, open: Open): boolean {
  if (open.free.size === 0) return true;
  for (const fn of open.free) if (env.has(fn)) return true;
  return false;
}
