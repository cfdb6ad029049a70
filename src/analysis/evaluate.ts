import {
  NOWHERE,
  NO_ENV,
  UNDEFINED,
  UNKNOWN,
  literal,
  type Ask,
  type ClassRef,
  type Env,
  type Frame,
  type FunctionRef,
  type FunctionTerm,
  type Guard,
  type InstanceTerm,
  type Item,
  type ObjectEntry,
  type Option,
  type Platform,
  type Term,
} from '../model/index.js';
import { resultOf } from './calls.js';
import { cellValue } from './cells.js';
import { MAX_OPTIONS, choose, join } from './choice.js';
import { ElementKeys, elementOf, indexed, keysOf, restOf } from './containers.js';
import { FreeFunctions, outerFunctions } from './free.js';
import { Fuel } from './fuel.js';
import { constructionEnv } from './instance.js';
import { LazyItem, argument } from './arguments.js';
import { Interner } from './intern.js';
import { member } from './member.js';
import { importedValue, globalValue } from './modules.js';
import { combine, concatenate, defaulted } from './operators.js';
import { OutOfSight } from './out-of-sight.js';
import type { Project, ProjectFile } from './project.js';
import { Memory } from './remembered.js';
import { truth } from './truth.js';
import { typedIfWeak } from './weak.js';
import { Weights } from './weight.js';
import { WriteIndex } from './writes.js';

/** The arguments with which each function is called in sight, as found by an earlier round. */
export type CallEdges = ReadonlyMap<FunctionRef, readonly (readonly Item[])[]>;

const MAX_DEPTH = 250;
/** A value of more nodes than this is taken for unknown: no URL is that large. */
const MAX_WEIGHT = 3000;

/**
 * Reduces terms to their normal form under what is known of parameters: cells and imports followed, members looked up,
 * calls to functions of the project replaced by what they return. What cannot be reduced stays as a stuck term.
 */
export class Evaluator implements Ask {
  readonly writes: WriteIndex;
  readonly free: FreeFunctions;
  /** Functions of which a value depended on what callers pass, and no earlier round has said. */
  readonly wanted = new Set<FunctionRef>();
  private readonly memory = new Memory();
  readonly elementKeys = new ElementKeys();
  private readonly world = new OutOfSight(this);
  private readonly weights = new Weights(this.memory);
  readonly interner = new Interner(this.memory);
  private readonly outers = new Map<ClassRef, readonly FunctionRef[]>();
  private readonly joins = new Map<FunctionRef, Map<number, Term>>();
  private readonly frames = new Map<InstanceTerm, Env>();
  private readonly receivers = new Map<Term, Map<ClassRef, Env>>();
  private readonly fields = new Map<Env, Map<string, Term | undefined>>();
  private readonly returns = new Map<FunctionRef, Term>();
  private readonly running = new Set<object | string>();
  private cycles = 0;
  private depth = 0;
  private readonly fuel = new Fuel();

  constructor(
    readonly project: Project,
    readonly platform: Platform,
    private readonly edges: CallEdges,
  ) {
    this.writes = new WriteIndex(project);
    this.free = new FreeFunctions(this.memory, (cls) => this.outerOfClass(cls));
  }

  evaluate(term: Term, env: Env = NO_ENV): Term {
    const record = this.memory.of(term);
    if (record.normal && (env.size === 0 || this.free.of(term).size === 0)) return term;
    const known = this.memory.recall(term, env);
    if (known) return known;
    if (this.depth > MAX_DEPTH || !this.fuel.burn()) return UNKNOWN;
    this.depth++;
    const reduced = this.reduce(term, env);
    const value = this.weights.weigh(reduced) > MAX_WEIGHT ? UNKNOWN : this.interner.intern(reduced);
    this.depth--;
    if (value.t === 'object') this.world.homes.note(value);
    this.memory.of(value).normal = true;
    this.memory.keep(term, env, value);
    return value;
  }

  /** Begins to look at another call; false when the file has used up what it may take. */
  refuel(file: string): boolean {
    return this.fuel.begin(file);
  }

  /** Runs `compute` unless it is already running: then the value is unknown. */
  once(key: object | string, compute: () => Term): Term {
    if (this.running.has(key)) {
      this.cycles++;
      return UNKNOWN;
    }
    this.running.add(key);
    const value = compute();
    this.running.delete(key);
    return value;
  }

  /** See `OutOfSight`. */
  escape(term: Term, anything = false): Term {
    return this.world.escape(term, anything);
  }

  /** Frames for functions that are called from out of sight. */
  outOfSight(fns: readonly FunctionRef[], base: Env = NO_ENV): Env {
    return this.world.frames(fns, base);
  }

  member(of: Term, name: string): Term {
    return this.evaluate({ t: 'member', of, name, at: NOWHERE });
  }

  index(of: Term, index: Term): Term {
    return this.evaluate({ t: 'index', of, index, at: NOWHERE });
  }

  element(of: Term): Term {
    return this.evaluate({ t: 'element', of });
  }

  call(callee: Term, args: readonly Item[]): Term {
    return this.evaluate({ t: 'call', callee, args, construct: false, at: NOWHERE });
  }

