import {
  NO_ENV,
  UNDEFINED,
  UNKNOWN,
  literal,
  type ClassRef,
  type Entry,
  type Expr,
  type FunctionRef,
  type Guard,
  type Item,
  type ObjectEntry,
  type Place,
  type Program,
  type Stmt,
  type SwitchArm,
  type Target,
  type Term,
  type Test,
} from '../model/index.js';
import { choose, join } from './choice.js';
import { append, FileWriter, type FileSummary, type FunctionSummary, type LocalCall } from './file-summary.js';
import { placeAt } from './line-index.js';
import { guarded, joinStores, mergeStores, type Store } from './store.js';
import { isDecidable } from './truth.js';

/** Runs every function of a file once, symbolically: flow-sensitive inside the function, blind to everything outside. */
export function summariseFile(program: Program, refs: readonly FunctionRef[], classes: readonly ClassRef[]): FileSummary {
  const file = new FileWriter(program);
  const functions = refs.map((ref) => new FunctionRun(ref, refs, classes, file).run());
  return { functions, cells: file.cells, pushes: file.pushes, writes: file.writes, exports: file.exports, globals: file.globals, heritage: file.heritage };
}

const LOOP_DEPTH = 3;

class FunctionRun {
  private readonly calls: LocalCall[] = [];
  private readonly returns: Term[] = [];
  private readonly versions = new Map<number, number>();
  private store: Store = new Map();
  private when: readonly Guard[] = [];
  private recording = true;
  private loops = 0;
  /** Stores at the `break`s and `continue`s of the loop or switch that is being run. */
  private left: Store[] = [];
  /** The function whose `this` the code means. */
  private readonly receiver: FunctionRef;

  constructor(
    private readonly fn: FunctionRef,
    private readonly refs: readonly FunctionRef[],
    private readonly classes: readonly ClassRef[],
    private readonly file: FileWriter,
  ) {
    let receiver = fn;
    while (receiver.form.lexicalThis && receiver.outer) receiver = receiver.outer;
    this.receiver = receiver;
  }

  run(): FunctionSummary {
    this.block(this.fn.form.body);
    if (this.fn.index === 0) this.export();
    return { calls: this.calls, returns: this.returns };
  }

  private export(): void {
    this.store ??= new Map();
    for (const form of this.fn.program.exports) {
      if (form.k === 'value') append(this.file.exports, form.name, this.expr(form.value), this.fn);
    }
  }

  private place(at: number): Place {
    return placeAt(this.fn.program, at);
  }

  private ref(index: number): FunctionRef {
    const ref = this.refs[index];
    if (!ref) throw new RangeError(`${this.fn.program.file}: no function ${index}`);
    return ref;
  }

  private block(body: readonly Stmt[]): void {
    for (const stmt of body) {
      if (!this.store) return;
      this.statement(stmt);
    }
  }

  private statement(stmt: Stmt): void {
    switch (stmt.k) {
      case 'do':
        this.expr(stmt.expr);
        return;
      case 'if': {
        const guards = this.guards(stmt.test);
        const before = this.store;
        const then = this.branch(before, guards.then, () => this.block(stmt.then));
        const otherwise = this.branch(before, guards.else, () => this.block(stmt.else));
        this.store = mergeStores(then, guards.then, otherwise, guards.else);
        return;
      }
      case 'loop':
        this.loop(stmt);
        return;
      case 'try': {
        const before = this.store;
        this.block(stmt.body);
        const after = this.store;
        const handled = this.branch(joinStores([before, after]), undefined, () => this.block(stmt.handler));
        this.store = joinStores([after, handled]);
        return;
      }
      case 'switch':
        this.switch(stmt.subject, stmt.arms);
        return;
      case 'return':
        this.returns.push(stmt.value ? choose(this.when, this.expr(stmt.value)) : UNDEFINED);
        this.store = undefined;
        return;
      case 'exit':
        if (stmt.value) this.expr(stmt.value);
        if (stmt.how !== 'throw') this.left.push(this.store);
        this.store = undefined;
        return;
    }
  }

