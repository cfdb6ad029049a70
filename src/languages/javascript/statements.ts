import type { Expr, Stmt } from '../../model/program.js';
import { lowerClassDeclaration } from './classes.js';
import { lowerTest } from './conditions.js';
import { lowerEnum, lowerNamespace } from './declarations.js';
import { lowerExportAssignment, lowerExportDeclaration, publish, publishDeclaration } from './exports.js';
import { lowerExpr, lowerNamed } from './expressions.js';
import { lowerFunction, run } from './functions.js';
import { declareName, isRequireMaker, openBlock } from './hoist.js';
import { lowerDo, lowerFor, lowerForEach, lowerWhile } from './loops.js';
import { assign, opaque, type Lowering } from './lowering.js';
import { hasModifier, readName } from './names.js';
import { bindName } from './patterns.js';
import { Scope } from './scope.js';
import { lowerSwitch } from './switches.js';
import { lowerType, lowerTypeDeclaration } from './types.js';
import { ts } from './typescript.js';

type StmtRule = (l: Lowering, node: never, out: Stmt[]) => void;

const K = ts.SyntaxKind;
const { DeclareKeyword, ExportKeyword } = K;
const RULES: (StmtRule | undefined)[] = [];
RULES[K.ExpressionStatement] = lowerExpressionStatement;
RULES[K.VariableStatement] = lowerVariableStatement;
RULES[K.ReturnStatement] = lowerReturn;
RULES[K.IfStatement] = lowerIf;
RULES[K.Block] = (l, node: ts.Block, out) => lowerBlock(l, node.statements, out);
RULES[K.ForStatement] = lowerFor;
RULES[K.ForOfStatement] = RULES[K.ForInStatement] = lowerForEach;
RULES[K.WhileStatement] = lowerWhile;
RULES[K.DoStatement] = lowerDo;
RULES[K.SwitchStatement] = lowerSwitch;
RULES[K.TryStatement] = lowerTry;
RULES[K.ThrowStatement] = (l, node: ts.ThrowStatement, out) => {
  out.push({ k: 'exit', how: 'throw', value: lowerExpr(l, node.expression) });
};
RULES[K.BreakStatement] = (_l, _node: ts.Node, out) => {
  out.push({ k: 'exit', how: 'break' });
};
RULES[K.ContinueStatement] = (_l, _node: ts.Node, out) => {
  out.push({ k: 'exit', how: 'continue' });
};
RULES[K.LabeledStatement] = (l, node: ts.LabeledStatement, out) => lowerStatement(l, node.statement, out);
RULES[K.WithStatement] = (l, node: ts.WithStatement, out) => {
  out.push(run(lowerExpr(l, node.expression)));
  lowerStatement(l, node.statement, out);
};
RULES[K.ClassDeclaration] = (l, node: ts.ClassDeclaration, out) => {
  publishDeclaration(l, node, lowerClassDeclaration(l, node, out), out);
};
RULES[K.InterfaceDeclaration] = RULES[K.TypeAliasDeclaration] = lowerTypeDeclaration;
RULES[K.EnumDeclaration] = lowerEnum;
RULES[K.ModuleDeclaration] = lowerNamespace;
RULES[K.ExportAssignment] = lowerExportAssignment;
RULES[K.ExportDeclaration] = lowerExportDeclaration;
RULES[K.ImportEqualsDeclaration] = lowerImportEquals;

function lowerStatement(l: Lowering, node: ts.Statement, out: Stmt[]): void {
  const rule = RULES[node.kind];
  if (rule === undefined || !l.descend(node)) return;
  rule(l, node as never, out);
  l.ascend();
}

/** Lowers the statements of one block whose names are declared: its functions come first, as they do when it runs. */
export function lowerStatements(l: Lowering, statements: readonly ts.Statement[], out: Stmt[]): void {
  for (const statement of statements) if (ts.isFunctionDeclaration(statement)) lowerFunctionDeclaration(l, statement, out);
  for (const statement of statements) lowerStatement(l, statement, out);
}

/** Lowers the statements of a block in a scope of their own. */
function lowerBlock(l: Lowering, statements: readonly ts.Statement[], out: Stmt[]): void {
  const outer = l.scope;
  openBlock(l, statements);
  lowerStatements(l, statements, out);
  l.scope = outer;
}

/** Lowers the body of a branch or loop. */
export function lowerBranch(l: Lowering, node: ts.Statement | undefined): Stmt[] {
  const out: Stmt[] = [];
  if (node === undefined) return out;
  if (ts.isFunctionDeclaration(node)) lowerBlock(l, [node], out);
  else lowerStatement(l, node, out);
  return out;
}

