import { NOWHERE, NO_ENV, UNKNOWN, literal, type Expr, type Program, type Term, type TypeForm, type TypeRef } from '../model/index.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';

/** What a declared type says of a value: something to look members up in, and what its elements are. */
export interface Declared {
  value: Term | undefined;
  element: Term | undefined;
}

/** Types that stand for what they wrap, as far as members go. */
const WRAPPERS = new Set([
  'Promise', 'Awaited', 'Partial', 'Required', 'Readonly', 'Pick', 'Omit', 'NonNullable', 'Ref', 'ShallowRef', 'ComputedRef',
  'MutableRefObject', 'RefObject', 'Observable', 'Mocked', 'DeepPartial',
]);
const LISTS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable']);
const MAPS = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record']);
const MAX_DEPTH = 8;

/** Reads the declared type of a typed value. */
export function typedValue(evaluator: Evaluator, term: Term): Declared | undefined {
  return term.t === 'typed' ? declared(evaluator, term.type, term.program, 0) : undefined;
}

function declared(evaluator: Evaluator, type: TypeRef, program: Program, depth: number): Declared | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (type.k) {
    case 'named':
      return named(evaluator, type, program, depth);
    case 'union': {
      const all = type.of.map((one) => declared(evaluator, one, program, depth + 1)).filter((one) => one !== undefined);
      const values = all.map((one) => one.value).filter((value) => value !== undefined);
      const elements = all.map((one) => one.element).filter((value) => value !== undefined);
      if (values.length === 0 && elements.length === 0) return undefined;
      return { value: values.length > 0 ? join(values) : undefined, element: elements.length > 0 ? join(elements) : undefined };
    }
    case 'array':
      return { value: undefined, element: { t: 'typed', of: UNKNOWN, type: type.of, program } };
    case 'object':
      return { value: membersOf(type.members, program), element: undefined };
    case 'text':
      return { value: literal(type.value), element: undefined };
    case 'typeof':
      return { value: valueOf(evaluator, type.of, program), element: undefined };
  }
}

/** The value that `typeof` names. */
function valueOf(evaluator: Evaluator, expr: Expr, program: Program): Term | undefined {
  switch (expr.k) {
    case 'var':
      return evaluator.evaluate({ t: 'cell', program, variable: expr.id });
    case 'import':
      return evaluator.evaluate({ t: 'import', from: program, module: expr.module, name: expr.name });
    case 'global':
      return evaluator.evaluate({ t: 'global', name: expr.name, program });
    case 'member': {
      const of = valueOf(evaluator, expr.of, program);
      return of && evaluator.evaluate({ t: 'member', of, name: expr.name, at: NOWHERE });
    }
    default:
      return undefined;
  }
}

/** `ReturnType<…>` and `InstanceType<…>`: what calling or constructing the value gives. */
function resultOf(evaluator: Evaluator, type: TypeRef, construct: boolean, program: Program, depth: number): Declared | undefined {
  const callee = declared(evaluator, type, program, depth + 1)?.value;
  if (!callee) return undefined;
  return { value: evaluator.evaluate({ t: 'call', callee, args: [], construct, at: NOWHERE }), element: undefined };
}

function named(evaluator: Evaluator, type: Extract<TypeRef, { k: 'named' }>, program: Program, depth: number): Declared | undefined {
  const first = type.args[0];
  switch (type.binding.k) {
    case 'global': {
      const { name } = type.binding;
      if (type.path.length === 0 && first && (name === 'ReturnType' || name === 'InstanceType')) return resultOf(evaluator, first, name === 'InstanceType', program, depth);
      if (type.path.length === 0 && MAPS.has(name) && type.args[1]) return { value: undefined, element: { t: 'typed', of: UNKNOWN, type: type.args[1], program } };
      if (type.path.length === 0 && WRAPPERS.has(name) && first) return declared(evaluator, first, program, depth + 1);
      if (type.path.length === 0 && LISTS.has(name) && first) return { value: undefined, element: { t: 'typed', of: UNKNOWN, type: first, program } };
      const root: Term = { t: 'global', name, program };
      // A bare name that nothing is known of is a type parameter or a type of the runtime.
      if (type.path.length === 0 && !evaluator.platform.keeps(root)) return undefined;
      return { value: made(evaluator, root, type.path), element: undefined };
    }
    case 'class': {
      const cls = evaluator.fileOf(program.file)?.classes[type.binding.index];
      return cls && { value: { t: 'instance', cls, args: undefined, env: NO_ENV }, element: undefined };
    }
    case 'type': {
      const form = program.types[type.binding.index];
      return (form && formed(evaluator, form, program, depth)) ?? (first && declared(evaluator, first, program, depth + 1));
    }
    case 'import': {
      const { module, name } = type.binding;
      if (WRAPPERS.has(name) && first) return declared(evaluator, first, program, depth + 1);
      const found = findType(evaluator, program, module, name === '*' ? (type.path[0] ?? '') : name, new Set());
      if (found) return formed(evaluator, found.form, found.program, depth) ?? (first && declared(evaluator, first, program, depth + 1));
      const value = evaluator.evaluate({ t: 'import', from: program, module, name });
      return { value: made(evaluator, value, type.path), element: undefined };
    }
  }
}

/** An instance of the class a value names; undefined when it is none. */
function made(evaluator: Evaluator, root: Term, path: readonly string[]): Term | undefined {
  let value = root;
  for (const name of path) value = evaluator.member(value, name);
  if (value.t === 'class') return { t: 'instance', cls: value.cls, args: undefined, env: value.env };
  if (value.t === 'import' || value.t === 'member' || value.t === 'global') {
    return evaluator.evaluate({ t: 'call', callee: value, args: [], construct: true, at: NOWHERE });
  }
  return undefined;
}

function formed(evaluator: Evaluator, form: TypeForm, program: Program, depth: number): Declared | undefined {
  const classes = evaluator.project.implementing(form, program);
  if (classes.length > 0) return { value: join(classes.map((cls): Term => ({ t: 'instance', cls, args: undefined, env: NO_ENV }))), element: undefined };
  if (form.alias) return declared(evaluator, form.alias, program, depth + 1);
  const bases = form.extends.map((base) => declared(evaluator, base, program, depth + 1)?.value).filter((value) => value !== undefined);
  const own = membersOf(form.members, program);
  return { value: { t: 'object', entries: [...bases.map((value) => ({ k: 'spread' as const, value })), ...(own.t === 'object' ? own.entries : [])] }, element: undefined };
}

function membersOf(members: TypeForm['members'], program: Program): Term {
  return {
    t: 'object',
    entries: members.map(({ name, type }) => ({ k: 'field', name, value: type ? { t: 'typed', of: UNKNOWN, type, program } : UNKNOWN })),
  };
}

function findType(evaluator: Evaluator, from: Program, module: string, name: string, seen: Set<Program>): { form: TypeForm; program: Program } | undefined {
  const file = evaluator.project.module(from, module);
  if (!file || seen.has(file.program)) return undefined;
  seen.add(file.program);
  const form = file.program.types.find((type) => type.name === name);
  if (form) return { form, program: file.program };
  for (const next of file.program.exports) {
    if (next.k === 'all') {
      const found = findType(evaluator, file.program, next.module, name, seen);
      if (found) return found;
    }
    if (next.k === 'from' && next.name === name) return findType(evaluator, file.program, next.module, next.imported, seen);
  }
  return undefined;
}