  written(key: string): Term | undefined {
    return this.writes.external(this, key);
  }

  /** What a function returns, over its own parameters. */
  returnOf(fn: FunctionRef): Term {
    const known = this.returns.get(fn);
    if (known) return known;
    const value = this.once(fn, () => {
      const values = this.fileOf(fn.program.file)?.summary.functions[fn.index]?.returns ?? [];
      const returned = values.length === 0 ? UNDEFINED : this.evaluate(join(values));
      return fn.form.returns ? typedIfWeak(returned, fn.form.returns, fn) : returned;
    });
    this.returns.set(fn, value);
    return value;
  }

  /** The environment in which a function's body runs for one call. */
  callEnv(callee: FunctionTerm, args: readonly Item[]): Env {
    const all = callee.bound ? [...callee.bound, ...args] : args;
    const around = callee.self?.t === 'instance' ? [...this.instanceFrames(callee.self), ...callee.env] : callee.env;
    return new Map([...around, [callee.fn, { args: all, self: callee.self }]]);
  }

  /** Frames of the constructors that made an instance, so that its methods know what they were given. */
  instanceFrames(instance: InstanceTerm): Env {
    let frames = this.frames.get(instance);
    if (!frames) {
      this.frames.set(instance, NO_ENV);
      frames = constructionEnv(this, instance);
      this.frames.set(instance, frames);
    }
    return frames;
  }

  /** The same for a receiver of which only the class is known. */
  receiverFrames(self: Term, cls: ClassRef, make: () => Env): Env {
    let byClass = this.receivers.get(self);
    if (!byClass) this.receivers.set(self, (byClass = new Map<ClassRef, Env>()));
    let frames = byClass.get(cls);
    if (!frames) byClass.set(cls, (frames = make()));
    return frames;
  }

  /** A field's value in given frames, computed once. */
  remember(frames: Env, cls: ClassRef, name: string, compute: () => Term | undefined): Term | undefined {
    let fields = this.fields.get(frames);
    if (!fields) this.fields.set(frames, (fields = new Map<string, Term | undefined>()));
    const key = `${this.interner.idOf(cls)}.${name}`;
    if (!fields.has(key)) {
      const before = this.cycles;
      const value = compute();
      // What met itself on the way may be less than there is.
      if (this.cycles > before) return value;
      fields.set(key, value);
    }
    return fields.get(key);
  }

  fileOf(path: string): ProjectFile | undefined {
    return this.project.file(path);
  }

  outerOfClass(cls: ClassRef): readonly FunctionRef[] {
    let outer = this.outers.get(cls);
    if (!outer) {
      const fn = this.fileOf(cls.program.file)?.functions.find((ref) => ref.cls?.index === cls.index);
      this.outers.set(cls, (outer = fn ? outerFunctions(fn) : []));
    }
    return outer;
  }

  items(items: readonly Item[], env: Env): readonly Item[] {
    return this.expand(items, env, (item) => ({ ...item, value: this.evaluate(item.value, env) }));
  }

  /** The same, each value evaluated when it is first looked at: most arguments never are. */
  lazyItems(items: readonly Item[], env: Env = NO_ENV): readonly Item[] {
    return this.expand(items, env, (item) => new LazyItem(item, (term) => this.evaluate(term, env)));
  }

  /** The same as `escape` says. */
  lazyEscapes(items: readonly Item[], anything: boolean): readonly Item[] {
    return items.map((item) => new LazyItem(item, (term) => this.escape(term, anything)));
  }

  private expand(items: readonly Item[], env: Env, one: (item: Item) => Item): readonly Item[] {
    const list: Item[] = [];
    for (const item of items) {
      const spread = item.spread ? this.evaluate(item.value, env) : undefined;
      if (spread?.t === 'array') list.push(...spread.items);
      else list.push(one(item));
    }
    return list;
  }

