import type { Expr, TypeRef } from '../../model/program.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { assign, type Lowering } from './lowering.js';
import { bare, propertyName } from './names.js';
import { lowerTarget } from './targets.js';
import { ts } from './typescript.js';

const { EqualsToken } = ts.SyntaxKind;

/** Whether evaluating the expression again gives the same and does nothing. */
function isStable(value: Expr): boolean {
  switch (value.k) {
    case 'lit':
    case 'var':
    case 'param':
    case 'this':
    case 'import':
    case 'global':
    case 'arguments':
      return true;
    case 'member':
    case 'cast':
    case 'await':
      return isStable(value.of);
    case 'default':
      return isStable(value.of) && isStable(value.fallback);
    case 'object':
      return value.entries.length === 0;
    default:
      return false;
  }
}

function stable(l: Lowering, value: Expr, out: Expr[]): Expr {
  if (isStable(value)) return value;
  const { assign: first, id } = l.keep(value);
  out.push(first);
  return l.variable(id, value.at);
}

function withDefault(l: Lowering, of: Expr, fallback: ts.Expression | undefined, name: ts.Node): Expr {
  if (fallback === undefined) return of;
  return { k: 'default', of, fallback: lowerNamed(l, fallback, ts.isIdentifier(name) ? name.text : ''), at: of.at };
}

function property(l: Lowering, of: Expr, name: ts.PropertyName): Expr {
  const text = propertyName(name);
  const at = l.at(name);
  if (text !== undefined) return { k: 'member', of, name: text, at };
  return { k: 'index', of, index: ts.isComputedPropertyName(name) ? lowerExpr(l, name.expression) : { k: 'lit', value: undefined, at }, at };
}

function item(of: Expr, position: number, at: number): Expr {
  return { k: 'index', of, index: { k: 'lit', value: position, at }, at };
}

function memberType(type: TypeRef | undefined, name: string | undefined): TypeRef | undefined {
  return type?.k === 'object' ? type.members.find((member) => member.name === name)?.type : undefined;
}

/** Assigns a value to the variables of a declared name or pattern. */
export function bindName(l: Lowering, name: ts.BindingName, value: Expr, type: TypeRef | undefined, out: Expr[]): void {
  if (!l.descend(name)) return;
  if (ts.isIdentifier(name)) bindIdentifier(l, name, value, type, out);
  else if (ts.isObjectBindingPattern(name)) bindObject(l, name, value, type, out);
  else bindArray(l, name, value, type, out);
  l.ascend();
}

function bindIdentifier(l: Lowering, name: ts.Identifier, value: Expr, type: TypeRef | undefined, out: Expr[]): void {
  const target = l.target(name.text);
  if (target.k === 'var') l.setType(target.id, type);
  out.push(assign(target, value, l.at(name)));
}

function bindObject(l: Lowering, pattern: ts.ObjectBindingPattern, value: Expr, type: TypeRef | undefined, out: Expr[]): void {
  const of = stable(l, value, out);
  const taken: string[] = [];
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      bindName(l, element.name, { k: 'rest', of, from: 0, without: taken, at: l.at(element) }, undefined, out);
      continue;
    }
    const key = element.propertyName ?? element.name;
    if (ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) continue;
    const text = propertyName(key);
    if (text !== undefined) taken.push(text);
    const read = withDefault(l, property(l, of, key), element.initializer, element.name);
    bindName(l, element.name, read, memberType(type, text), out);
  }
}

function bindArray(l: Lowering, pattern: ts.ArrayBindingPattern, value: Expr, type: TypeRef | undefined, out: Expr[]): void {
  const of = stable(l, value, out);
  pattern.elements.forEach((element, position) => {
    if (!ts.isBindingElement(element)) return;
    const at = l.at(element);
    if (element.dotDotDotToken !== undefined) bindName(l, element.name, { k: 'rest', of, from: position, without: [], at }, type, out);
    else
      bindName(
        l,
        element.name,
        withDefault(l, item(of, position, at), element.initializer, element.name),
        type?.k === 'array' ? type.of : undefined,
        out,
      );
  });
}

/** Assigns a value to an expression that stands left of `=`: a name, a member or a pattern. */
export function assignTo(l: Lowering, node: ts.Expression, value: Expr, out: Expr[]): void {
  if (!l.descend(node)) return;
  const target = bare(node);
  if (ts.isObjectLiteralExpression(target)) assignObject(l, target, value, out);
  else if (ts.isArrayLiteralExpression(target)) assignArray(l, target, value, out);
  else out.push(assign(lowerTarget(l, target), value, l.at(target)));
  l.ascend();
}

/** Takes `target = fallback` inside a pattern apart. */
function assignElement(l: Lowering, node: ts.Expression, value: Expr, out: Expr[]): void {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === EqualsToken)
    assignTo(l, node.left, withDefault(l, value, node.right, node.left), out);
  else assignTo(l, node, value, out);
}

function assignObject(l: Lowering, pattern: ts.ObjectLiteralExpression, value: Expr, out: Expr[]): void {
  const of = kept(l, value, out);
  const taken: string[] = [];
  for (const element of pattern.properties) {
    if (ts.isSpreadAssignment(element)) assignTo(l, element.expression, { k: 'rest', of, from: 0, without: taken, at: l.at(element) }, out);
    else if (ts.isShorthandPropertyAssignment(element)) {
      taken.push(element.name.text);
      const read = withDefault(l, property(l, of, element.name), element.objectAssignmentInitializer, element.name);
      assignTo(l, element.name, read, out);
    } else if (ts.isPropertyAssignment(element)) {
      const text = propertyName(element.name);
      if (text !== undefined) taken.push(text);
      assignElement(l, element.initializer, property(l, of, element.name), out);
    }
  }
}

function assignArray(l: Lowering, pattern: ts.ArrayLiteralExpression, value: Expr, out: Expr[]): void {
  const of = kept(l, value, out);
  pattern.elements.forEach((element, position) => {
    if (ts.isOmittedExpression(element)) return;
    const at = l.at(element);
    if (ts.isSpreadElement(element)) assignTo(l, element.expression, { k: 'rest', of, from: position, without: [], at }, out);
    else assignElement(l, element, item(of, position, at), out);
  });
}

/** A pattern may assign to the very variable it takes apart, so only what cannot change is read in place. */
function kept(l: Lowering, value: Expr, out: Expr[]): Expr {
  if (value.k === 'import' || value.k === 'this' || value.k === 'lit') return value;
  const { assign: first, id } = l.keep(value);
  out.push(first);
  return l.variable(id, value.at);
}
