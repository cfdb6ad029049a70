import type { Expr, Stmt } from '../../model/program.js';
import { lowerExpr } from './expressions.js';
import { run } from './functions.js';
import { declareList, isBlockScoped } from './hoist.js';
import type { Lowering } from './lowering.js';
import { assignTo, bindName } from './patterns.js';
import { Scope } from './scope.js';
import { lowerBranch, lowerVariables } from './statements.js';
import { ts } from './typescript.js';

export function lowerFor(l: Lowering, node: ts.ForStatement, out: Stmt[]): void {
  const outer = l.scope;
  const { initializer, condition, incrementor } = node;
  if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) {
    openLoop(l, initializer);
    lowerVariables(l, initializer, out);
  } else if (initializer !== undefined) out.push(run(lowerExpr(l, initializer)));
  const test = condition === undefined ? undefined : lowerExpr(l, condition);
  const body = lowerBranch(l, node.statement);
  if (incrementor !== undefined) body.push(run(lowerExpr(l, incrementor)));
  out.push(test === undefined ? { k: 'loop', body } : { k: 'loop', test, body });
  l.scope = outer;
}

export function lowerForEach(l: Lowering, node: ts.ForOfStatement | ts.ForInStatement, out: Stmt[]): void {
  const outer = l.scope;
  const { initializer } = node;
  const iterated = lowerExpr(l, node.expression);
  const value: Expr = { k: ts.isForOfStatement(node) ? 'element' : 'key', of: iterated, at: iterated.at };
  const assignments: Expr[] = [];
  if (ts.isVariableDeclarationList(initializer)) {
    openLoop(l, initializer);
    const [declaration] = initializer.declarations;
    if (declaration !== undefined) bindName(l, declaration.name, value, undefined, assignments);
  } else assignTo(l, initializer, value, assignments);
  out.push({ k: 'loop', body: [...assignments.map(run), ...lowerBranch(l, node.statement)] });
  l.scope = outer;
}

/** `let` and `const` in a loop's head belong to the loop. */
function openLoop(l: Lowering, list: ts.VariableDeclarationList): void {
  if (!isBlockScoped(list)) return;
  l.scope = new Scope(l.scope);
  declareList(l, list);
}

export function lowerWhile(l: Lowering, node: ts.WhileStatement, out: Stmt[]): void {
  const test = lowerExpr(l, node.expression);
  out.push({ k: 'loop', test, body: lowerBranch(l, node.statement) });
}

export function lowerDo(l: Lowering, node: ts.DoStatement, out: Stmt[]): void {
  const body = lowerBranch(l, node.statement);
  body.push(run(lowerExpr(l, node.expression)));
  out.push({ k: 'loop', body });
}
