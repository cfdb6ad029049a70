import type { Place } from './place.js';
import type { ClassForm, FunctionForm, Program, TypeRef } from './program.js';

/**
 * Abstract values: what an expression can be, as far as the code tells.
 * Terms are immutable. Free `param` and `self` terms make a term parametric: it is a summary over the function they belong to.
 */
export type Term =
  | Lit
  /** Text put together; parts that are not literal are holes. */
  | { t: 'text'; parts: readonly Term[] }
  | { t: 'param'; fn: FunctionRef; index: number }
  /** The receiver (`this`) of a function. */
  | { t: 'self'; fn: FunctionRef }
  /** What a parameter is given by all callers in sight, for values that outlive the call. */
  | { t: 'joined'; fn: FunctionRef; index: number }
  /** What a method of the superclass is read from; `self` once the receiver is bound. */
  | { t: 'super'; fn: FunctionRef; self?: Term }
  /** All arguments of a function, from an index on. */
  | { t: 'arguments'; fn: FunctionRef; from: number }
  /** A variable whatever the time: every value that is ever assigned to it. */
  | { t: 'cell'; program: Program; variable: number }
  | { t: 'global'; name: string; program: Program }
  /** Something exported by a module: of the project until followed, of a package when left. */
  | { t: 'import'; from: Program; module: string; name: string }
  | Member
  | { t: 'index'; of: Term; index: Term; at: Place }
  | { t: 'element'; of: Term }
  | { t: 'key'; of: Term }
  | { t: 'rest'; of: Term; from: number; without: readonly string[] }
  | CallTerm
  | ObjectTerm
  | { t: 'array'; items: readonly Item[] }
  | FunctionTerm
  | ClassTerm
  | InstanceTerm
  | { t: 'choice'; options: readonly Option[] }
  | { t: 'default'; of: Term; fallback: Term }
  | { t: 'logic'; op: 'or' | 'and' | 'nullish'; left: Term; right: Term }
  /** A value with a declared type, for when the value itself cannot be told. */
  | { t: 'typed'; of: Term; type: TypeRef; program: Program }
  | { t: 'equal'; left: Term; right: Term }
  | { t: 'unknown' };

export interface Lit {
  t: 'lit';
  value: string | number | boolean | null | undefined;
  at?: Place;
}

export interface Member {
  t: 'member';
  of: Term;
  name: string;
  /** Where the name stands. */
  at: Place;
  /** The text by which it was reached, for `of['name']`. */
  key?: Lit;
}

export interface CallTerm {
  t: 'call';
  callee: Term;
  args: readonly Item[];
  construct: boolean;
  at: Place;
}

export interface ObjectTerm {
  t: 'object';
  /** In source order: a later entry wins over an earlier one. */
  entries: readonly ObjectEntry[];
}

export type ObjectEntry =
  | { k: 'field'; name: string; value: Term }
  | { k: 'getter'; name: string; value: Term }
  | { k: 'spread'; value: Term }
  /** A field whose name is not known, e.g. `{ [key]: value }`. */
  | { k: 'any'; name: Term; value: Term };

export interface FunctionTerm {
  t: 'function';
  fn: FunctionRef;
  /** What is bound of the functions around it. */
  env: Env;
  /** The receiver it was read from, or bound to. */
  self?: Term;
  /** Arguments already given (`bind`). */
  bound?: readonly Item[];
}

export interface ClassTerm {
  t: 'class';
  cls: ClassRef;
  env: Env;
}

/** `args` undefined: created out of sight (by a framework, or known only by its declared type). */
export interface InstanceTerm {
  t: 'instance';
  cls: ClassRef;
  args: readonly Item[] | undefined;
  env: Env;
}

export interface Item {
  value: Term;
  spread?: boolean;
  name?: string;
}

/** One alternative, and the choices made on the way to it. Alternatives with contradicting guards never meet. */
export interface Option {
  when: readonly Guard[];
  value: Term;
}

export interface Guard {
  key: string;
  arm: number;
  /** Tells the outcome once it is known: `equal` to true means arm 1. */
  test?: Term;
}

/** Arguments and receivers of functions, by function: what `param` and `self` stand for. */
export type Env = ReadonlyMap<FunctionRef, Frame>;
/** `args` `free`: parameters stay as they are; undefined: called out of sight. */
export interface Frame {
  args: readonly Item[] | 'free' | undefined;
  self: Term | undefined;
}

/** One object per function and class of the project, so that they compare by identity. */
export interface FunctionRef {
  program: Program;
  index: number;
  form: FunctionForm;
  outer: FunctionRef | undefined;
  cls: ClassRef | undefined;
}

export interface ClassRef {
  program: Program;
  index: number;
  form: ClassForm;
}

export const NO_ENV: Env = new Map();
export const UNKNOWN: Term = { t: 'unknown' };
export const UNDEFINED: Term = { t: 'lit', value: undefined };

/** A literal term. */
export function literal(value: Lit['value'], at?: Place): Lit {
  return at ? { t: 'lit', value, at } : { t: 'lit', value };
}

/** The text of a literal that stands for text (numbers as they print), or undefined. */
export function literalText(term: Term): string | undefined {
  if (term.t !== 'lit') return undefined;
  return typeof term.value === 'string' ? term.value : typeof term.value === 'number' ? String(term.value) : undefined;
}
