import type { Expr, FunctionRole, Stmt } from '../../model/program.js';
import { declareName, declareStatements } from './hoist.js';
import { assign, type FunctionDraft, type Lowering } from './lowering.js';
import { lowerExpr } from './expressions.js';
import { hasModifier } from './names.js';
import { bindName } from './patterns.js';
import { Scope } from './scope.js';
import { lowerStatements } from './statements.js';
import { declareTypeParameters, lowerType } from './types.js';
import { ts } from './typescript.js';
import { declareVars } from './vars.js';

const K = ts.SyntaxKind;

export interface FunctionPlace {
  name: string;
  role: FunctionRole;
  cls?: number;
  static?: boolean;
}

/** Runs `lower` inside a new function with a scope of its own; gives the function's index. */
export function inFunction(l: Lowering, place: FunctionPlace, arrow: boolean, at: number, lower: (draft: FunctionDraft) => void): number {
  const { fn, scope } = l;
  const draft: FunctionDraft = { name: place.name, role: place.role, outer: fn.index, lexicalThis: arrow, params: [], body: [], at };
  if (place.cls !== undefined) draft.cls = place.cls;
  if (place.static !== undefined) draft.static = place.static;
  const index = l.addFunction(draft);
  l.fn = arrow && fn.self !== undefined ? { index, arrow, self: fn.self } : { index, arrow };
  l.scope = new Scope(scope);
  lower(draft);
  l.fn = fn;
  l.scope = scope;
  return index;
}

/** Lowers a function that is a value. One that uses its own name is assigned to a variable first. */
export function lowerFunctionExpression(l: Lowering, node: ts.ArrowFunction | ts.FunctionExpression, given: string): Expr {
  const at = l.at(node);
  const { name } = node;
  if (name === undefined) return { k: 'function', index: lowerFunction(l, node, { name: given, role: 'function' }), at };
  const outer = l.scope;
  l.scope = new Scope(outer);
  const id = l.declare(name.text, l.at(name));
  const index = lowerFunction(l, node, { name: name.text, role: 'function' });
  l.scope = outer;
  return ownName(l, id, { k: 'function', index, at });
}

/** The value, kept in the variable of its own name where something inside of it reads that. */
export function ownName(l: Lowering, id: number, value: Expr): Expr {
  if (l.variables[id]?.captured !== true) return value;
  return { k: 'sequence', of: [assign({ k: 'var', id }, value, value.at), { k: 'var', id, at: value.at }], at: value.at };
}

/** Lowers a function of any kind; gives its index. */
export function lowerFunction(l: Lowering, node: ts.FunctionLikeDeclaration, place: FunctionPlace): number {
  const arrow = ts.isArrowFunction(node);
  return inFunction(l, place, arrow, l.at(node.name ?? node), (draft) => {
    declareTypeParameters(l, node.typeParameters);
    const returns = lowerType(l, node.type);
    if (returns !== undefined) draft.returns = returns;
    lowerParameters(l, node.parameters, draft);
    lowerBody(l, node.body, draft.body);
  });
}

function lowerParameters(l: Lowering, nodes: readonly ts.ParameterDeclaration[], draft: FunctionDraft): void {
  const parameters = nodes.filter((node) => !ts.isIdentifier(node.name) || node.name.text !== 'this');
  for (const node of parameters) declareName(l, node.name);
  parameters.forEach((node, index) => {
    const at = l.at(node.name);
    const rest = node.dotDotDotToken !== undefined;
    const type = lowerType(l, node.type);
    const name = ts.isIdentifier(node.name) ? node.name.text : '';
    const optional = node.questionToken !== undefined || node.initializer !== undefined;
    draft.params.push(type === undefined ? { name, rest, optional, at } : { name, rest, optional, type, at });
    const param: Expr = { k: 'param', index, at };
    const value: Expr =
      node.initializer === undefined ? param : { k: 'default', of: param, fallback: lowerExpr(l, node.initializer), at };
    const assignments: Expr[] = [];
    bindName(l, node.name, value, type, assignments);
    for (const each of assignments) draft.body.push(run(each));
    if (isParameterProperty(node)) draft.body.push(run(assignProperty(l, name, at)));
  });
}

/** `constructor(private api: Api)`: the parameter is a field too. */
export function isParameterProperty(node: ts.ParameterDeclaration): boolean {
  return node.modifiers !== undefined && PROPERTY_MODIFIERS.some((kind) => hasModifier(node, kind));
}

const PROPERTY_MODIFIERS = [K.PrivateKeyword, K.PublicKeyword, K.ProtectedKeyword, K.ReadonlyKeyword, K.OverrideKeyword];

function assignProperty(l: Lowering, name: string, at: number): Expr {
  const target = l.target(name);
  const value: Expr = target.k === 'var' ? l.variable(target.id, at) : { k: 'lit', value: undefined, at };
  return assign({ k: 'member', of: { k: 'this', at }, name }, value, at);
}

/** Lowers a body in the current scope, its names declared first. */
export function lowerBody(l: Lowering, body: ts.ConciseBody | undefined, out: Stmt[]): void {
  if (body === undefined) return;
  if (!ts.isBlock(body)) {
    out.push({ k: 'return', value: lowerExpr(l, body), at: l.at(body) });
    return;
  }
  declareVars(l, body.statements);
  declareStatements(l, body.statements);
  lowerStatements(l, body.statements, out);
}

export function run(expr: Expr): Stmt {
  return { k: 'do', expr };
}
