import type { Arg, Expr } from '../../model/program.js';
import { lowerExpr } from './expressions.js';
import { lowerModuleCall, recordAsyncModules } from './imports.js';
import { opaque, type Lowering } from './lowering.js';
import { bare, literalText } from './names.js';
import { typeArguments } from './types.js';
import { ts } from './typescript.js';

const { ImportKeyword } = ts.SyntaxKind;

export function lowerCall(l: Lowering, node: ts.CallExpression): Expr {
  const module = lowerModuleCall(l, node);
  if (module !== undefined) return module;
  if (node.expression.kind === ImportKeyword)
    return opaque(
      node.arguments.map((argument) => lowerExpr(l, argument)),
      l.at(node),
    );
  recordAsyncModules(l, node);
  const callee = lowerExpr(l, node.expression);
  return call(l, node, node.expression, callee, lowerArgs(l, node.arguments), false);
}

export function lowerNew(l: Lowering, node: ts.NewExpression): Expr {
  const callee = lowerExpr(l, node.expression);
  return call(l, node, node.expression, callee, lowerArgs(l, node.arguments ?? []), true);
}

/** A tagged template calls its tag with the texts and the values of the holes. */
export function lowerTaggedTemplate(l: Lowering, node: ts.TaggedTemplateExpression): Expr {
  const { template } = node;
  const callee = lowerExpr(l, node.tag);
  const text = (piece: ts.TemplateLiteralLikeNode): Arg => ({ value: { k: 'lit', value: piece.text, at: l.at(piece) } });
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  const items = [text(ts.isTemplateExpression(template) ? template.head : template), ...spans.map((span) => text(span.literal))];
  const holes = spans.map((span) => ({ value: lowerExpr(l, span.expression) }));
  return call(l, node, node.tag, callee, [{ value: { k: 'array', items, at: l.at(template) } }, ...holes], false);
}

function call(
  l: Lowering,
  node: { typeArguments?: ts.NodeArray<ts.TypeNode> | undefined },
  name: ts.Expression,
  callee: Expr,
  args: readonly Arg[],
  construct: boolean,
): Expr {
  const at = lastNameAt(l, name);
  if (node.typeArguments === undefined) return { k: 'call', callee, args, construct, at };
  return { k: 'call', callee, args, construct, types: typeArguments(l, node.typeArguments), at };
}

/** Where the callee's last name stands. */
function lastNameAt(l: Lowering, node: ts.Expression): number {
  const callee = bare(node);
  if (ts.isPropertyAccessExpression(callee)) return l.at(callee.name);
  return l.at(ts.isElementAccessExpression(callee) ? callee.argumentExpression : callee);
}

/** Arguments of a call or items of an array. */
export function lowerArgs(l: Lowering, nodes: readonly ts.Expression[]): Arg[] {
  return nodes.map((node) =>
    ts.isSpreadElement(node) ? { value: lowerExpr(l, node.expression), spread: true } : { value: lowerExpr(l, node) },
  );
}

export function lowerMember(l: Lowering, node: ts.PropertyAccessExpression): Expr {
  return { k: 'member', of: lowerExpr(l, node.expression), name: node.name.text, at: l.at(node.name) };
}

export function lowerElement(l: Lowering, node: ts.ElementAccessExpression): Expr {
  const of = lowerExpr(l, node.expression);
  const at = l.at(node.argumentExpression);
  const name = literalText(node.argumentExpression);
  if (name !== undefined) return { k: 'member', of, name, at };
  return { k: 'index', of, index: lowerExpr(l, node.argumentExpression), at };
}
