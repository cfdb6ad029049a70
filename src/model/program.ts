/**
 * The common program form. A language front end lowers one file to it; the engine knows nothing else of a language.
 *
 * Positions (`at`) are UTF-16 offsets into the file's text (for a page, into the page). `Program.lineStarts` turns them into lines.
 * Names are resolved by the front end: every local variable, parameter variable and import has been bound,
 * what is left is `global`. Anything the form cannot say is `opaque`, with its operands kept, because they may call.
 */
export interface Program {
  file: string;
  language: string;
  /** A `script` shares its top-level variables with the other scripts of its pages; a `module` does not. */
  kind: 'module' | 'script';
  /** Offset of the first character of each line, ascending, starting with 0. */
  lineStarts: readonly number[];
  /** Every module this file names, for discovery. `typeOnly` imports carry no values. */
  imports: readonly ImportForm[];
  exports: readonly ExportForm[];
  /** Index 0 is the file's top level. */
  functions: readonly FunctionForm[];
  classes: readonly ClassForm[];
  types: readonly TypeForm[];
  variables: readonly VariableForm[];
  /** For a page: the local scripts it loads, as written, in order. */
  pageScripts: readonly string[];
  /** Syntax errors: the rest of the file is lowered all the same. */
  problems: readonly { at: number; message: string }[];
}

export interface ImportForm {
  module: string;
  typeOnly: boolean;
  at: number;
}

export type ExportForm =
  /** `name` is `default`, an exported name, or `=` for a whole CommonJS `module.exports`. */
  | { k: 'value'; name: string; value: Expr; at: number }
  | { k: 'from'; name: string; module: string; imported: string; at: number }
  | { k: 'all'; module: string; at: number };

export interface VariableForm {
  name: string;
  /** Index of the function that owns it. */
  owner: number;
  type?: TypeRef;
  /** Read or written by a function other than its owner. */
  captured: boolean;
  at: number;
}

export type FunctionRole = 'top' | 'function' | 'method' | 'getter' | 'setter' | 'constructor' | 'initializer';

export interface FunctionForm {
  name: string;
  role: FunctionRole;
  /** Index of the enclosing function; -1 for the top level. */
  outer: number;
  /** Index into `Program.classes` when the function is a member. */
  cls?: number;
  static?: boolean;
  /** `this` is that of the enclosing function (arrow functions, lambdas). */
  lexicalThis: boolean;
  params: readonly ParamForm[];
  returns?: TypeRef;
  /** Begins with the assignments that bind parameters to variables, defaults applied, patterns taken apart. */
  body: readonly Stmt[];
  at: number;
}

export interface ParamForm {
  name: string;
  /** Takes all remaining arguments as an array. */
  rest: boolean;
  /** May be left out by the caller. */
  optional: boolean;
  type?: TypeRef;
  at: number;
}

export interface ClassForm {
  name: string;
  extends?: Expr;
  /** Declared supertypes that carry no code (TypeScript `implements`, Go embedding by interface, …). */
  implements: readonly TypeRef[];
  /** Index of the constructor function. */
  construct?: number;
  /** Index of the synthetic function that assigns the instance fields (`this.x = …`), run before the constructor's body. */
  initializer?: number;
  members: readonly MemberForm[];
  at: number;
}

export interface MemberForm {
  name: string;
  kind: 'method' | 'getter' | 'setter' | 'field';
  static: boolean;
  /** For methods, getters and setters. */
  fn?: number;
  /** For fields: the declared type. */
  type?: TypeRef;
  at: number;
}

/** An interface or a type alias. */
export interface TypeForm {
  name: string;
  /** Declared members of an interface or an object type. */
  members: readonly { name: string; type?: TypeRef }[];
  extends: readonly TypeRef[];
  /** What an alias stands for. */
  alias?: TypeRef;
}

export type TypeRef =
  /** `path` are the segments after the binding: `platformClient.RoutingApi` bound to an import has path `['RoutingApi']`. */
  | { k: 'named'; binding: TypeBinding; path: readonly string[]; args: readonly TypeRef[] }
  /** Unions and intersections: any member may lead to the class. */
  | { k: 'union'; of: readonly TypeRef[] }
  | { k: 'array'; of: TypeRef }
  | { k: 'object'; members: readonly { name: string; type?: TypeRef }[] }
  | { k: 'text'; value: string }
  | { k: 'typeof'; of: Expr };

export type TypeBinding =
  | { k: 'import'; module: string; name: string }
  | { k: 'class'; index: number }
  | { k: 'type'; index: number }
  | { k: 'global'; name: string };

