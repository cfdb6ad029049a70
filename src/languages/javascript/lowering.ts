import type {
  ClassForm,
  ExportForm,
  Expr,
  FunctionForm,
  ImportForm,
  MemberForm,
  ParamForm,
  Stmt,
  Target,
  TypeForm,
  TypeRef,
  VariableForm,
} from '../../model/program.js';
import { Scope } from './scope.js';
import type { ts } from './typescript.js';

type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type FunctionDraft = Draft<Omit<FunctionForm, 'params' | 'body'>> & { params: ParamForm[]; body: Stmt[] };
export type ClassDraft = Draft<Omit<ClassForm, 'members'>> & { members: MemberForm[] };
export type TypeDraft = Draft<Omit<TypeForm, 'members' | 'extends'>> & {
  members: { name: string; type?: TypeRef }[];
  extends: TypeRef[];
};

/** What is wrong with the file, and where. */
export interface Problem {
  at: number;
  message: string;
}

/** The function whose body is being lowered. */
export interface CurrentFunction {
  index: number;
  arrow: boolean;
  /** The variable that stands for `this` while static members of a class are lowered where the class is defined. */
  self?: number;
}

/**
 * Expressions and statements nested deeper than this become opaque. It keeps this front end and the engine,
 * which walk by recursion, within the smallest stack Node gives.
 */
const DEEPEST = 400;
export const TOO_DEEP = 'nested too deeply';

/** What grows while one file is lowered, and where the walk stands. */
export class Lowering {
  readonly functions: FunctionDraft[] = [];
  readonly classes: ClassDraft[] = [];
  readonly types: TypeDraft[] = [];
  readonly variables: VariableForm[] = [];
  readonly imports: ImportForm[] = [];
  readonly exports: ExportForm[] = [];
  scope = new Scope();
  fn: CurrentFunction = { index: 0, arrow: false };
  /** Variables read since the innermost condition began. */
  reads: Set<number> | undefined;
  /** The object that `export` adds to inside a namespace. */
  namespace: Expr | undefined;
  /** Whether the file has `import` or `export` syntax, or assigns its exports. */
  isModule = false;
  #base = 0;
  #depth = 0;
  #tooDeep = false;

  constructor(
    public source: ts.SourceFile,
    readonly problems: Problem[],
  ) {
    this.addFunction({ name: '', role: 'top', outer: -1, lexicalThis: false, params: [], body: [], at: 0 });
  }

  /** Turns to another piece of the file, which begins at `base`. */
  enter(source: ts.SourceFile, base: number): void {
    this.source = source;
    this.#base = base;
  }

  /** Offset in the file of the node's first character, after leading space and comments. */
  at(node: ts.Node): number {
    return this.#base + node.getStart(this.source);
  }

  problem(at: number, message: string): void {
    this.problems.push({ at, message });
  }

  /** Goes one level deeper; false, and a problem of the file, where the nesting is too deep. Every `true` wants an `ascend`. */
  descend(node: ts.Node): boolean {
    if (this.#depth < DEEPEST) {
      this.#depth++;
      return true;
    }
    if (!this.#tooDeep) this.problem(this.at(node), TOO_DEEP);
    this.#tooDeep = true;
    return false;
  }

  ascend(): void {
    this.#depth--;
  }

  addFunction(draft: FunctionDraft): number {
    return this.functions.push(draft) - 1;
  }

  addClass(name: string, at: number): number {
    return this.classes.push({ name, implements: [], members: [], at }) - 1;
  }

  addType(name: string): number {
    return this.types.push({ name, members: [], extends: [] }) - 1;
  }

  addVariable(name: string, at: number): number {
    return this.variables.push({ name, owner: this.fn.index, captured: false, at }) - 1;
  }

  /** Binds the name to a variable of the current scope; a second declaration of it means the same variable. */
  declare(name: string, at: number, scope = this.scope): number {
    return (scope.own(name).variable ??= this.addVariable(name, at));
  }

  /** Reads a variable from where the walk stands. */
  variable(id: number, at: number): Expr {
    this.#touch(id);
    this.reads?.add(id);
    return { k: 'var', id, at };
  }

  /** What the name is when it is assigned to. */
  target(name: string): Target {
    const id = this.scope.value(name)?.variable;
    if (id === undefined) return { k: 'global', name };
    this.#touch(id);
    return { k: 'var', id };
  }

  setType(id: number, type: TypeRef | undefined): void {
    const variable = this.variables[id];
    if (variable !== undefined && type !== undefined) variable.type ??= type;
  }

  #touch(id: number): void {
    const variable = this.variables[id];
    if (variable !== undefined && variable.owner !== this.fn.index) variable.captured = true;
  }

  /** Keeps a value for later in a variable without a name. */
  keep(value: Expr, name = ''): { assign: Expr; id: number } {
    const id = this.addVariable(name, value.at);
    return { id, assign: { k: 'assign', target: { k: 'var', id }, value, op: 'set', at: value.at } };
  }
}

export function opaque(of: readonly Expr[], at: number): Expr {
  return { k: 'opaque', of, at };
}

export function assign(target: Target, value: Expr, at: number): Expr {
  return { k: 'assign', target, value, op: 'set', at };
}