  private reduce(term: Term, env: Env): Term {
    switch (term.t) {
      case 'lit':
      case 'unknown':
        return term;
      case 'text':
        return concatenate(this, term.parts, env);
      case 'param':
        return this.param(term, env);
      case 'self':
        return env.get(term.fn)?.self ?? (term.fn.form.static && term.fn.cls ? { t: 'class', cls: term.fn.cls, env: NO_ENV } : term);
      case 'super': {
        const self = term.self ? this.evaluate(term.self, env) : env.get(term.fn)?.self;
        return self === term.self || !self ? term : { t: 'super', fn: term.fn, self };
      }
      case 'joined':
        return this.joined(term.fn, term.index);
      case 'arguments': {
        const frame = env.get(term.fn);
        if (!frame || frame.args === 'free') return term;
        return frame.args ? { t: 'array', items: frame.args.slice(term.from) } : UNKNOWN;
      }
      case 'cell':
        return cellValue(this, this.memory, term, env);
      case 'global':
        return globalValue(this, term);
      case 'import':
        return importedValue(this, term);
      case 'member':
        return member(this, this.evaluate(term.of, env), term.name, term.at);
      case 'index':
        return indexed(this, this.evaluate(term.of, env), this.evaluate(term.index, env), term.at);
      case 'element':
        return elementOf(this, this.evaluate(term.of, env), term);
      case 'key':
        return keysOf(this.evaluate(term.of, env));
      case 'rest':
        return restOf(this.evaluate(term.of, env), term.from, term.without);
      case 'call':
        return resultOf(this, this.evaluate(term.callee, env), this.items(term.args, env), term);
      case 'object':
        return { t: 'object', entries: term.entries.map((entry) => this.entry(entry, env)) };
      case 'array':
        return { t: 'array', items: this.items(term.items, env) };
      case 'function':
        return this.close(term, outerFunctions(term.fn), env, (closed) => ({
          ...term,
          env: closed,
          ...(term.self ? { self: this.evaluate(term.self, env) } : {}),
          ...(term.bound ? { bound: this.items(term.bound, env) } : {}),
        }));
      case 'class':
        return this.close(term, this.outerOfClass(term.cls), env, (closed) => ({ ...term, env: closed }));
      case 'instance':
        return this.close(term, this.outerOfClass(term.cls), env, (closed) => ({ ...term, env: closed, args: term.args && this.items(term.args, env) }));
      case 'choice':
        return this.choice(term.options, env);
      case 'default':
        return defaulted(this, this.evaluate(term.of, env), term.fallback, env);
      case 'logic':
        return combine(this, term.op, this.evaluate(term.left, env), term.right, env);
      case 'typed':
        return typedIfWeak(this.evaluate(term.of, env), term.type, term);
      case 'equal': {
        const left = this.evaluate(term.left, env);
        const right = this.evaluate(term.right, env);
        if (left.t === 'lit' && right.t === 'lit') return literal(left.value === right.value);
        return { t: 'equal', left, right };
      }
    }
  }

  private param(term: Extract<Term, { t: 'param' }>, env: Env): Term {
    const frame = env.get(term.fn);
    if (!frame || frame.args === 'free') return term;
    const form = term.fn.form.params[term.index];
    if (!frame.args) {
      const joined = this.evaluate({ t: 'joined', fn: term.fn, index: term.index });
      return form?.type ? typedIfWeak(joined, form.type, term.fn) : joined;
    }
    const value = argument(frame.args, term.index, form?.name, form?.rest ?? false);
    if (value.t === 'lit' && value.value === undefined) return value;
    const evaluated = this.evaluate(value);
    return form?.type && !form.rest ? typedIfWeak(evaluated, form.type, term.fn) : evaluated;
  }

  private joined(fn: FunctionRef, index: number): Term {
    const edges = this.edges.get(fn);
    if (!edges) {
      this.wanted.add(fn);
      return { t: 'joined', fn, index };
    }
    const form = fn.form.params[index];
    let known = this.joins.get(fn);
    if (!known) this.joins.set(fn, (known = new Map<number, Term>()));
    const found = known.get(index);
    if (found) return found;
    const value = this.once(form ?? fn, () =>
      join(edges.slice(0, MAX_OPTIONS).map((args) => this.escape(argument(args, index, form?.name, form?.rest ?? false)))),
    );
    known.set(index, value);
    return value;
  }

  private entry(entry: ObjectEntry, env: Env): ObjectEntry {
    const value = this.evaluate(entry.value, env);
    return entry.k === 'any' ? this.named(this.evaluate(entry.name, env), value) : { ...entry, value };
  }

  private named(name: Term, value: Term): ObjectEntry {
    return name.t === 'lit' && typeof name.value === 'string' ? { k: 'field', name: name.value, value } : { k: 'any', name, value };
  }

  private close<T extends FunctionTerm | Extract<Term, { t: 'class' | 'instance' }>>(term: T, outer: readonly FunctionRef[], env: Env, make: (env: Env) => T): T {
    const closed = new Map<FunctionRef, Frame>();
    for (const [fn, frame] of term.env) closed.set(fn, this.frame(frame, env));
    for (const fn of outer) {
      const frame = env.get(fn);
      if (frame && !closed.has(fn)) closed.set(fn, frame);
    }
    return make(closed);
  }

  private frame(frame: Frame, env: Env): Frame {
    return {
      args: frame.args === 'free' || !frame.args ? frame.args : this.items(frame.args, env),
      self: frame.self && this.evaluate(frame.self, env),
    };
  }

  private choice(options: readonly Option[], env: Env): Term {
    const kept: Term[] = [];
    for (const option of options) {
      const when = this.decide(option.when, env);
      if (when) kept.push(choose(when, this.evaluate(option.value, env)));
    }
    return join(kept);
  }

  /** Guards that are not yet known; undefined when one of them is known to be false. */
  decide(guards: readonly Guard[], env: Env): readonly Guard[] | undefined {
    const open: Guard[] = [];
    for (const guard of guards) {
      if (!guard.test) {
        open.push(guard);
        continue;
      }
      const test = this.evaluate(guard.test, env);
      const known = truth(test);
      if (known === undefined) open.push({ ...guard, test });
      else if (known !== (guard.arm === 1)) return undefined;
    }
    return open;
  }
}
