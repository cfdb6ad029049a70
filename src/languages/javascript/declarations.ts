import type { Entry, Expr, Stmt } from '../../model/program.js';
import { publish, publishDeclaration } from './exports.js';
import { lowerExpr } from './expressions.js';
import { run } from './functions.js';
import { declareStatements, isAmbient } from './hoist.js';
import { assign, opaque, type Lowering } from './lowering.js';
import { hasModifier, propertyName } from './names.js';
import { Scope } from './scope.js';
import { lowerStatements } from './statements.js';
import { ts } from './typescript.js';
import { declareVars } from './vars.js';

const { ExportKeyword } = ts.SyntaxKind;

/** An enum is an object; its members may name those before them. */
export function lowerEnum(l: Lowering, node: ts.EnumDeclaration, out: Stmt[]): void {
  const at = l.at(node.name);
  const id = l.declare(node.name.text, at);
  const entries: Entry[] = [];
  const values = new Map<string, Expr>();
  let next: number | undefined = 0;
  for (const member of node.members) {
    const name = propertyName(member.name) ?? '';
    const place = l.at(member.name);
    const given: Expr = member.initializer === undefined ? counted(next, place) : lowerExpr(l, member.initializer);
    const value: Expr = given.k === 'global' ? (values.get(given.name) ?? given) : given;
    values.set(name, value);
    next = value.k === 'lit' && typeof value.value === 'number' ? value.value + 1 : undefined;
    entries.push({ k: 'field', name, value, at: place });
  }
  out.push(run(assign({ k: 'var', id }, { k: 'object', entries, at }, at)));
  publishDeclaration(l, node, id, out);
}

function counted(value: number | undefined, at: number): Expr {
  return value === undefined ? opaque([], at) : { k: 'lit', value, at };
}

/** A namespace is an object that its body, run in place, adds to. */
export function lowerNamespace(l: Lowering, node: ts.ModuleDeclaration, out: Stmt[]): void {
  if (isAmbient(node) || !ts.isIdentifier(node.name) || node.body === undefined) return;
  const at = l.at(node.name);
  const id = l.declare(node.name.text, at);
  out.push(run({ k: 'assign', target: { k: 'var', id }, value: { k: 'object', entries: [], at }, op: 'default', at }));
  if (hasModifier(node, ExportKeyword)) publish(l, node.name.text, l.variable(id, at), out);
  const { scope, namespace } = l;
  l.scope = new Scope(scope);
  l.namespace = l.variable(id, at);
  if (ts.isModuleBlock(node.body)) {
    declareVars(l, node.body.statements);
    declareStatements(l, node.body.statements);
    lowerStatements(l, node.body.statements, out);
  } else if (ts.isModuleDeclaration(node.body)) {
    l.declare(node.body.name.text, at);
    lowerNamespace(l, node.body, out);
    publish(l, node.body.name.text, l.variable(l.declare(node.body.name.text, at), at), out);
  }
  l.scope = scope;
  l.namespace = namespace;
}