  private guards(test: Test): { then: Guard; else: Guard } {
    const value = this.expr(test.expr);
    const versions = test.reads.map((id) => this.versions.get(id) ?? 0).join(',');
    const key = `${this.fn.program.file}#${this.fn.index}:${test.key}:${versions}`;
    const [yes, no] = test.negated ? [0, 1] : [1, 0];
    const decided = isDecidable(value) ? { test: value } : {};
    return { then: { key, arm: yes, ...decided }, else: { key, arm: no, ...decided } };
  }

  /** Runs one arm on its own copy of the store and gives the store it ends with. */
  private branch(before: Store, guard: Guard | undefined, run: () => void): Store {
    if (!before) return undefined;
    const when = this.when;
    this.store = new Map(before);
    if (guard) this.when = [...when, guard];
    run();
    this.when = when;
    return this.store;
  }

  private loop(stmt: Extract<Stmt, { k: 'loop' }>): void {
    const before = this.store;
    const once = (): void => {
      const outer = this.left;
      this.left = [];
      if (stmt.test) this.expr(stmt.test);
      this.block(stmt.body);
      this.store = joinStores([this.store, ...this.left]);
      this.left = outer;
    };
    this.loops++;
    if (this.loops <= LOOP_DEPTH) {
      // A first, silent round finds what a later round may start from.
      const recording = this.recording;
      this.recording = false;
      const after = this.branch(before, undefined, once);
      this.recording = recording;
      this.store = joinStores([before, after]);
    }
    const start = this.store;
    const end = this.branch(start, undefined, once);
    this.loops--;
    this.store = joinStores([start, end]);
  }

  private switch(subject: Expr, arms: readonly SwitchArm[]): void {
    const value = this.expr(subject);
    const key = `${this.fn.program.file}#${this.fn.index}:switch ${subject.at}`;
    const before = this.store;
    const outer = this.left;
    this.left = [];
    const ends: Store[] = [];
    let fallen: Store;
    const total = arms.some((arm) => arm.when.length === 0);
    arms.forEach((arm, index) => {
      const tests = arm.when.map((expr) => this.expr(expr));
      const only = tests.length === 1 ? tests[0] : undefined;
      const guard: Guard = only ? { key: `${key} ${index}`, arm: 1, test: { t: 'equal', left: value, right: only } } : { key, arm: index };
      const end = this.branch(joinStores([before, fallen]), guard, () => this.block(arm.body));
      fallen = undefined;
      if (arm.fallsThrough && end) fallen = end;
      else ends.push(end && guarded(end, guard, before));
    });
    this.store = joinStores([...ends, fallen, ...this.left, total ? undefined : before]);
    this.left = outer;
  }

