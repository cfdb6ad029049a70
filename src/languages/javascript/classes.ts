import type { Expr, MemberForm, Stmt, TypeRef } from '../../model/program.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { inFunction, isParameterProperty, lowerBody, lowerFunction, ownName, run } from './functions.js';
import { assign, opaque, type ClassDraft, type Lowering } from './lowering.js';
import { hasModifier, propertyName } from './names.js';
import { Scope } from './scope.js';
import { declareTypeParameters, lowerType } from './types.js';
import { ts } from './typescript.js';

const { AbstractKeyword, ExtendsKeyword, StaticKeyword } = ts.SyntaxKind;

/** A class declaration: the class is assigned to its variable, then its static parts run. */
export function lowerClassDeclaration(l: Lowering, node: ts.ClassDeclaration, out: Stmt[]): number {
  const at = l.at(node.name ?? node);
  const name = node.name?.text ?? 'default';
  const id = node.name === undefined ? l.addVariable(name, at) : l.declare(name, at);
  lowerClass(l, node, name, node.name === undefined ? undefined : l.scope.own(name).cls, id, out);
  return id;
}

export function lowerClassExpression(l: Lowering, node: ts.ClassExpression, given: string): Expr {
  const at = l.at(node);
  const name = node.name?.text ?? given;
  const outer = l.scope;
  l.scope = new Scope(outer);
  const id = node.name === undefined ? l.addVariable(name, at) : l.declare(name, at);
  const out: Stmt[] = [];
  const cls = l.addClass(name, at);
  if (node.name !== undefined) l.scope.own(name).cls = cls;
  lowerClass(l, node, name, cls, id, out);
  l.scope = outer;
  if (out.length === 1) return ownName(l, id, { k: 'class', index: cls, at });
  const steps = out.flatMap((statement) => (statement.k === 'do' ? [statement.expr] : []));
  return { k: 'sequence', of: [...steps, l.variable(id, at)], at };
}

function lowerClass(l: Lowering, node: ts.ClassLikeDeclaration, name: string, reserved: number | undefined, id: number, out: Stmt[]): void {
  const at = l.at(node.name ?? node);
  const index = reserved === undefined ? l.addClass(name, at) : reserved;
  const form = l.classes[index];
  if (form === undefined) return;
  const outer = l.scope;
  if (node.typeParameters !== undefined) {
    l.scope = new Scope(outer);
    declareTypeParameters(l, node.typeParameters);
  }
  runDecorators(l, node, out);
  lowerHeritage(l, node, form);
  out.push(run(assign({ k: 'var', id }, { k: 'class', index, at }, at)));
  const fields: ts.PropertyDeclaration[] = [];
  for (const member of node.members) {
    runDecorators(l, member, out);
    if (ts.isConstructorDeclaration(member)) lowerConstructor(l, member, form, index, out);
    else if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member)) lowerMethod(l, member, form, index, id, out);
    else if (ts.isClassStaticBlockDeclaration(member)) (ts.isClassExpression(node) ? callStaticBlock : lowerStaticBlock)(l, member, id, out);
    else if (ts.isPropertyDeclaration(member)) {
      addField(l, member, form);
      if (hasModifier(member, StaticKeyword)) lowerStaticField(l, member, id, out);
      else if (member.initializer !== undefined) fields.push(member);
    }
  }
  if (fields.length > 0) form.initializer = lowerInitializer(l, fields, index, form);
  l.scope = outer;
}

/** Decorators run where the class is defined; they may call. */
function runDecorators(l: Lowering, node: ts.Node, out: Stmt[]): void {
  if (!ts.canHaveDecorators(node)) return;
  const decorators = ts.getDecorators(node);
  if (decorators === undefined) return;
  const calls = decorators.map((decorator) => lowerExpr(l, decorator.expression));
  out.push(run(opaque(calls, l.at(node))));
}

function lowerHeritage(l: Lowering, node: ts.ClassLikeDeclaration, form: ClassDraft): void {
  const supertypes: TypeRef[] = [];
  for (const clause of node.heritageClauses ?? [])
    for (const type of clause.types) {
      if (clause.token === ExtendsKeyword) form.extends = lowerExpr(l, type.expression);
      else {
        const supertype = lowerType(l, type);
        if (supertype !== undefined) supertypes.push(supertype);
      }
    }
  form.implements = supertypes;
}

