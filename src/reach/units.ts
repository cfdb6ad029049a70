import type { ClassForm, Expr, FunctionForm, Program, Stmt, Target } from '../model/index.js';

/** What a unit refers to: another unit of its file, or a name of a module (`*`: any of its names). */
export type Reference = { unit: string } | { module: string; name: string };

/**
 * The parts of a file that can be reached one by one, and what each refers to: functions (`F`), classes (`C`), types (`Y`), variables
 * (`V`), exports (`X`), and the top level (`T`), which runs when anything of the file is reached.
 */
export interface Units {
  references: ReadonlyMap<string, readonly Reference[]>;
  /** The unit in which something stands, by its offset. */
  at: ReadonlyMap<number, string>;
  /** Names of the exports that have a unit. */
  exports: ReadonlySet<string>;
}

export const TOP = 'T';

export function unitsOf(program: Program): Units {
  const writer = new UnitWriter(program);
  writer.write();
  return writer;
}

class UnitWriter implements Units {
  readonly references = new Map<string, Reference[]>();
  readonly at = new Map<number, string>();
  readonly exports = new Set<string>();
  readonly #namespaces: ReadonlyMap<number, string>;

  constructor(private readonly program: Program) {
    this.#namespaces = namespacesIn(program);
  }

  write(): void {
    const { functions, classes, types, exports } = this.program;
    this.references.set(TOP, []);
    for (const statement of functions[0]?.body ?? []) this.#top(statement);
    functions.forEach((form, index) => {
      if (index > 0) this.#function(form, index);
    });
    classes.forEach((form, index) => {
      this.#class(form, index);
    });
    types.forEach((form, index) => {
      this.#collect(form, `Y${index}`);
    });
    for (const form of exports) if (form.k === 'value') this.#export(form.name, form.value);
  }

  #refer(unit: string, reference: Reference): void {
    const list = this.references.get(unit);
    if (list) list.push(reference);
    else this.references.set(unit, [reference]);
  }

  #function(form: FunctionForm, index: number): void {
    const unit = `F${index}`;
    if (form.cls !== undefined) this.#refer(unit, { unit: `C${form.cls}` });
    this.#collect([form.params, form.returns, form.body], unit);
  }

  #class({ members, construct, initializer, ...form }: ClassForm, index: number): void {
    const unit = `C${index}`;
    for (const fn of [construct, initializer, ...members.map((member) => member.fn)]) if (fn !== undefined) this.#refer(unit, { unit: `F${fn}` });
    this.#collect([form.extends, form.implements, members], unit);
  }

  /** A value that is only put somewhere at the top level is reached with what holds it; what runs there is reached with the file. */
  #top(statement: Stmt): void {
    if (statement.k === 'do' && statement.expr.k === 'assign') {
      const { target, value } = statement.expr;
      if (target.k === 'var' && this.#namespaces.has(target.id)) return;
      const holder = holderOf(target);
      if (holder !== undefined) {
        if (target.k === 'export') this.#export(target.name, value);
        else this.#collect(value, holder);
        for (const part of running(value)) this.#collect(part, TOP);
        return;
      }
    }
    this.#collect(statement, TOP);
  }

  #export(name: string, value: Expr): void {
    this.exports.add(name);
    this.#collect(value, `X${name}`);
    if (name !== '=' || value.k !== 'object') return;
    for (const entry of value.entries) {
      if (entry.k !== 'field') continue;
      this.exports.add(entry.name);
      this.#collect(entry.value, `X${entry.name}`);
    }
  }

  /** Notes what a form of any kind refers to. */
  #collect(form: unknown, unit: string): void {
    if (!this.references.has(unit)) this.references.set(unit, []);
    if (Array.isArray(form)) {
      for (const part of form) this.#collect(part, unit);
      return;
    }
    if (typeof form !== 'object' || form === null) return;
    const node = form as Expr | { k?: undefined };
    if ('at' in node && typeof node.at === 'number' && (unit === TOP || !this.at.has(node.at))) this.at.set(node.at, unit);
    const named = this.#named(form, unit);
    if (named) return;
    for (const part of Object.values(form)) if (typeof part === 'object') this.#collect(part, unit);
  }

  /** Handles the forms that name something; `true` when nothing of them is left to be looked at. */
  #named(form: object, unit: string): boolean {
    const node = form as Expr | { k: 'named'; binding: { k: string; module?: string; name?: string; index?: number }; path: readonly string[]; args: unknown } | { k: 'getter'; fn: number };
    switch (node.k) {
      case 'var':
        this.#variable(node.id, unit);
        return true;
      case 'function':
        this.#refer(unit, { unit: `F${node.index}` });
        return true;
      case 'class':
        this.#refer(unit, { unit: `C${node.index}` });
        return true;
      case 'getter':
        this.#refer(unit, { unit: `F${node.fn}` });
        return true;
      case 'import':
        this.#refer(unit, { module: node.module, name: node.name });
        return true;
      case 'member': {
        const module = this.#namespace(node.of);
        if (module === undefined) return false;
        this.#refer(unit, { module, name: node.name });
        return true;
      }
      case 'assign':
        // Which of its names are used is said where the variable is.
        if (node.target.k === 'var' && this.#namespaces.has(node.target.id)) return true;
        if (node.target.k === 'var') this.#collect(node.value, `V${node.target.id}`);
        if (node.target.k === 'export') this.#export(node.target.name, node.value);
        return false;
      case 'named': {
        const { binding, path } = node;
        if (binding.k === 'import') this.#refer(unit, { module: binding.module ?? '', name: binding.name === '*' ? (path[0] ?? '*') : (binding.name ?? '*') });
        if (binding.k === 'class') this.#refer(unit, { unit: `C${binding.index}` });
        if (binding.k === 'type') this.#refer(unit, { unit: `Y${binding.index}` });
        return false;
      }
      default:
        return false;
    }
  }

  #variable(id: number, unit: string): void {
    const module = this.#namespaces.get(id);
    this.#refer(unit, module === undefined ? { unit: `V${id}` } : { module, name: '*' });
  }

  #namespace(of: Expr): string | undefined {
    const bare = stripped(of);
    if (bare.k === 'import' && bare.name === '*') return bare.module;
    return bare.k === 'var' ? this.#namespaces.get(bare.id) : undefined;
  }
}