  private expr(expr: Expr): Term {
    switch (expr.k) {
      case 'lit':
        return literal(expr.value, this.place(expr.at));
      case 'text':
        return { t: 'text', parts: expr.parts.map((part) => this.expr(part)) };
      case 'var':
        return this.read(expr.id);
      case 'global':
        return { t: 'global', name: expr.name, program: this.fn.program };
      case 'param':
        return { t: 'param', fn: this.fn, index: expr.index };
      case 'arguments':
        return { t: 'arguments', fn: this.fn, from: 0 };
      case 'this':
        return { t: 'self', fn: this.receiver };
      case 'super':
        return { t: 'super', fn: this.receiver };
      case 'import':
        return { t: 'import', from: this.fn.program, module: expr.module, name: expr.name };
      case 'member':
        return { t: 'member', of: this.expr(expr.of), name: expr.name, at: this.place(expr.at) };
      case 'index':
        return { t: 'index', of: this.expr(expr.of), index: this.expr(expr.index), at: this.place(expr.at) };
      case 'call':
        return this.call(expr);
      case 'object':
        return { t: 'object', entries: expr.entries.map((entry) => this.entry(entry)) };
      case 'array':
        return { t: 'array', items: expr.items.map((item) => this.item(item)) };
      case 'function':
        return { t: 'function', fn: this.ref(expr.index), env: NO_ENV };
      case 'class': {
        const cls = this.classes[expr.index];
        if (cls?.form.extends) this.file.heritage.set(expr.index, { value: this.expr(cls.form.extends), fn: this.fn });
        return cls ? { t: 'class', cls, env: NO_ENV } : UNKNOWN;
      }
      case 'choose': {
        const guards = this.guards(expr.test);
        const before = this.store;
        let then: Term = UNKNOWN;
        let otherwise: Term = UNKNOWN;
        const a = this.branch(before, guards.then, () => (then = this.expr(expr.then)));
        const b = this.branch(before, guards.else, () => (otherwise = this.expr(expr.else)));
        this.store = mergeStores(a, guards.then, b, guards.else);
        return join([choose([guards.then], then), choose([guards.else], otherwise)]);
      }
      case 'logic': {
        const left = this.expr(expr.left);
        const before = this.store;
        let right: Term = UNKNOWN;
        const after = this.branch(before, undefined, () => (right = this.expr(expr.right)));
        this.store = joinStores([before, after]);
        return { t: 'logic', op: expr.op, left, right };
      }
      case 'default':
        return { t: 'default', of: this.expr(expr.of), fallback: this.expr(expr.fallback) };
      case 'assign':
        return this.assign(expr);
      case 'element':
        return { t: 'element', of: this.expr(expr.of) };
      case 'key':
        return { t: 'key', of: this.expr(expr.of) };
      case 'rest':
        return { t: 'rest', of: this.expr(expr.of), from: expr.from, without: expr.without };
      case 'await':
        return this.expr(expr.of);
      case 'cast':
        return { t: 'typed', of: this.expr(expr.of), type: expr.type, program: this.fn.program };
      case 'sequence':
        return expr.of.map((part) => this.expr(part)).at(-1) ?? UNDEFINED;
      case 'equal':
        return { t: 'equal', left: this.expr(expr.left), right: this.expr(expr.right) };
      case 'opaque':
        for (const part of expr.of) this.expr(part);
        return UNKNOWN;
    }
  }

  private read(id: number): Term {
    const variable = this.fn.program.variables[id];
    const cell: Term = { t: 'cell', program: this.fn.program, variable: id };
    if (!variable || variable.owner !== this.fn.index) return cell;
    const value = this.store?.get(id);
    // A variable that closures also write has its flow-insensitive value whenever this function has none to offer.
    if (!value || (variable.captured && value.t === 'lit' && value.value === undefined)) return cell;
    return value;
  }

  private item(arg: { value: Expr; spread?: boolean; name?: string }): Item {
    return { value: this.expr(arg.value), ...(arg.spread ? { spread: true } : {}), ...(arg.name ? { name: arg.name } : {}) };
  }

  private entry(entry: Entry): ObjectEntry {
    switch (entry.k) {
      case 'field':
        return { k: 'field', name: entry.name, value: this.expr(entry.value) };
      case 'computed':
        return { k: 'any', name: this.expr(entry.name), value: this.expr(entry.value) };
      case 'getter':
        return { k: 'getter', name: entry.name, value: { t: 'function', fn: this.ref(entry.fn), env: NO_ENV } };
      case 'spread':
        return { k: 'spread', value: this.expr(entry.value) };
    }
  }

  private call(expr: Extract<Expr, { k: 'call' }>): Term {
    const callee = this.expr(expr.callee);
    const args = expr.args.map((arg) => this.item(arg));
    const at = this.place(expr.at);
    if (this.recording) this.calls.push({ fn: this.fn, callee, args, construct: expr.construct, at, when: this.when });
    this.mutate(expr, args);
    return { t: 'call', callee, args, construct: expr.construct, at };
  }

