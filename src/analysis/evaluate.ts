import {
  NOWHERE,
  NO_ENV,
  UNDEFINED,
  UNKNOWN,
  literal,
  type Ask,
  type CallTerm,
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
import { MAX_OPTIONS, choose, join } from './choice.js';
import { FreeFunctions, outerFunctions } from './free.js';
import { Homes } from './homes.js';
import { constructionEnv } from './instance.js';
import { LazyItem, argument } from './arguments.js';
import { Interner } from './intern.js';
import { member } from './member.js';
import { importedValue, globalValue } from './modules.js';
import type { Project, ProjectFile } from './project.js';
import { Memory } from './remembered.js';
import { missing, truth } from './truth.js';
import { typedValue } from './types.js';
import { isStuck, isWeak, typedIfWeak } from './weak.js';
import { Weights } from './weight.js';
import { WriteIndex } from './writes.js';

/** The arguments with which each function is called in sight, as found by an earlier round. */
export type CallEdges = ReadonlyMap<FunctionRef, readonly (readonly Item[])[]>;

const MAX_DEPTH = 250;
const MAX_PARTS = 100;
/** Steps that one call in the code may take: beyond that its values are unknown. */
const MAX_STEPS = 10_000;
/** The same for all calls of one file together. */
const MAX_FILE_STEPS = 200_000;
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
  private readonly homes = new Homes();
  private readonly weights = new Weights(this.memory);
  readonly interner = new Interner(this.memory);
  private readonly outers = new Map<ClassRef, readonly FunctionRef[]>();
  private readonly escapes = new Map<string, Env>();
  private readonly joins = new Map<FunctionRef, Map<number, Term>>();
  private readonly frames = new Map<InstanceTerm, Env>();
  private readonly receivers = new Map<Term, Map<ClassRef, Env>>();
  private readonly fields = new Map<Env, Map<string, Term | undefined>>();
  private readonly underEnv = new Map<Env, Map<Term, Term>>();
  private readonly returns = new Map<FunctionRef, Term>();
  private readonly running = new Set<object | string>();
  private cycles = 0;
  private depth = 0;
  private fuel = MAX_STEPS;
  private granted = MAX_STEPS;
  private spender = '';
  private readonly left = new Map<string, number>();

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
    const known = this.recall(term, env);
    if (known) return known;
    if (this.depth > MAX_DEPTH || this.fuel <= 0) return UNKNOWN;
    this.fuel--;
    this.depth++;
    const reduced = this.reduce(term, env);
    const value = this.weights.weigh(reduced) > MAX_WEIGHT ? UNKNOWN : this.interner.intern(reduced);
    this.depth--;
    if (value.t === 'object') this.homes.note(value);
    this.memory.of(value).normal = true;
    this.keep(term, env, value);
    return value;
  }

  private recall(term: Term, env: Env): Term | undefined {
    return env.size === 0 ? this.memory.of(term).closed : this.underEnv.get(env)?.get(term);
  }

  private keep(term: Term, env: Env, value: Term): void {
    if (env.size === 0) {
      this.memory.of(term).closed = value;
      return;
    }
    let memo = this.underEnv.get(env);
    if (!memo) this.underEnv.set(env, (memo = new Map<Term, Term>()));
    memo.set(term, value);
  }

  /** Begins to look at another call; false when the file has used up what it may take. */
  refuel(file: string): boolean {
    const left = (this.left.get(this.spender) ?? MAX_FILE_STEPS) - Math.max(0, this.granted - this.fuel);
    this.left.set(this.spender, left);
    this.spender = file;
    this.granted = Math.min(MAX_STEPS, this.left.get(file) ?? MAX_FILE_STEPS);
    this.fuel = this.granted;
    return this.granted > 0;
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

  /**
   * The value with every parameter still open replaced by what callers in sight pass, or (`anything`) by what any caller
   * could; what constructors are given is always that of the callers in sight.
   */
  escape(term: Term, anything = false): Term {
    const value = this.evaluate(term);
    const open = this.free.of(value);
    if (open.size === 0) return value;
    return this.evaluate(value, this.escapeEnv([...open], anything));
  }

  /** One environment for each set of functions, so that what is evaluated in it is evaluated once. */
  private escapeEnv(fns: readonly FunctionRef[], anything: boolean): Env {
    const key = `${anything ? '*' : ''}${fns.map((fn) => this.interner.idOf(fn)).sort((a, b) => a - b).join(',')}`;
    const known = this.escapes.get(key);
    if (known) return known;
    const env = new Map(this.outOfSight(fns));
    if (anything) {
      for (const [fn, frame] of env) {
        if (fn.form.role !== 'constructor') env.set(fn, { ...frame, args: fn.form.params.map(() => ({ value: UNKNOWN })) });
      }
    }
    this.escapes.set(key, env);
    return env;
  }

  /** Frames for functions that are called from out of sight. */
  outOfSight(fns: readonly FunctionRef[], base: Env = NO_ENV): Env {
    const env = new Map<FunctionRef, Frame>(base);
    for (const fn of fns) {
      if (!env.has(fn)) env.set(fn, { args: undefined, self: fn.cls ? this.anyInstance(fn.cls) : fn.form.lexicalThis ? undefined : this.homes.of(this, fn) });
    }
    return env;
  }

  /** An instance of a class, or of a class that extends it. */
  private anyInstance(cls: ClassRef): Term {
    const derived = this.project.derivedClasses().filter((other) => other !== cls && this.extends(other, cls)).slice(0, 8);
    return join([cls, ...derived].map((one): Term => ({ t: 'instance', cls: one, args: undefined, env: NO_ENV })));
  }

  private extends(cls: ClassRef, base: ClassRef): boolean {
    let current: ClassRef | undefined = cls;
    for (let depth = 0; current && depth < 10; depth++) {
      const parent: Term | undefined = this.writes.superOf(this, current);
      current = parent?.t === 'class' ? parent.cls : undefined;
      if (current === base) return true;
    }
    return false;
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
        return this.text(term.parts, env);
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
        return this.cell(term.program.file, term.variable, env);
      case 'global':
        return globalValue(this, term);
      case 'import':
        return importedValue(this, term);
      case 'member':
        return member(this, this.evaluate(term.of, env), term.name, term.at);
      case 'index':
        return this.indexed(this.evaluate(term.of, env), this.evaluate(term.index, env), term.at);
      case 'element':
        return this.elementOf(this.evaluate(term.of, env), term);
      case 'key':
        return keysOf(this.evaluate(term.of, env));
      case 'rest':
        return this.rest(this.evaluate(term.of, env), term.from, term.without);
      case 'call':
        return this.result(this.evaluate(term.callee, env), this.items(term.args, env), term);
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
        return this.defaulted(this.evaluate(term.of, env), term.fallback, env);
      case 'logic':
        return this.logic(term.op, this.evaluate(term.left, env), term.right, env);
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

  private text(parts: readonly Term[], env: Env): Term {
    const flat: Term[] = [];
    for (const part of parts) {
      const value = this.evaluate(part, env);
      if (value.t === 'text') flat.push(...value.parts);
      else if (value.t === 'lit' && value.value === undefined) flat.push(UNKNOWN);
      else flat.push(value);
    }
    if (flat.length === 1 && flat[0]?.t === 'lit') return flat[0];
    return { t: 'text', parts: flat.slice(0, MAX_PARTS) };
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

  private cell(path: string, variable: number, env: Env): Term {
    const file = this.fileOf(path);
    const form = file?.program.variables[variable];
    if (!file || !form) return UNKNOWN;
    const owner = file.functions[form.owner];
    const chain = owner ? [owner, ...outerFunctions(owner)] : [];
    const around = new Map([...env].filter(([fn]) => chain.includes(fn)));
    const compute = (): Term =>
      this.once(form, () => {
        const assigned = file.summary.cells.get(variable) ?? [];
        const values = assigned.map(({ value, fn }) => this.evaluate(value, this.assignedEnv(fn, chain, around)));
        const defined = values.filter((value) => !(value.t === 'lit' && value.value === undefined));
        const joined = defined.length > 0 ? join(defined) : values.length > 0 ? UNDEFINED : UNKNOWN;
        const value = form.type ? typedIfWeak(joined, form.type, { program: file.program }) : joined;
        return this.writes.complete(this, file, variable, value);
      });
    const under = around.size > 0 ? env : NO_ENV;
    const key = this.cellKey(form);
    const known = this.recall(key, under);
    if (known) return known;
    const value = compute();
    this.keep(key, under, value);
    return value;
  }

  private readonly cellKeys = new Map<object, Term>();
  private cellKey(form: object): Term {
    let key = this.cellKeys.get(form);
    if (!key) this.cellKeys.set(form, (key = { t: 'unknown' }));
    return key;
  }

  /** A value assigned by a function other than the owner outlives that function's call. */
  assignedEnv(fn: FunctionRef, chain: readonly FunctionRef[], env: Env): Env {
    const foreign = [fn, ...outerFunctions(fn)].filter((ref) => ref.form.role !== 'top' && !chain.includes(ref));
    return foreign.length > 0 ? this.outOfSight(foreign, env) : env;
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

  private defaulted(of: Term, fallback: Term, env: Env): Term {
    if (of.t === 'lit') return of.value === undefined ? this.evaluate(fallback, env) : of;
    if (of.t === 'choice') return join(of.options.map((option) => choose(option.when, this.defaulted(option.value, fallback, env))));
    if (this.free.of(of).size > 0 && isStuck(of)) return { t: 'default', of, fallback: this.evaluate(fallback, env) };
    // Whoever calls from out of sight may leave it out; a value that is merely unknown is there.
    return this.mayBeAbsent(of) ? join([of, this.evaluate(fallback, env)]) : of;
  }

  private mayBeAbsent(of: Term): boolean {
    if (of.t === 'typed' || of.t === 'member' || of.t === 'index') return this.mayBeAbsent(of.of);
    return of.t === 'joined' || of.t === 'param' || of.t === 'global';
  }

  private logic(op: 'or' | 'and' | 'nullish', left: Term, right: Term, env: Env): Term {
    if (left.t === 'choice') return join(left.options.map((option) => choose(option.when, this.logic(op, option.value, right, env))));
    const fit = op === 'nullish' ? negate(missing(left)) : truth(left);
    if (fit === true) return op === 'and' ? this.evaluate(right, env) : left;
    if (fit === false) return op === 'and' ? left : this.evaluate(right, env);
    if (op === 'and') return this.evaluate(right, env);
    if (this.free.of(left).size > 0) return { t: 'logic', op, left, right: this.evaluate(right, env) };
    return join([left, this.evaluate(right, env)]);
  }

  private indexed(of: Term, index: Term, at: Extract<Term, { t: 'index' }>['at']): Term {
    if (of.t === 'choice' && index.t !== 'choice') return join(of.options.map((option) => choose(option.when, this.indexed(option.value, index, at))));
    if (index.t === 'lit') {
      if (of.t === 'arguments' && typeof index.value === 'number') return { t: 'param', fn: of.fn, index: of.from + index.value };
      if (typeof index.value === 'number' && of.t === 'array' && !of.items.slice(0, index.value + 1).some((item) => item.spread)) {
        return of.items[index.value]?.value ?? UNDEFINED;
      }
      const element = typeof index.value === 'number' && of.t === 'typed' ? typedValue(this, of)?.element : undefined;
      if (element) return this.evaluate(element);
      const found = member(this, of, String(index.value), at);
      return found.t === 'member' && typeof index.value === 'string' ? { ...found, key: index } : found;
    }
    if (of.t === 'typed') {
      const element = typedValue(this, of)?.element;
      if (element) return this.evaluate(element);
    }
    if (index.t === 'choice') return join(index.options.map((option) => choose(option.when, this.indexed(of, option.value, at))));
    if (isWeak(index) && this.free.of(index).size === 0) {
      if (of.t === 'array') return join(of.items.map((item) => (item.spread ? UNKNOWN : item.value)));
      if (of.t === 'object') return join(of.entries.map((entry) => (entry.k === 'field' || entry.k === 'any' ? entry.value : UNKNOWN)));
    }
    return of.t === 'unknown' ? UNKNOWN : { t: 'index', of, index, at };
  }

  private elementOf(of: Term, key: Term): Term {
    if (of.t === 'array') {
      const id = this.elementKey(key);
      return join(of.items.map((item, arm) => choose([{ key: id, arm }], item.spread ? this.evaluate({ t: 'element', of: item.value }) : item.value)));
    }
    if (of.t === 'choice') return join(of.options.map((option) => choose(option.when, this.elementOf(option.value, key))));
    if (of.t === 'unknown') return UNKNOWN;
    return typedValue(this, of)?.element ?? { t: 'element', of };
  }

  private readonly elementKeys = new Map<Term, string>();
  private lastElementKey = 0;
  /** One key per loop variable, so that what comes from one element stays together. */
  private elementKey(term: Term): string {
    let key = this.elementKeys.get(term);
    if (!key) this.elementKeys.set(term, (key = `element ${++this.lastElementKey}`));
    return key;
  }

  private rest(of: Term, from: number, without: readonly string[]): Term {
    if (of.t === 'array') return { t: 'array', items: of.items.slice(from) };
    if (of.t === 'object') return { t: 'object', entries: of.entries.filter((entry) => entry.k !== 'field' || !without.includes(entry.name)) };
    // What is left of a module or an object from outside answers to the same names.
    return from === 0 && (of.t === 'import' || of.t === 'global' || of.t === 'member' || of.t === 'call' || of.t === 'typed' || of.t === 'instance') ? of : { t: 'rest', of, from, without };
  }

  private result(callee: Term, args: readonly Item[], term: CallTerm): Term {
    switch (callee.t) {
      case 'choice':
        return join(callee.options.map((option) => choose(option.when, this.result(option.value, args, term))));
      case 'function': {
        if (term.construct) return this.constructed(callee, args);
        const env = this.callEnv(callee, args);
        return this.evaluate(this.returnOf(callee.fn), env);
      }
      case 'class':
        return term.construct ? { t: 'instance', cls: callee.cls, args, env: callee.env } : UNKNOWN;
      case 'member': {
        const target = callableOf(this, callee, args);
        if (target) return this.result(target.callee, target.args, term);
        break;
      }
      case 'typed':
        if (callee.of.t !== 'unknown') return this.result(callee.of, args, term);
        break;
      default:
        break;
    }
    // A list that is not known in full waits for the caller.
    if (callee.t === 'member' && callee.of.t === 'array' && callee.of.items.some((item) => item.spread) && this.free.of(callee).size > 0) return { ...term, callee, args };
    if (callee.t === 'member' && callee.of.t === 'typed' && LOOKUPS.has(callee.name)) {
      const element = typedValue(this, callee.of)?.element;
      if (element) return this.evaluate(element);
    }
    const outcome = this.platform.interpret(callee, args, term.construct, this);
    if (outcome?.value) return this.evaluate(outcome.value);
    return this.free.of(callee).size > 0 || this.platform.keeps(callee) ? { ...term, callee, args } : UNKNOWN;
  }

  /** `new` on a plain function: what it returns if that is an object, else an instance of the class it stands for. */
  private constructed(callee: FunctionTerm, args: readonly Item[]): Term {
    const returned = this.evaluate(this.returnOf(callee.fn), this.callEnv(callee, args));
    if (returned.t === 'object' || returned.t === 'instance') return returned;
    return { t: 'instance', cls: this.writes.classOf(callee.fn), args, env: callee.env };
  }
}

/** Methods that give one of what a list or a map holds. */
const LOOKUPS = new Set(['get', 'at', 'find', 'pop', 'shift']);

/** The callee and arguments behind `f.bind(…)`, `f.call(…)`, `f.apply(…)`. */
export function callableOf(evaluator: Evaluator, callee: Extract<Term, { t: 'member' }>, args: readonly Item[]): { callee: Term; args: readonly Item[] } | undefined {
  const { of, name } = callee;
  if (name !== 'call' && name !== 'apply') return undefined;
  if (of.t !== 'function' && evaluator.platform.sdkMethod(of) === undefined) return undefined;
  const self = args[0]?.value;
  const target: Term = of.t === 'function' && self ? { ...of, self } : of;
  if (name === 'call') return { callee: target, args: args.slice(1) };
  const list = args[1]?.value;
  return { callee: target, args: list?.t === 'array' ? list.items : list ? [{ value: list, spread: true }] : [] };
}

function keysOf(of: Term): Term {
  if (of.t !== 'object') return UNKNOWN;
  return join(of.entries.map((entry) => (entry.k === 'field' ? literal(entry.name) : UNKNOWN)));
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