function lowerFunctionDeclaration(l: Lowering, node: ts.FunctionDeclaration, out: Stmt[]): void {
  if (node.body === undefined || hasModifier(node, DeclareKeyword)) return;
  const at = l.at(node.name ?? node);
  const name = node.name?.text ?? 'default';
  const id = node.name === undefined ? l.addVariable(name, at) : l.declare(name, at);
  const index = lowerFunction(l, node, { name, role: 'function' });
  out.push(run(assign({ k: 'var', id }, { k: 'function', index, at }, at)));
  publishDeclaration(l, node, id, out);
}

function lowerExpressionStatement(l: Lowering, node: ts.ExpressionStatement, out: Stmt[]): void {
  if (!ts.isStringLiteral(node.expression)) out.push(run(lowerExpr(l, node.expression)));
}

function lowerVariableStatement(l: Lowering, node: ts.VariableStatement, out: Stmt[]): void {
  if (hasModifier(node, DeclareKeyword)) return;
  lowerVariables(l, node.declarationList, out);
  if (!hasModifier(node, ExportKeyword)) return;
  for (const declaration of node.declarationList.declarations) publishName(l, declaration.name, out);
}

function publishName(l: Lowering, name: ts.BindingName, out: Stmt[]): void {
  if (ts.isIdentifier(name)) {
    const id = l.scope.value(name.text)?.variable;
    if (id !== undefined) publish(l, name.text, l.variable(id, l.at(name)), out);
  } else for (const element of name.elements) if (ts.isBindingElement(element)) publishName(l, element.name, out);
}

/** Assigns the first values of declared variables. */
export function lowerVariables(l: Lowering, list: ts.VariableDeclarationList, out: Stmt[]): void {
  for (const declaration of list.declarations) {
    if (isRequireMaker(declaration)) continue;
    const { name, initializer } = declaration;
    const type = lowerType(l, declaration.type);
    if (initializer === undefined) {
      if (ts.isIdentifier(name)) setDeclaredType(l, name.text, type);
      continue;
    }
    const assignments: Expr[] = [];
    const value = lowerNamed(l, initializer, ts.isIdentifier(name) ? name.text : '');
    bindName(l, name, type === undefined || ts.isIdentifier(name) ? value : { k: 'cast', of: value, type, at: value.at }, type, assignments);
    for (const each of assignments) out.push(run(each));
  }
}

function setDeclaredType(l: Lowering, name: string, type: ReturnType<typeof lowerType>): void {
  const id = l.scope.value(name)?.variable;
  if (id !== undefined) l.setType(id, type);
}

function lowerReturn(l: Lowering, node: ts.ReturnStatement, out: Stmt[]): void {
  const at = l.at(node);
  out.push(node.expression === undefined ? { k: 'return', at } : { k: 'return', value: lowerExpr(l, node.expression), at });
}

function lowerIf(l: Lowering, node: ts.IfStatement, out: Stmt[]): void {
  const test = lowerTest(l, node.expression);
  out.push({ k: 'if', test, then: lowerBranch(l, node.thenStatement), else: lowerBranch(l, node.elseStatement) });
}

function lowerTry(l: Lowering, node: ts.TryStatement, out: Stmt[]): void {
  const body = lowerBranch(l, node.tryBlock);
  const handler: Stmt[] = [];
  const { catchClause } = node;
  if (catchClause !== undefined) {
    const outer = l.scope;
    const caught = catchClause.variableDeclaration?.name;
    l.scope = new Scope(outer);
    if (caught !== undefined) {
      declareCaught(l, caught, handler);
    }
    lowerBlock(l, catchClause.block.statements, handler);
    l.scope = outer;
  }
  out.push({ k: 'try', body, handler });
  if (node.finallyBlock !== undefined) lowerStatement(l, node.finallyBlock, out);
}

function declareCaught(l: Lowering, name: ts.BindingName, out: Stmt[]): void {
  declareName(l, name);
  const assignments: Expr[] = [];
  bindName(l, name, opaque([], l.at(name)), undefined, assignments);
  for (const each of assignments) out.push(run(each));
}

function lowerImportEquals(l: Lowering, node: ts.ImportEqualsDeclaration, out: Stmt[]): void {
  const reference = node.moduleReference;
  const exported = hasModifier(node, ExportKeyword);
  const name = node.name.text;
  const at = l.at(node.name);
  if (!ts.isExternalModuleReference(reference)) {
    out.push(run(assign(l.target(name), lowerEntity(l, reference), at)));
  }
  if (exported) publish(l, name, readName(l, name, at), out);
}

/** `a.b.c` as a value. */
function lowerEntity(l: Lowering, name: ts.EntityName): Expr {
  if (ts.isIdentifier(name)) return lowerExpr(l, name);
  return { k: 'member', of: lowerEntity(l, name.left), name: name.right.text, at: l.at(name.right) };
}
