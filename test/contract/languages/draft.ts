import type { ClassForm, Expr, FunctionForm, FunctionRole, MemberForm, ParamForm, Program, Stmt, Target, Test, TypeRef } from '../../../src/model/index.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type FunctionDraft = Writable<Omit<FunctionForm, 'params' | 'body'>> & { params: ParamForm[]; body: Stmt[] };
export type ClassDraft = Writable<Omit<ClassForm, 'members'>> & { members: MemberForm[] };
/** What a name stands for: a variable, or an expression such as an import or the receiver. */
type Meaning = { variable: number } | { expr: (at: number) => Expr };
export interface FunctionPlace {
  name: string;
  role: FunctionRole;
  cls?: number;
  lexicalThis?: boolean;
}

class Scope {
  readonly names = new Map<string, Meaning>();
  constructor(readonly outer?: Scope) {}
  find(name: string): Meaning | undefined {
    return this.names.get(name) ?? this.outer?.find(name);
  }
}

/** A program while a front end writes it: functions, classes, and what names mean where. */
export class Draft {
  readonly functions: FunctionDraft[] = [{ name: '', role: 'top', outer: -1, lexicalThis: false, params: [], body: [], at: 0 }];
  readonly classes: ClassDraft[] = [];
  readonly variables: Writable<Program['variables'][number]>[] = [];
  readonly imports: Program['imports'][number][] = [];
  readonly exports: Program['exports'][number][] = [];
  readonly problems: Program['problems'][number][] = [];
  scope = new Scope();
  #fn = 0;

  bind(name: string, expr: (at: number) => Expr): void {
    this.scope.names.set(name, { expr });
  }

  declare(name: string, at: number, type?: TypeRef): Target {
    const own = this.scope.names.get(name);
    if (own !== undefined && 'variable' in own) return { k: 'var', id: own.variable };
    const id = this.variables.push({ name, owner: this.#fn, captured: false, at, ...(type && { type }) }) - 1;
    this.scope.names.set(name, { variable: id });
    return { k: 'var', id };
  }

  read(name: string, at: number): Expr {
    const meaning = this.scope.find(name);
    if (meaning === undefined) return { k: 'global', name, at };
    return 'expr' in meaning ? meaning.expr(at) : { k: 'var', id: this.#touch(meaning.variable), at };
  }

  target(name: string): Target {
    const meaning = this.scope.find(name);
    return meaning !== undefined && 'variable' in meaning ? { k: 'var', id: this.#touch(meaning.variable) } : { k: 'global', name };
  }

  /** Runs `lower` inside a scope of its own. */
  inBlock<T>(lower: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer);
    const value = lower();
    this.scope = outer;
    return value;
  }

  /** Runs `lower` inside a new function with a scope of its own; gives the function's index. */
  inFunction({ name, role, cls, lexicalThis = false }: FunctionPlace, at: number, lower: (fn: FunctionDraft) => void): number {
    const outer = this.#fn;
    const draft: FunctionDraft = { name, role, outer, lexicalThis, params: [], body: [], at, ...(cls !== undefined && { cls }) };
    this.#fn = this.functions.push(draft) - 1;
    this.inBlock(() => {
      lower(draft);
    });
    const index = this.#fn;
    this.#fn = outer;
    return index;
  }

  /** Adds a parameter and binds it to a variable. */
  addParam(fn: FunctionDraft, param: Omit<ParamForm, 'optional'>, fallback?: Expr): void {
    const { name, at, type } = param;
    const index = fn.params.push({ ...param, optional: fallback !== undefined }) - 1;
    const given: Expr = { k: 'param', index, at };
    fn.body.push(assign(this.declare(name, at, type), fallback === undefined ? given : { k: 'default', of: given, fallback, at }, at));
  }

  addClass(name: string, at: number): number {
    return this.classes.push({ name, implements: [], members: [], at }) - 1;
  }

  program(file: string, language: string, text: string): Program {
    const { functions, classes, variables, imports, exports, problems } = this;
    const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    return { file, language, kind: 'module', lineStarts, imports, exports, functions, classes, types: [], variables, pageScripts: [], problems };
  }

  #touch(id: number): number {
    const variable = this.variables[id];
    if (variable !== undefined && variable.owner !== this.#fn) variable.captured = true;
    return id;
  }
}

export function assign(target: Target, value: Expr, at: number, op: 'set' | 'append' = 'set'): Stmt {
  return { k: 'do', expr: { k: 'assign', target, value, op, at } };
}

export function testOf(expr: Expr, source: string): Test {
  return { expr, key: source.replace(/\s+/g, ' '), negated: false, reads: readsOf(expr) };
}

function readsOf(part: unknown): number[] {
  if (Array.isArray(part)) return part.flatMap(readsOf);
  if (typeof part !== 'object' || part === null) return [];
  if ('k' in part && part.k === 'var' && 'id' in part && typeof part.id === 'number') return [part.id];
  return Object.values(part).flatMap(readsOf);
}
