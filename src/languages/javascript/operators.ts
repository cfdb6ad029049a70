import type { Expr } from '../../model/program.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { assign, opaque, type Lowering } from './lowering.js';
import { bare } from './names.js';
import { assignTo } from './patterns.js';
import { lowerTarget } from './targets.js';
import { ts } from './typescript.js';

const K = ts.SyntaxKind;
const { EqualsToken, PlusEqualsToken, AmpersandAmpersandEqualsToken, BarBarEqualsToken, QuestionQuestionEqualsToken } = K;
const { EqualsEqualsToken, ExclamationEqualsToken, ExclamationEqualsEqualsToken } = K;
const { PlusPlusToken, MinusMinusToken, MinusToken } = K;

/** Families of operators. Left-leaning chains of one family are lowered in one go, without recursion. */
type Family = 'assign' | 'equal' | 'plus' | 'logic' | 'comma';

const FAMILIES: (Family | undefined)[] = [];
const lastAssignment: number = K.LastAssignment;
for (let kind: number = K.FirstAssignment; kind <= lastAssignment; kind++) FAMILIES[kind] = 'assign';
for (const kind of [K.EqualsEqualsToken, K.EqualsEqualsEqualsToken, K.ExclamationEqualsToken, K.ExclamationEqualsEqualsToken])
  FAMILIES[kind] = 'equal';
FAMILIES[K.PlusToken] = 'plus';
FAMILIES[K.CommaToken] = 'comma';

const LOGIC: ('or' | 'and' | 'nullish' | undefined)[] = [];
LOGIC[K.BarBarToken] = 'or';
LOGIC[K.AmpersandAmpersandToken] = 'and';
LOGIC[K.QuestionQuestionToken] = 'nullish';
for (const kind of [K.BarBarToken, K.AmpersandAmpersandToken, K.QuestionQuestionToken]) FAMILIES[kind] = 'logic';

/** Chains as long as this lose their order: their operands become those of one opaque expression. */
const LONGEST_LOGIC = 100;

export function lowerBinary(l: Lowering, node: ts.BinaryExpression): Expr {
  const family = FAMILIES[node.operatorToken.kind];
  if (family === 'assign') return lowerAssignment(l, node);
  if (family === 'equal') {
    const equal = lowerEqual(l, node);
    return isNegated(node) ? opaque([equal], equal.at) : equal;
  }
  const chain = [node];
  for (let left = unwrap(node.left, family); ts.isBinaryExpression(left); left = unwrap(left.left, family)) {
    if (FAMILIES[left.operatorToken.kind] !== family) break;
    chain.push(left);
  }
  chain.reverse();
  const [innermost = node] = chain;
  const first = lowerExpr(l, innermost.left);
  const at = first.at;
  if (family === 'logic' && chain.length < LONGEST_LOGIC)
    return chain.reduce((left, link): Expr => {
      const op = LOGIC[link.operatorToken.kind] ?? 'or';
      return { k: 'logic', op, left, right: lowerExpr(l, link.right), at };
    }, first);
  const operands = [first, ...chain.map((link) => lowerExpr(l, link.right))];
  if (family === 'plus') return { k: 'text', parts: operands.flatMap((operand) => (operand.k === 'text' ? operand.parts : [operand])), at };
  return family === 'comma' ? { k: 'sequence', of: operands, at } : opaque(operands, at);
}

/** `===`, `==`, `!==`, `!=`. */
export function isComparison(node: ts.Expression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && FAMILIES[node.operatorToken.kind] === 'equal';
}

/** `!==`, `!=`. */
export function isNegated({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ExclamationEqualsToken || kind === ExclamationEqualsEqualsToken;
}

/** `==`, `!=`. */
export function isLoose({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === EqualsEqualsToken || kind === ExclamationEqualsToken;
}

/** Whether both sides are the same, also of `!==`. */
export function lowerEqual(l: Lowering, node: ts.BinaryExpression): Expr {
  const left = lowerExpr(l, node.left);
  return { k: 'equal', left, right: lowerExpr(l, node.right), at: left.at };
}

/** Parentheses around the left end of a `+` chain change nothing. */
function unwrap(node: ts.Expression, family: Family | undefined): ts.Expression {
  let inner = node;
  if (family === 'plus') while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
}

function lowerAssignment(l: Lowering, node: ts.BinaryExpression): Expr {
  const left = bare(node.left);
  const at = l.at(left);
  const value = lowerNamed(l, node.right, assignedName(left));
  switch (node.operatorToken.kind) {
    case EqualsToken: {
      if (!ts.isObjectLiteralExpression(left) && !ts.isArrayLiteralExpression(left)) return assign(lowerTarget(l, left), value, at);
      const assignments: Expr[] = [];
      assignTo(l, left, value, assignments);
      return { k: 'sequence', of: assignments, at };
    }
    case PlusEqualsToken:
      return { k: 'assign', target: lowerTarget(l, left), value, op: 'append', at };
    case BarBarEqualsToken:
    case QuestionQuestionEqualsToken:
      return { k: 'assign', target: lowerTarget(l, left), value, op: 'default', at };
    case AmpersandAmpersandEqualsToken:
      return assign(lowerTarget(l, left), { k: 'logic', op: 'and', left: lowerExpr(l, left), right: value, at }, at);
    default:
      return assign(lowerTarget(l, left), opaque([lowerExpr(l, left), value], at), at);
  }
}

/** The name an anonymous function takes from what it is assigned to. */
function assignedName(target: ts.Expression): string {
  if (ts.isIdentifier(target)) return target.text;
  return ts.isPropertyAccessExpression(target) && target.name.text !== 'exports' ? target.name.text : '';
}

export function lowerPrefix(l: Lowering, node: ts.PrefixUnaryExpression): Expr {
  const { operand, operator } = node;
  const at = l.at(node);
  if (operator === PlusPlusToken || operator === MinusMinusToken) return step(l, operand, at);
  if (operator === MinusToken && ts.isNumericLiteral(operand)) return { k: 'lit', value: -Number(operand.text), at };
  return opaque([lowerExpr(l, operand)], at);
}

export function lowerPostfix(l: Lowering, node: ts.PostfixUnaryExpression): Expr {
  return step(l, node.operand, l.at(node));
}

function step(l: Lowering, operand: ts.Expression, at: number): Expr {
  const target = bare(operand);
  return assign(lowerTarget(l, target), opaque([lowerExpr(l, target)], at), at);
}

export function lowerVoid(l: Lowering, node: ts.VoidExpression): Expr {
  const at = l.at(node);
  if (ts.isNumericLiteral(node.expression)) return { k: 'lit', value: undefined, at };
  return { k: 'sequence', of: [lowerExpr(l, node.expression), { k: 'lit', value: undefined, at }], at };
}