export type Stmt =
  | { k: 'do'; expr: Expr }
  | { k: 'if'; test: Test; then: readonly Stmt[]; else: readonly Stmt[] }
  /** Any loop. A `for each` begins its body with assignments from `element` (or `key`) of the iterated expression. */
  | { k: 'loop'; test?: Expr; body: readonly Stmt[] }
  /** Statements of which any prefix may have run before the handler does. `finally` is appended after. */
  | { k: 'try'; body: readonly Stmt[]; handler: readonly Stmt[] }
  /** One of several, chosen at run time; nothing runs when none fits unless `total`. */
  | { k: 'switch'; subject: Expr; arms: readonly SwitchArm[] }
  | { k: 'return'; value?: Expr; at: number }
  /** Nothing after it in its block runs. A `break` that merely ends a switch arm is left out. */
  | { k: 'exit'; how: 'throw' | 'break' | 'continue'; value?: Expr };

export interface SwitchArm {
  /** Values that choose this arm; empty for the default arm. */
  when: readonly Expr[];
  body: readonly Stmt[];
  /** Control goes on into the next arm. */
  fallsThrough: boolean;
}

/** A condition. Two tests with the same `key` and unchanged variables choose the same way. */
export interface Test {
  expr: Expr;
  /** The condition's source with white space folded; leading negations are taken off into `negated`. */
  key: string;
  negated: boolean;
  /** Variables that the condition reads (indexes into `Program.variables`). */
  reads: readonly number[];
}

export type Expr =
  | { k: 'lit'; value: string | number | boolean | null | undefined; at: number }
  /** Text put together: templates, `+`, implicit joins. `+` on two numbers also arrives here. */
  | { k: 'text'; parts: readonly Expr[]; at: number }
  | { k: 'var'; id: number; at: number }
  | { k: 'global'; name: string; at: number }
  /** The raw argument; appears only in the assignments at the start of a body. */
  | { k: 'param'; index: number; at: number }
  /** All arguments as an array (JavaScript `arguments`). */
  | { k: 'arguments'; at: number }
  | { k: 'this'; at: number }
  | { k: 'super'; at: number }
  /** An imported binding. `name` is `*` for the module object, `default`, or the exported name. */
  | { k: 'import'; module: string; name: string; at: number }
  /** `at` is where the name stands. */
  | { k: 'member'; of: Expr; name: string; at: number }
  | { k: 'index'; of: Expr; index: Expr; at: number }
  /** `at` is where the callee's last name stands; `types` are explicit type arguments. */
  | { k: 'call'; callee: Expr; args: readonly Arg[]; construct: boolean; types?: readonly TypeRef[]; at: number }
  | { k: 'object'; entries: readonly Entry[]; at: number }
  | { k: 'array'; items: readonly Arg[]; at: number }
  | { k: 'function'; index: number; at: number }
  | { k: 'class'; index: number; at: number }
  | { k: 'choose'; test: Test; then: Expr; else: Expr; at: number }
  /** Value of the first operand that is fit (`or`, `nullish`), or of the second if the first is (`and`). */
  | { k: 'logic'; op: 'or' | 'and' | 'nullish'; left: Expr; right: Expr; at: number }
  /** `of`, or `fallback` where `of` was left out. */
  | { k: 'default'; of: Expr; fallback: Expr; at: number }
  /** Value is the assigned value. `append` is `+=`. `declare` marks a declaration's first value. */
  | { k: 'assign'; target: Target; value: Expr; op: 'set' | 'append' | 'default'; at: number }
  | { k: 'element'; of: Expr; at: number }
  | { k: 'key'; of: Expr; at: number }
  /** What is left of an array after `from` elements, or of an object without the names in `without`. */
  | { k: 'rest'; of: Expr; from: number; without: readonly string[]; at: number }
  | { k: 'await'; of: Expr; at: number }
  | { k: 'cast'; of: Expr; type: TypeRef; at: number }
  /** Value is that of the last expression; the others are evaluated before. */
  | { k: 'sequence'; of: readonly Expr[]; at: number }
  /** Whether both are the same (`===`, `==`); lets a branch be decided once a parameter is known. */
  | { k: 'equal'; left: Expr; right: Expr; at: number }
  | { k: 'opaque'; of: readonly Expr[]; at: number };

export type Target =
  | { k: 'var'; id: number }
  | { k: 'global'; name: string }
  | { k: 'member'; of: Expr; name: string }
  | { k: 'index'; of: Expr; index: Expr }
  /** `exports.name = …`, `module.exports = …` (name `=`). */
  | { k: 'export'; name: string };

/** An argument or array item. `name` is a keyword argument (Python, C#). */
export interface Arg {
  value: Expr;
  spread?: boolean;
  name?: string;
}

export type Entry =
  | { k: 'field'; name: string; value: Expr; at: number }
  | { k: 'computed'; name: Expr; value: Expr; at: number }
  | { k: 'getter'; name: string; fn: number; at: number }
  | { k: 'spread'; value: Expr };
