import type { Expr, Program, Stmt } from '../../model/program.js';

/** What variables of a module hold for good: those that are given a value once, at the top, which nothing changes or hands on; a text cannot be changed. */
export function settledVariables(program: Program): ReadonlyMap<number, Expr> {
  const writes = new Map<number, number>();
  const changed = new Set<number>();
  /** A variable whose value stands within that of another. */
  const within: [outer: number, inner: number][] = [];
  const visit = (expr: Expr, use: Use): void => {
    if (expr.k === 'var') {
      if (use === 'changed') changed.add(expr.id);
      else if (use !== 'read') within.push([use, expr.id]);
    } else if (expr.k === 'assign') {
      const { target, op, value } = expr;
      if (target.k === 'var') writes.set(target.id, (writes.get(target.id) ?? 0) + (op === 'set' ? 1 : 2));
      else if (target.k === 'member' || target.k === 'index') visit(target.of, 'changed');
      visit(value, target.k === 'var' ? target.id : target.k === 'export' ? 'read' : 'changed');
    } else for (const [part, how] of partsOf(expr)) visit(part, how === 'same' ? use : how);
  };
  for (const { body } of program.functions) for (const expr of body.flatMap(expressionsOf)) visit(expr, 'read');
  for (let before = -1; before !== changed.size; ) {
    before = changed.size;
    for (const [outer, inner] of within) if (changed.has(outer)) changed.add(inner);
  }
  const first = (program.functions[0]?.body ?? []).flatMap((statement): [number, Expr][] => (statement.k === 'do' && statement.expr.k === 'assign' && statement.expr.target.k === 'var' ? [[statement.expr.target.id, statement.expr.value]] : []));
  return new Map(first.filter(([id, value]) => writes.get(id) === 1 && (value.k === 'lit' || !changed.has(id))));
}

/** What becomes of a value: it is only looked at; or it may be changed; or it becomes part of what a variable holds. */
type Use = 'read' | 'changed' | number;

/** The parts of an expression, and what becomes of each: `same` is what becomes of the whole. */
function partsOf(expr: Expr): [Expr, Use | 'same'][] {
  const all = (exprs: readonly Expr[], use: Use | 'same'): [Expr, Use | 'same'][] => exprs.map((one) => [one, use]);
  switch (expr.k) {
    case 'object':
      return expr.entries.flatMap((entry): [Expr, Use | 'same'][] => (entry.k === 'getter' ? [] : entry.k === 'computed' ? [[entry.name, 'read'], [entry.value, 'same']] : [[entry.value, 'same']]));
    case 'array':
      return all(expr.items.map(({ value }) => value), 'same');
    case 'call':
      // A method may change what it is called on, and any function what it is given.
      return [expr.callee.k === 'member' || expr.callee.k === 'index' ? [expr.callee.of, 'changed'] : [expr.callee, 'read'], ...all(expr.args.map(({ value }) => value), 'changed')];
    case 'opaque':
      return all(expr.of, 'changed');
    case 'text':
      return all(expr.parts, 'read');
    case 'choose':
      return [[expr.test.expr, 'read'], ...all([expr.then, expr.else], 'same')];
    case 'logic':
      return all([expr.left, expr.right], 'same');
    case 'equal':
      return all([expr.left, expr.right], 'read');
    case 'default':
      return all([expr.of, expr.fallback], 'same');
    case 'sequence':
      return all(expr.of, 'same');
    case 'index':
      return [[expr.of, 'same'], [expr.index, 'read']];
    case 'member':
    case 'cast':
    case 'await':
    case 'element':
    case 'key':
    case 'rest':
      return [[expr.of, 'same']];
    default:
      return [];
  }
}

function expressionsOf(statement: Stmt): Expr[] {
  switch (statement.k) {
    case 'do':
      return [statement.expr];
    case 'if':
      return [statement.test.expr, ...[...statement.then, ...statement.else].flatMap(expressionsOf)];
    case 'loop':
      return [...(statement.test ? [statement.test] : []), ...statement.body.flatMap(expressionsOf)];
    case 'try':
      return [...statement.body, ...statement.handler].flatMap(expressionsOf);
    case 'switch':
      return [statement.subject, ...statement.arms.flatMap(({ when, body }) => [...when, ...body.flatMap(expressionsOf)])];
    case 'return':
    case 'exit':
      return statement.value ? [statement.value] : [];
  }
}
