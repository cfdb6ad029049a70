import type { Expr, Target } from '../../model/program.js';
import { lowerExpr } from './expressions.js';
import type { Lowering } from './lowering.js';
import { literalText } from './names.js';
import { ts } from './typescript.js';

/** What an expression left of `=` names. Assignments to CommonJS exports are told apart here. */
export function lowerTarget(l: Lowering, node: ts.Expression): Target {
  if (ts.isIdentifier(node)) return l.target(node.text);
  if (ts.isPropertyAccessExpression(node)) return memberTarget(l, lowerExpr(l, node.expression), node.name.text);
  if (ts.isElementAccessExpression(node)) {
    const of = lowerExpr(l, node.expression);
    const name = literalText(node.argumentExpression);
    return name === undefined ? { k: 'index', of, index: lowerExpr(l, node.argumentExpression) } : memberTarget(l, of, name);
  }
  return { k: 'index', of: lowerExpr(l, node), index: { k: 'lit', value: undefined, at: l.at(node) } };
}

function memberTarget(l: Lowering, of: Expr, name: string): Target {
  const whole = of.k === 'global' && of.name === 'module' && name === 'exports';
  if (!whole && !isExports(of)) return { k: 'member', of, name };
  l.isModule = true;
  return { k: 'export', name: whole ? '=' : name };
}

/** `exports`, or `module.exports`. */
function isExports(of: Expr): boolean {
  if (of.k === 'global') return of.name === 'exports';
  return of.k === 'member' && of.name === 'exports' && of.of.k === 'global' && of.of.name === 'module';
}
