import type { Expr, TypeBinding, TypeRef } from '../../model/program.js';
import { lowerExpr } from './expressions.js';
import type { Lowering } from './lowering.js';
import { literalText, propertyName } from './names.js';
import { Scope } from './scope.js';
import { ts } from './typescript.js';

type TypeRule = (l: Lowering, node: never) => TypeRef | undefined;

const K = ts.SyntaxKind;
const { ReadonlyKeyword } = K;
const RULES: (TypeRule | undefined)[] = [];
RULES[K.TypeReference] = (l, node: ts.TypeReferenceNode) => namedType(l, node.typeName, node.typeArguments);
RULES[K.ExpressionWithTypeArguments] = (l, node: ts.ExpressionWithTypeArguments) => heritageType(l, node);
RULES[K.ArrayType] = (l, node: ts.ArrayTypeNode) => arrayOf(lowerType(l, node.elementType));
RULES[K.TupleType] = (l, node: ts.TupleTypeNode) => arrayOf(unionOf(l, node.elements));
RULES[K.UnionType] = (l, node: ts.UnionTypeNode) => unionOf(l, node.types);
RULES[K.IntersectionType] = (l, node: ts.IntersectionTypeNode) => unionOf(l, node.types);
RULES[K.ConditionalType] = (l, node: ts.ConditionalTypeNode) => unionOf(l, [node.trueType, node.falseType]);
RULES[K.TypeLiteral] = (l, node: ts.TypeLiteralNode) => ({ k: 'object', members: typeMembers(l, node.members) });
RULES[K.LiteralType] = (_, node: ts.LiteralTypeNode) => {
  const value = literalText(node.literal);
  return value === undefined ? undefined : { k: 'text', value };
};
RULES[K.TypeOperator] = (l, node: ts.TypeOperatorNode) =>
  node.operator === ReadonlyKeyword ? lowerType(l, node.type) : undefined;
RULES[K.TypeQuery] = (l, node: ts.TypeQueryNode) => typeofType(l, node);
RULES[K.ImportType] = (l, node: ts.ImportTypeNode) => importType(l, node);
for (const kind of [K.ParenthesizedType, K.OptionalType, K.RestType, K.NamedTupleMember])
  RULES[kind] = (l, node: { type: ts.TypeNode }) => lowerType(l, node.type);

/** A written type as a reference; undefined where it says nothing that could lead to a class (`string`, `any`, function types). */
export function lowerType(l: Lowering, node: ts.TypeNode | undefined): TypeRef | undefined {
  const rule = node === undefined ? undefined : RULES[node.kind];
  if (node === undefined || rule === undefined || !l.descend(node)) return undefined;
  const type = rule(l, node as never);
  l.ascend();
  return type;
}

/** Type arguments keep their places; what says nothing is the global `unknown`. */
export function typeArguments(l: Lowering, nodes: readonly ts.TypeNode[] | undefined): readonly TypeRef[] {
  if (nodes === undefined) return [];
  return nodes.map((node) => lowerType(l, node) ?? named({ k: 'global', name: ts.tokenToString(node.kind) ?? 'unknown' }, [], []));
}

function named(binding: TypeBinding, path: readonly string[], args: readonly TypeRef[]): TypeRef {
  return { k: 'named', binding, path, args };
}

function namedType(l: Lowering, name: ts.EntityName, args: readonly ts.TypeNode[] | undefined): TypeRef | undefined {
  const path: string[] = [];
  let first = name;
  while (ts.isQualifiedName(first)) {
    path.unshift(first.right.text);
    first = first.left;
  }
  if (first.text === 'const' && path.length === 0) return undefined;
  return bound(l, first.text, path, typeArguments(l, args));
}

/** What `a.b.c` names as a type. */
export function lowerEntityName(l: Lowering, name: ts.EntityName): TypeRef | undefined {
  return namedType(l, name, undefined);
}

/** The reference that a name leads to from where the walk stands. */
function bound(l: Lowering, first: string, path: readonly string[], args: readonly TypeRef[]): TypeRef {
  const binding = l.scope.type(first);
  if (binding?.alias !== undefined) {
    const alias = binding.alias;
    return path.length > 0 && alias.k === 'named' ? named(alias.binding, [...alias.path, ...path], args) : alias;
  }
  if (binding?.imported !== undefined) return named({ k: 'import', module: binding.imported.module, name: binding.imported.name }, path, args);
  if (binding?.cls !== undefined) return named({ k: 'class', index: binding.cls }, path, args);
  if (binding?.type !== undefined) return named({ k: 'type', index: binding.type }, path, args);
  return named({ k: 'global', name: first }, path, args);
}