const stripped = (expr: Expr): Expr => (expr.k === 'await' || expr.k === 'cast' ? stripped(expr.of) : expr);

/** The unit that a target at the top level belongs to. */
function holderOf(target: Target): string | undefined {
  if (target.k === 'var') return `V${target.id}`;
  if (target.k === 'export') return `X${target.name}`;
  if (target.k === 'global') return undefined;
  const root = rootOf(target.of);
  return root === undefined ? undefined : `V${root}`;
}

function rootOf(expr: Expr): number | undefined {
  if (expr.k === 'var') return expr.id;
  return expr.k === 'member' || expr.k === 'index' ? rootOf(expr.of) : undefined;
}

/** The parts of a value that run when it is made. */
function running(value: Expr): readonly Expr[] {
  switch (value.k) {
    case 'lit':
    case 'var':
    case 'global':
    case 'import':
    case 'function':
    case 'this':
      return [];
    case 'class':
      return [];
    case 'object':
      return value.entries.flatMap((entry) => (entry.k === 'getter' ? [] : entry.k === 'computed' ? [...running(entry.name), ...running(entry.value)] : running(entry.value)));
    case 'array':
      return value.items.flatMap((item) => running(item.value));
    case 'await':
    case 'cast':
      return running(value.of);
    default:
      return [value];
  }
}

/** Variables that hold a module and nothing else: `const api = require('./api')`. */
function namespacesIn(program: Program): ReadonlyMap<number, string> {
  const held = new Map<number, string | undefined>();
  const visit = (form: unknown): void => {
    if (Array.isArray(form)) for (const part of form) visit(part);
    else if (typeof form === 'object' && form !== null) {
      const node = form as Expr;
      if (node.k === 'assign' && node.target.k === 'var') {
        const value = stripped(node.value);
        const module = value.k === 'import' && value.name === '*' ? value.module : undefined;
        held.set(node.target.id, held.has(node.target.id) && held.get(node.target.id) !== module ? undefined : module);
      }
      for (const part of Object.values(form)) if (typeof part === 'object') visit(part);
    }
  };
  visit(program.functions.map(({ body }) => body));
  return new Map([...held].flatMap(([id, module]) => (module === undefined ? [] : [[id, module] as const])));
}
