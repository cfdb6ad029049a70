import type { Arg, Expr } from '../../model/program.js';
import { lowerCall, lowerElement, lowerMember, lowerNew, lowerTaggedTemplate } from './calls.js';
import { lowerClassExpression } from './classes.js';
import { lowerTest } from './conditions.js';
import { lowerFunctionExpression } from './functions.js';
import { lowerJsxElement, lowerJsxFragment, lowerJsxSelfClosing } from './jsx.js';
import { lowerArray, lowerObject, lowerTemplate } from './literals.js';
import { opaque, type Lowering } from './lowering.js';
import { bare, readIdentifier } from './names.js';
import { lowerBinary, lowerPostfix, lowerPrefix, lowerVoid } from './operators.js';
import { lowerType } from './types.js';
import { ts } from './typescript.js';

type ExprRule = (l: Lowering, node: never) => Expr;

const K = ts.SyntaxKind;
const RULES: (ExprRule | undefined)[] = [];
RULES[K.Identifier] = readIdentifier;
RULES[K.StringLiteral] = RULES[K.NoSubstitutionTemplateLiteral] = (l, node: ts.StringLiteralLike) => literal(l, node, node.text);
RULES[K.NumericLiteral] = (l, node: ts.NumericLiteral) => literal(l, node, Number(node.text));
RULES[K.TrueKeyword] = (l, node: ts.Node) => literal(l, node, true);
RULES[K.FalseKeyword] = (l, node: ts.Node) => literal(l, node, false);
RULES[K.NullKeyword] = (l, node: ts.Node) => literal(l, node, null);
RULES[K.RegularExpressionLiteral] = (l, node: ts.RegularExpressionLiteral) => lowerRegex(l, node);
RULES[K.OmittedExpression] = (l, node: ts.Node) => literal(l, node, undefined);
RULES[K.ThisKeyword] = (l, node: ts.Node) => (l.fn.self === undefined ? { k: 'this', at: l.at(node) } : l.variable(l.fn.self, l.at(node)));
RULES[K.SuperKeyword] = (l, node: ts.Node) => ({ k: 'super', at: l.at(node) });
RULES[K.PropertyAccessExpression] = lowerMember;
RULES[K.ElementAccessExpression] = lowerElement;
RULES[K.CallExpression] = lowerCall;
RULES[K.NewExpression] = lowerNew;
RULES[K.TaggedTemplateExpression] = lowerTaggedTemplate;
RULES[K.TemplateExpression] = lowerTemplate;
RULES[K.ObjectLiteralExpression] = lowerObject;
RULES[K.ArrayLiteralExpression] = lowerArray;
RULES[K.ArrowFunction] = RULES[K.FunctionExpression] = (l, node: ts.ArrowFunction | ts.FunctionExpression) => lowerFunctionExpression(l, node, '');
RULES[K.ClassExpression] = (l, node: ts.ClassExpression) => lowerClassExpression(l, node, '');
RULES[K.BinaryExpression] = lowerBinary;
RULES[K.PrefixUnaryExpression] = lowerPrefix;
RULES[K.PostfixUnaryExpression] = lowerPostfix;
RULES[K.VoidExpression] = lowerVoid;
RULES[K.ConditionalExpression] = (l, node: ts.ConditionalExpression) => lowerConditional(l, node);
RULES[K.AwaitExpression] = (l, node: ts.AwaitExpression) => ({ k: 'await', of: lowerExpr(l, node.expression), at: l.at(node) });
RULES[K.YieldExpression] = (l, node: ts.YieldExpression) =>
  node.expression === undefined ? opaque([], l.at(node)) : { k: 'await', of: lowerExpr(l, node.expression), at: l.at(node) };
RULES[K.AsExpression] =
  RULES[K.SatisfiesExpression] =
  RULES[K.TypeAssertionExpression] =
    (l, node: ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion) => lowerCast(l, node);
RULES[K.TypeOfExpression] =
  RULES[K.DeleteExpression] =
  RULES[K.SpreadElement] =
    (l, node: { expression: ts.Expression } & ts.Node) => opaque([lowerExpr(l, node.expression)], l.at(node));
RULES[K.ParenthesizedExpression] =
  RULES[K.NonNullExpression] =
  RULES[K.PartiallyEmittedExpression] =
  RULES[K.ExpressionWithTypeArguments] =
    (l, node: { expression: ts.Expression }) => lowerExpr(l, node.expression);
RULES[K.JsxElement] = lowerJsxElement;
RULES[K.JsxSelfClosingElement] = lowerJsxSelfClosing;
RULES[K.JsxFragment] = lowerJsxFragment;

/** Lowers any expression. What the form cannot say becomes opaque. */
export function lowerExpr(l: Lowering, node: ts.Expression): Expr {
  const rule = RULES[node.kind];
  if (rule === undefined || !l.descend(node)) return opaque([], l.at(node));
  const expr = rule(l, node as never);
  l.ascend();
  return expr;
}

/** Lowers an expression that gives its name to an anonymous function or class. */
export function lowerNamed(l: Lowering, node: ts.Expression, name: string): Expr {
  const inner = bare(node);
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return lowerFunctionExpression(l, inner, name);
  if (ts.isClassExpression(inner)) return lowerClassExpression(l, inner, name);
  return lowerExpr(l, node);
}

function literal(l: Lowering, node: ts.Node, value: string | number | boolean | null | undefined): Expr {
  return { k: 'lit', value, at: l.at(node) };
}

/** `/a/g` is `new RegExp('a', 'g')`. */
function lowerRegex(l: Lowering, node: ts.RegularExpressionLiteral): Expr {
  const at = l.at(node);
  const end = node.text.lastIndexOf('/');
  const args = [node.text.slice(1, end), node.text.slice(end + 1)].map((value): Arg => ({ value: { k: 'lit', value, at } }));
  return { k: 'call', callee: { k: 'global', name: 'RegExp', at }, args, construct: true, at };
}

function lowerConditional(l: Lowering, node: ts.ConditionalExpression): Expr {
  const test = lowerTest(l, node.condition);
  return { k: 'choose', test, then: lowerExpr(l, node.whenTrue), else: lowerExpr(l, node.whenFalse), at: l.at(node) };
}

function lowerCast(l: Lowering, node: ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion): Expr {
  const of = lowerExpr(l, node.expression);
  const type = lowerType(l, node.type);
  return type === undefined ? of : { k: 'cast', of, type, at: of.at };
}