  /** `list.push(x)` and `Object.assign(target, x)` change what the variable holds. */
  private mutate(expr: Extract<Expr, { k: 'call' }>, args: readonly Item[]): void {
    if (expr.callee.k !== 'member') return;
    const { of, name } = expr.callee;
    if ((name === 'push' || name === 'unshift' || name === 'append') && of.k === 'var') {
      const old = this.read(of.id);
      for (const arg of args) append(this.file.pushes, of.id, arg.value, this.fn);
      if (old.t === 'array') this.set(of.id, { t: 'array', items: [...old.items, ...args] });
    }
    if (name !== 'assign' || of.k !== 'global' || of.name !== 'Object') return;
    const target = expr.args[0]?.value;
    if (target?.k === 'var') this.set(target.id, { t: 'object', entries: args.map((arg) => ({ k: 'spread', value: arg.value })) });
    if (target?.k !== 'this') return;
    const entries = args.slice(1).flatMap(({ value }) => (value.t === 'object' ? value.entries : []));
    for (const entry of entries) if (entry.k === 'field') this.file.writes.push({ of: { t: 'self', fn: this.receiver }, name: entry.name, value: entry.value, fn: this.fn });
  }

  private assign(expr: Extract<Expr, { k: 'assign' }>): Term {
    let value = this.expr(expr.value);
    if (expr.op === 'append') value = { t: 'text', parts: [this.readTarget(expr.target), value] };
    if (expr.op === 'default') value = { t: 'logic', op: 'or', left: this.readTarget(expr.target), right: value };
    this.write(expr.target, value);
    return value;
  }

  private readTarget(target: Target): Term {
    if (target.k === 'var') return this.read(target.id);
    return target.k === 'member' ? { t: 'member', of: this.expr(target.of), name: target.name, at: this.place(target.of.at) } : UNKNOWN;
  }

  private write(target: Target, value: Term): void {
    switch (target.k) {
      case 'var': {
        const type = this.fn.program.variables[target.id]?.type;
        this.set(target.id, type ? { t: 'typed', of: value, type, program: this.fn.program } : value);
        return;
      }
      case 'global':
        append(this.file.globals, target.name, value, this.fn);
        return;
      case 'export':
        append(this.file.exports, target.name, value, this.fn);
        return;
      case 'member':
        this.writeMember(target.of, target.name, value);
        return;
      case 'index': {
        const name = this.expr(target.index);
        if (name.t === 'lit' && typeof name.value === 'string') {
          this.writeMember(target.of, name.value, value);
        } else if (target.of.k === 'var') {
          const old = this.read(target.of.id);
          this.set(target.of.id, { t: 'object', entries: [{ k: 'spread', value: old }, { k: 'any', name, value }] });
        }
        return;
      }
    }
  }

  private writeMember(of: Expr, name: string, value: Term): void {
    const object = this.expr(of);
    const variable = of.k === 'var' ? of.id : undefined;
    const holder = of.k === 'member' && of.of.k === 'var' ? { variable: of.of.id, name: of.name } : undefined;
    this.file.writes.push({ of: object, name, value, fn: this.fn, ...(variable === undefined ? {} : { variable }), ...(holder === undefined ? {} : { holder }) });
    if (holder !== undefined) this.keepInner(holder, object, { k: 'field', name, value });
    if (variable === undefined || object.t === 'self' || this.fn.program.variables[variable]?.owner !== this.fn.index) return;
    if (object.t === 'function' || object.t === 'class') return;
    this.store?.set(variable, { t: 'object', entries: [{ k: 'spread', value: object }, { k: 'field', name, value }] });
    this.bump(variable);
  }

  private keepInner(holder: { variable: number; name: string }, inner: Term, entry: ObjectEntry): void {
    const object = this.store?.get(holder.variable);
    if (object?.t !== 'object' || this.fn.program.variables[holder.variable]?.owner !== this.fn.index) return;
    const value: Term = { t: 'object', entries: [{ k: 'spread', value: inner }, entry] };
    this.store?.set(holder.variable, { t: 'object', entries: [{ k: 'spread', value: object }, { k: 'field', name: holder.name, value }] });
    this.bump(holder.variable);
  }

  private set(id: number, value: Term): void {
    append(this.file.cells, id, value, this.fn);
    this.bump(id);
    if (this.fn.program.variables[id]?.owner === this.fn.index) this.store?.set(id, value);
  }

  private bump(id: number): void {
    this.versions.set(id, (this.versions.get(id) ?? 0) + 1);
  }
}
