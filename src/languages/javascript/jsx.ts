import type { Entry, Expr } from '../../model/program.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { opaque, type Lowering } from './lowering.js';
import { ts } from './typescript.js';

export function lowerJsxElement(l: Lowering, node: ts.JsxElement): Expr {
  return lowerTag(l, node.openingElement, node.children);
}

export function lowerJsxSelfClosing(l: Lowering, node: ts.JsxSelfClosingElement): Expr {
  return lowerTag(l, node, []);
}

export function lowerJsxFragment(l: Lowering, node: ts.JsxFragment): Expr {
  return opaque(lowerChildren(l, node.children), l.at(node));
}

/** A component is called with its attributes and children; an element of the page only holds them. */
function lowerTag(l: Lowering, tag: ts.JsxOpeningLikeElement, content: readonly ts.JsxChild[]): Expr {
  const at = l.at(tag.tagName);
  const component = componentOf(l, tag.tagName);
  const entries = lowerAttributes(l, tag.attributes);
  const children = lowerChildren(l, content);
  if (component === undefined || component.k === 'global')
    return opaque([...entries.flatMap((entry) => ('value' in entry ? [entry.value] : [])), ...children], at);
  const [only] = children;
  if (only !== undefined) {
    const value: Expr = children.length === 1 ? only : { k: 'array', items: children.map((child) => ({ value: child })), at };
    entries.push({ k: 'field', name: 'children', value, at });
  }
  return { k: 'call', callee: component, args: [{ value: { k: 'object', entries, at } }], construct: false, at };
}

/** Names in lower case and with a colon are elements of the page. */
function componentOf(l: Lowering, name: ts.JsxTagNameExpression): Expr | undefined {
  if (ts.isPropertyAccessExpression(name)) return lowerExpr(l, name);
  return ts.isIdentifier(name) && /^[^a-z]/.test(name.text) ? lowerExpr(l, name) : undefined;
}

function lowerAttributes(l: Lowering, attributes: ts.JsxAttributes): Entry[] {
  return attributes.properties.map((attribute) => {
    if (ts.isJsxSpreadAttribute(attribute)) return { k: 'spread', value: lowerExpr(l, attribute.expression) };
    const name = ts.isIdentifier(attribute.name) ? attribute.name.text : `${attribute.name.namespace.text}:${attribute.name.name.text}`;
    return { k: 'field', name, value: attributeValue(l, attribute, name), at: l.at(attribute) };
  });
}

function attributeValue(l: Lowering, attribute: ts.JsxAttribute, name: string): Expr {
  const value = attribute.initializer;
  if (value === undefined) return { k: 'lit', value: true, at: l.at(attribute) };
  if (!ts.isJsxExpression(value)) return lowerExpr(l, value);
  return value.expression === undefined ? opaque([], l.at(value)) : lowerNamed(l, value.expression, name);
}

function lowerChildren(l: Lowering, nodes: readonly ts.JsxChild[]): Expr[] {
  const children: Expr[] = [];
  for (const node of nodes) {
    if (ts.isJsxExpression(node)) {
      if (node.expression !== undefined) children.push(lowerExpr(l, node.expression));
    } else if (!ts.isJsxText(node)) children.push(lowerExpr(l, node));
  }
  return children;
}
