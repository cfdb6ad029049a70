import type { Expr } from '../../model/program.js';
import { opaque, type Lowering } from './lowering.js';
import { ts } from './typescript.js';

/** What a name is where it is read. */
export function readName(l: Lowering, name: string, at: number): Expr {
  const binding = l.scope.value(name);
  if (binding?.variable !== undefined) return l.variable(binding.variable, at);
  if (binding?.imported !== undefined) return { k: 'import', module: binding.imported.module, name: binding.imported.name, at };
  if (name === 'undefined') return { k: 'lit', value: undefined, at };
  if (name === 'arguments' && l.fn.index !== 0) return l.fn.arrow ? opaque([], at) : { k: 'arguments', at };
  return name === '' ? opaque([], at) : { k: 'global', name, at };
}

export function readIdentifier(l: Lowering, node: ts.Identifier): Expr {
  return readName(l, node.text, l.at(node));
}

/** The text of a string literal or of a template without holes. */
export function literalText(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The name of a property where it is written out: an identifier, a literal, or a literal in brackets. */
export function propertyName(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) {
    const inner = name.expression;
    return literalText(inner) ?? (ts.isNumericLiteral(inner) ? inner.text : undefined);
  }
  return name.text;
}

export function hasModifier(node: { modifiers?: ts.NodeArray<ts.ModifierLike> | undefined }, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

/** The expression without parentheses, `!`, `as`, `satisfies` and `<T>` around it. */
export function bare(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  )
    inner = inner.expression;
  return inner;
}
