import type { Entry, Expr } from '../../model/program.js';
import { lowerArgs } from './calls.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { lowerFunction } from './functions.js';
import type { Lowering } from './lowering.js';
import { propertyName, readIdentifier } from './names.js';
import { ts } from './typescript.js';

export function lowerArray(l: Lowering, node: ts.ArrayLiteralExpression): Expr {
  return { k: 'array', items: lowerArgs(l, node.elements), at: l.at(node) };
}

export function lowerObject(l: Lowering, node: ts.ObjectLiteralExpression): Expr {
  const entries: Entry[] = [];
  for (const property of node.properties) {
    const entry = lowerEntry(l, property);
    if (entry !== undefined) entries.push(entry);
  }
  return { k: 'object', entries, at: l.at(node) };
}

function lowerEntry(l: Lowering, node: ts.ObjectLiteralElementLike): Entry | undefined {
  if (ts.isSpreadAssignment(node)) return { k: 'spread', value: lowerExpr(l, node.expression) };
  const at = l.at(node.name);
  if (ts.isShorthandPropertyAssignment(node)) return { k: 'field', name: node.name.text, value: readIdentifier(l, node.name), at };
  const name = propertyName(node.name);
  if (ts.isPropertyAssignment(node)) return entry(l, node.name, name, lowerNamed(l, node.initializer, name ?? ''), at);
  if (ts.isMethodDeclaration(node)) {
    const index = lowerFunction(l, node, { name: name ?? '', role: 'method' });
    return entry(l, node.name, name, { k: 'function', index, at }, at);
  }
  const getter = ts.isGetAccessor(node);
  const fn = lowerFunction(l, node, { name: name ?? '', role: getter ? 'getter' : 'setter' });
  return getter && name !== undefined ? { k: 'getter', name, fn, at } : undefined;
}

function entry(l: Lowering, node: ts.PropertyName, name: string | undefined, value: Expr, at: number): Entry {
  if (name !== undefined) return { k: 'field', name, value, at };
  const key: Expr = ts.isComputedPropertyName(node) ? lowerExpr(l, node.expression) : { k: 'opaque', of: [], at };
  return { k: 'computed', name: key, value, at };
}

export function lowerTemplate(l: Lowering, node: ts.TemplateExpression): Expr {
  const parts: Expr[] = [];
  if (node.head.text !== '') parts.push({ k: 'lit', value: node.head.text, at: l.at(node.head) });
  for (const { expression, literal } of node.templateSpans) {
    parts.push(lowerExpr(l, expression));
    if (literal.text !== '') parts.push({ k: 'lit', value: literal.text, at: l.at(literal) });
  }
  return { k: 'text', parts, at: l.at(node) };
}