/** The type in an `extends` or `implements` clause, which is written as an expression. */
function heritageType(l: Lowering, node: ts.ExpressionWithTypeArguments): TypeRef | undefined {
  const path: string[] = [];
  let first: ts.Expression = node.expression;
  while (ts.isPropertyAccessExpression(first)) {
    path.unshift(first.name.text);
    first = first.expression;
  }
  return ts.isIdentifier(first) ? bound(l, first.text, path, typeArguments(l, node.typeArguments)) : undefined;
}

function arrayOf(of: TypeRef | undefined): TypeRef | undefined {
  return of === undefined ? undefined : { k: 'array', of };
}

function unionOf(l: Lowering, nodes: readonly ts.TypeNode[]): TypeRef | undefined {
  const of: TypeRef[] = [];
  for (const node of nodes) {
    const type = lowerType(l, node);
    if (type !== undefined) of.push(type);
  }
  return of.length > 1 ? { k: 'union', of } : of[0];
}

function typeofType(l: Lowering, node: ts.TypeQueryNode): TypeRef | undefined {
  if (ts.isImportTypeNode(node.exprName)) return importType(l, node.exprName);
  const path: ts.Identifier[] = [];
  let first: ts.EntityName = node.exprName;
  while (ts.isQualifiedName(first)) {
    path.unshift(first.right);
    first = first.left;
  }
  const imported = l.scope.type(first.text)?.imported;
  const at = l.at(first);
  let of: Expr = imported === undefined ? lowerExpr(l, first) : { k: 'import', module: imported.module, name: imported.name, at };
  for (const name of path) of = { k: 'member', of, name: name.text, at: l.at(name) };
  return { k: 'typeof', of };
}

/** `import('m').Name`, or `typeof import('m')`. */
function importType(l: Lowering, node: ts.ImportTypeNode): TypeRef | undefined {
  const module = ts.isLiteralTypeNode(node.argument) ? literalText(node.argument.literal) : undefined;
  if (module === undefined) return undefined;
  const at = l.at(node.argument);
  l.imports.push({ module, typeOnly: true, at });
  const path: string[] = [];
  for (let name = node.qualifier; name !== undefined; name = ts.isQualifiedName(name) ? name.left : undefined)
    path.unshift(ts.isQualifiedName(name) ? name.right.text : name.text);
  if (node.isTypeOf) {
    let of: Expr = { k: 'import', module, name: '*', at };
    for (const name of path) of = { k: 'member', of, name, at };
    return { k: 'typeof', of };
  }
  const [name = '*', ...rest] = path;
  return named({ k: 'import', module, name }, rest, typeArguments(l, node.typeArguments));
}

/** The declared properties of an interface or an object type. */
function typeMembers(l: Lowering, nodes: readonly ts.TypeElement[]): { name: string; type?: TypeRef }[] {
  const members: { name: string; type?: TypeRef }[] = [];
  for (const node of nodes) {
    const name = node.name === undefined ? undefined : propertyName(node.name);
    if (name === undefined) continue;
    const type = ts.isPropertySignature(node) ? lowerType(l, node.type) : ts.isGetAccessor(node) ? lowerType(l, node.type) : undefined;
    members.push(type === undefined ? { name } : { name, type });
  }
  return members;
}

/** Binds type parameters in the current scope: each stands for its constraint. */
export function declareTypeParameters(l: Lowering, nodes: readonly ts.TypeParameterDeclaration[] | undefined): void {
  if (nodes === undefined) return;
  for (const node of nodes) l.scope.own(node.name.text).alias = named({ k: 'global', name: node.name.text }, [], []);
  for (const node of nodes) {
    const constraint = lowerType(l, node.constraint ?? node.default);
    if (constraint !== undefined) l.scope.own(node.name.text).alias = constraint;
  }
}

/** Fills the type that was reserved for an interface or a type alias; interfaces of one name add up. */
export function lowerTypeDeclaration(l: Lowering, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): void {
  const index = l.scope.own(node.name.text).type;
  const form = index === undefined ? undefined : l.types[index];
  if (form === undefined) return;
  const outer = l.scope;
  if (node.typeParameters !== undefined) {
    l.scope = new Scope(outer);
    declareTypeParameters(l, node.typeParameters);
  }
  if (ts.isInterfaceDeclaration(node)) {
    form.members.push(...typeMembers(l, node.members));
    for (const clause of node.heritageClauses ?? [])
      for (const type of clause.types) {
        const base = heritageType(l, type);
        if (base !== undefined) form.extends.push(base);
      }
  } else if (ts.isTypeLiteralNode(node.type)) {
    form.members.push(...typeMembers(l, node.type.members));
  } else {
    const alias = lowerType(l, node.type);
    if (alias !== undefined) form.alias = alias;
  }
  l.scope = outer;
}
