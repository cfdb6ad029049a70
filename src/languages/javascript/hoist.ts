import type { TypeRef } from '../../model/program.js';
import { declareImport, declareImportEquals } from './imports.js';
import type { Lowering } from './lowering.js';
import { hasModifier } from './names.js';
import { Scope } from './scope.js';
import { lowerType } from './types.js';
import { ts } from './typescript.js';

type DeclareRule = (l: Lowering, node: never) => void;

const K = ts.SyntaxKind;
const { DeclareKeyword, FunctionDeclaration, ModuleDeclaration } = K;
const { BlockScoped } = ts.NodeFlags;
const RULES: (DeclareRule | undefined)[] = [];
RULES[K.VariableStatement] = (l, node: ts.VariableStatement) => {
  if (hasModifier(node, DeclareKeyword)) declareAmbient(l, node.declarationList);
  else if (isBlockScoped(node.declarationList)) declareList(l, node.declarationList);
};
RULES[K.FunctionDeclaration] = (l, node: ts.FunctionDeclaration) => {
  if (node.name !== undefined && !hasModifier(node, DeclareKeyword)) l.declare(node.name.text, l.at(node.name));
};
RULES[K.ClassDeclaration] = (l, { name }: ts.ClassDeclaration) => {
  if (name === undefined) return;
  l.declare(name.text, l.at(name));
  l.scope.own(name.text).cls ??= l.addClass(name.text, l.at(name));
};
RULES[K.InterfaceDeclaration] = RULES[K.TypeAliasDeclaration] = (l, { name }: ts.InterfaceDeclaration | ts.TypeAliasDeclaration) => {
  l.scope.own(name.text).type ??= l.addType(name.text);
};
RULES[K.EnumDeclaration] = (l, { name }: ts.EnumDeclaration) => {
  l.declare(name.text, l.at(name));
};
RULES[K.ModuleDeclaration] = (l, node: ts.ModuleDeclaration) => {
  if (!isAmbient(node)) l.declare(node.name.text, l.at(node.name));
};
RULES[K.ImportDeclaration] = declareImport;
RULES[K.ImportEqualsDeclaration] = declareImportEquals;

/** Declares what the statements of one block declare by `let`, `const`, `function`, `class`, `import`, `enum` and the like. */
export function declareStatements(l: Lowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) RULES[statement.kind]?.(l, statement as never);
}

/** Opens a scope for a block where it has names of its own. The caller sets `l.scope` back. */
export function openBlock(l: Lowering, statements: readonly ts.Statement[]): void {
  if (!statements.some(declares)) return;
  l.scope = new Scope(l.scope);
  declareStatements(l, statements);
}

function declares(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return isBlockScoped(statement.declarationList);
  return statement.kind >= FunctionDeclaration && statement.kind <= ModuleDeclaration;
}

/** `let`, `const` and `using`, not `var`. */
export function isBlockScoped(list: ts.VariableDeclarationList): boolean {
  return (list.flags & BlockScoped) !== 0;
}

/** `declare module 'x'`, `declare global`, `declare namespace X`: types of code that is elsewhere. */
export function isAmbient(node: ts.ModuleDeclaration): boolean {
  return !ts.isIdentifier(node.name) || node.name.text === 'global' || hasModifier(node, DeclareKeyword);
}

export function declareList(l: Lowering, list: ts.VariableDeclarationList): void {
  for (const declaration of list.declarations) if (!isRequireMaker(declaration)) declareName(l, declaration.name);
}

/** Declares every variable of a name or pattern. */
export function declareName(l: Lowering, name: ts.BindingName): void {
  if (ts.isIdentifier(name)) {
    if (name.text !== '') l.declare(name.text, l.at(name));
    return;
  }
  if (!l.descend(name)) return;
  for (const element of name.elements) if (ts.isBindingElement(element)) declareName(l, element.name);
  l.ascend();
}

/** `const require = createRequire(import.meta.url)`: the name keeps its usual meaning. */
export function isRequireMaker(node: ts.VariableDeclaration): boolean {
  if (!ts.isIdentifier(node.name) || node.name.text !== 'require') return false;
  const call = node.initializer;
  if (call === undefined || !ts.isCallExpression(call)) return false;
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && name.text === 'createRequire';
}

/** `declare const x: T` names a global, unless its type leads to an import or a class of this file. */
function declareAmbient(l: Lowering, list: ts.VariableDeclarationList): void {
  for (const { name, type } of list.declarations) {
    const declared = lowerType(l, type);
    if (ts.isIdentifier(name) && declared !== undefined && leadsSomewhere(declared)) l.setType(l.declare(name.text, l.at(name)), declared);
  }
}

function leadsSomewhere(type: TypeRef): boolean {
  if (type.k === 'named') return type.binding.k === 'import' || type.binding.k === 'class';
  return type.k === 'typeof' && type.of.k === 'import';
}
