import type { Test } from '../../model/program.js';
import { lowerExpr } from './expressions.js';
import type { Lowering } from './lowering.js';
import { isComparison, isLoose, isNegated, lowerEqual } from './operators.js';
import { ts } from './typescript.js';

const { ExclamationToken } = ts.SyntaxKind;

/** Lowers a condition. Its key is the same for `a !== b` and `a === b`, and for `!a` and `a`; `negated` tells them apart. */
export function lowerTest(l: Lowering, node: ts.Expression): Test {
  let condition = node;
  let negated = false;
  for (;;) {
    if (ts.isParenthesizedExpression(condition)) condition = condition.expression;
    else if (ts.isPrefixUnaryExpression(condition) && condition.operator === ExclamationToken) {
      condition = condition.operand;
      negated = !negated;
    } else break;
  }
  const comparison = isComparison(condition) ? condition : undefined;
  const outer = l.reads;
  const reads = new Set<number>();
  l.reads = reads;
  const expr = comparison === undefined ? lowerExpr(l, condition) : lowerEqual(l, comparison);
  l.reads = outer;
  if (outer !== undefined) for (const id of reads) outer.add(id);
  if (comparison === undefined) return { expr, key: sourceOf(l, condition), negated, reads: [...reads] };
  const key = `${sourceOf(l, comparison.left)} ${isLoose(comparison) ? '==' : '==='} ${sourceOf(l, comparison.right)}`;
  return { expr, key, negated: isNegated(comparison) ? !negated : negated, reads: [...reads] };
}

/** The node's source with white space folded. */
function sourceOf(l: Lowering, node: ts.Node): string {
  const text = l.source.text.slice(node.getStart(l.source), node.end);
  return text.includes('\n') || text.includes('  ') || text.includes('\t') ? text.replace(/\s+/g, ' ') : text;
}
