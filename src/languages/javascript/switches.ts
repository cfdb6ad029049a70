import type { Expr, Stmt, SwitchArm } from '../../model/program.js';
import { lowerExpr } from './expressions.js';
import { openBlock } from './hoist.js';
import type { Lowering } from './lowering.js';
import { lowerStatements } from './statements.js';
import { ts } from './typescript.js';

export function lowerSwitch(l: Lowering, node: ts.SwitchStatement, out: Stmt[]): void {
  const subject = lowerExpr(l, node.expression);
  const outer = l.scope;
  const { clauses } = node.caseBlock;
  openBlock(l, clauses.flatMap((clause) => [...clause.statements]));
  const arms: SwitchArm[] = [];
  let when: Expr[] = [];
  let isDefault = false;
  clauses.forEach((clause, position) => {
    if (ts.isCaseClause(clause)) when.push(lowerExpr(l, clause.expression));
    else isDefault = true;
    if (clause.statements.length === 0 && position < clauses.length - 1) return;
    const body: Stmt[] = [];
    lowerStatements(l, clause.statements, body);
    arms.push({ when: isDefault ? [] : when, ...endArm(clause.statements, body) });
    when = [];
    isDefault = false;
  });
  l.scope = outer;
  out.push({ k: 'switch', subject, arms });
}

/** A closing `break` ends the arm and is no exit of what surrounds the switch. */
function endArm(statements: readonly ts.Statement[], body: Stmt[]): { body: Stmt[]; fallsThrough: boolean } {
  let last = statements.at(-1);
  while (last !== undefined && ts.isBlock(last)) last = last.statements.at(-1);
  if (last !== undefined && ts.isBreakStatement(last) && last.label === undefined) return { body: body.slice(0, -1), fallsThrough: false };
  return { body, fallsThrough: !ends(body.at(-1)) };
}

function ends(statement: Stmt | undefined): boolean {
  if (statement?.k === 'if') return ends(statement.then.at(-1)) && ends(statement.else.at(-1));
  return statement?.k === 'return' || statement?.k === 'exit';
}