function lowerConstructor(l: Lowering, node: ts.ConstructorDeclaration, form: ClassDraft, cls: number, out: Stmt[]): void {
  if (node.body === undefined) return;
  for (const parameter of node.parameters) {
    runDecorators(l, parameter, out);
    if (!isParameterProperty(parameter) || !ts.isIdentifier(parameter.name)) continue;
    const type = lowerType(l, parameter.type);
    const field: MemberForm = { name: parameter.name.text, kind: 'field', static: false, at: l.at(parameter.name) };
    form.members.push(type === undefined ? field : { ...field, type });
  }
  form.construct = lowerFunction(l, node, { name: 'constructor', role: 'constructor', cls });
}

/**
 * Methods without a body are overload signatures, unless they are abstract: those only say what they return.
 * One whose name is computed is assigned to the prototype.
 */
function lowerMethod(
  l: Lowering,
  node: ts.MethodDeclaration | ts.AccessorDeclaration,
  form: ClassDraft,
  cls: number,
  id: number,
  out: Stmt[],
): void {
  if (node.body === undefined && !hasModifier(node, AbstractKeyword)) return;
  const name = propertyName(node.name);
  const kind = ts.isMethodDeclaration(node) ? 'method' : ts.isGetAccessor(node) ? 'getter' : 'setter';
  const isStatic = hasModifier(node, StaticKeyword);
  const fn = lowerFunction(l, node, { name: name ?? '', role: kind, cls, static: isStatic });
  const at = l.at(node.name);
  if (name !== undefined) form.members.push({ name, kind, static: isStatic, fn, at });
  else if (ts.isComputedPropertyName(node.name)) {
    const owner = l.variable(id, at);
    const of: Expr = isStatic ? owner : { k: 'member', of: owner, name: 'prototype', at };
    out.push(run(assign({ k: 'index', of, index: lowerExpr(l, node.name.expression) }, { k: 'function', index: fn, at }, at)));
  }
}

function addField(l: Lowering, node: ts.PropertyDeclaration, form: ClassDraft): void {
  const name = propertyName(node.name);
  if (name === undefined) return;
  const type = lowerType(l, node.type);
  const field: MemberForm = { name, kind: 'field', static: hasModifier(node, StaticKeyword), at: l.at(node.name) };
  form.members.push(type === undefined ? field : { ...field, type });
}

function lowerInitializer(l: Lowering, fields: readonly ts.PropertyDeclaration[], cls: number, form: ClassDraft): number {
  return inFunction(l, { name: form.name, role: 'initializer', cls }, false, form.at, (draft) => {
    for (const field of fields) {
      const at = l.at(field.name);
      draft.body.push(run(assignField(l, field, { k: 'this', at }, at)));
    }
  });
}

function assignField(l: Lowering, field: ts.PropertyDeclaration, of: Expr, at: number): Expr {
  const name = propertyName(field.name);
  const value: Expr = field.initializer === undefined ? { k: 'lit', value: undefined, at } : lowerNamed(l, field.initializer, name ?? '');
  if (name !== undefined) return assign({ k: 'member', of, name }, value, at);
  const index = ts.isComputedPropertyName(field.name) ? lowerExpr(l, field.name.expression) : opaque([], at);
  return assign({ k: 'index', of, index }, value, at);
}

function lowerStaticField(l: Lowering, node: ts.PropertyDeclaration, id: number, out: Stmt[]): void {
  if (node.initializer === undefined) return;
  const at = l.at(node.name);
  withSelf(l, id, () => out.push(run(assignField(l, node, l.variable(id, at), at))));
}

function lowerStaticBlock(l: Lowering, node: ts.ClassStaticBlockDeclaration, id: number, out: Stmt[]): void {
  const outer = l.scope;
  l.scope = new Scope(outer);
  withSelf(l, id, () => {
    lowerBody(l, node.body, out);
  });
  l.scope = outer;
}

/** The static block of a class expression has no place among statements: it is a function that is called. */
function callStaticBlock(l: Lowering, node: ts.ClassStaticBlockDeclaration, id: number, out: Stmt[]): void {
  const at = l.at(node);
  withSelf(l, id, () => {
    const index = inFunction(l, { name: '', role: 'function' }, true, at, (draft) => {
      lowerBody(l, node.body, draft.body);
    });
    out.push(run({ k: 'call', callee: { k: 'function', index, at }, args: [], construct: false, at }));
  });
}

/** In static parts `this` is the class. */
function withSelf(l: Lowering, id: number, lower: () => void): void {
  const outer = l.fn;
  l.fn = { ...outer, self: id };
  lower();
  l.fn = outer;
}
