import { NO_ENV, UNKNOWN, type ClassRef, type Env, type Frame, type FunctionRef, type Term } from '../model/index.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { Homes } from './homes.js';

/** What functions are given and belong to where nobody in sight calls them. */
export class OutOfSight {
  readonly homes = new Homes();
  private readonly escapes = new Map<string, Env>();

  constructor(private readonly evaluator: Evaluator) {}

  /**
   * The value with every parameter still open replaced by what callers in sight pass, or (`anything`) by what any caller
   * could; what constructors are given is always that of the callers in sight.
   */
  escape(term: Term, anything = false): Term {
    const value = this.evaluator.evaluate(term);
    const open = this.evaluator.free.of(value);
    if (open.size === 0) return value;
    return this.evaluator.evaluate(value, this.escapeEnv([...open], anything));
  }

  /** One environment for each set of functions, so that what is evaluated in it is evaluated once. */
  private escapeEnv(fns: readonly FunctionRef[], anything: boolean): Env {
    const key = `${anything ? '*' : ''}${fns.map((fn) => this.evaluator.interner.idOf(fn)).sort((a, b) => a - b).join(',')}`;
    const known = this.escapes.get(key);
    if (known) return known;
    const env = new Map(this.frames(fns));
    if (anything) {
      for (const [fn, frame] of env) {
        if (fn.form.role !== 'constructor') env.set(fn, { ...frame, args: fn.form.params.map(() => ({ value: UNKNOWN })) });
      }
    }
    this.escapes.set(key, env);
    return env;
  }

  /** Frames for functions that are called from out of sight. */
  frames(fns: readonly FunctionRef[], base: Env = NO_ENV): Env {
    const env = new Map<FunctionRef, Frame>(base);
    for (const fn of fns) {
      if (!env.has(fn)) env.set(fn, { args: undefined, self: fn.cls ? this.anyInstance(fn.cls) : fn.form.lexicalThis ? undefined : this.homes.of(this.evaluator, fn) });
    }
    return env;
  }

  /** An instance of a class, or of a class that extends it. */
  private anyInstance(cls: ClassRef): Term {
    const derived = this.evaluator.project.derivedClasses().filter((other) => other !== cls && this.extends(other, cls)).slice(0, 8);
    return join([cls, ...derived].map((one): Term => ({ t: 'instance', cls: one, args: undefined, env: NO_ENV })));
  }

  private extends(cls: ClassRef, base: ClassRef): boolean {
    let current: ClassRef | undefined = cls;
    for (let depth = 0; current && depth < 10; depth++) {
      const parent: Term | undefined = this.evaluator.writes.superOf(this.evaluator, current);
      current = parent?.t === 'class' ? parent.cls : undefined;
      if (current === base) return true;
    }
    return false;
  }
}
