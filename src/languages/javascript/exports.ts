import type { Expr, Stmt } from '../../model/program.js';
import { lowerNamed } from './expressions.js';
import { run } from './functions.js';
import { lowerExportFrom } from './imports.js';
import { assign, type Lowering } from './lowering.js';
import { hasModifier, readName } from './names.js';
import { ts } from './typescript.js';

const { DefaultKeyword, ExportKeyword } = ts.SyntaxKind;

/** Makes a value known under a name: to importers, or inside a namespace as its member. */
export function publish(l: Lowering, name: string, value: Expr, out: Stmt[]): void {
  const { at } = value;
  if (l.namespace !== undefined) out.push(run(assign({ k: 'member', of: l.namespace, name }, value, at)));
  else l.exports.push({ k: 'value', name, value, at });
}

/** Publishes a function, class or enum that is declared with `export` or `export default`. */
export function publishDeclaration(
  l: Lowering,
  node: ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration,
  id: number,
  out: Stmt[],
): void {
  if (!hasModifier(node, ExportKeyword)) return;
  const name = hasModifier(node, DefaultKeyword) ? 'default' : (node.name?.text ?? '');
  publish(l, name, l.variable(id, l.at(node.name ?? node)), out);
}

/** `export default value` and `export = value`. */
export function lowerExportAssignment(l: Lowering, node: ts.ExportAssignment, out: Stmt[]): void {
  const name = node.isExportEquals === true ? '=' : 'default';
  const value = lowerNamed(l, node.expression, 'default');
  if (value.k === 'var' || value.k === 'import') {
    publish(l, name, value, out);
    return;
  }
  const { assign: first, id } = l.keep(value, 'default');
  out.push(run(first));
  publish(l, name, l.variable(id, value.at), out);
}

/** `export { a as b }`, `export … from 'm'`. */
export function lowerExportDeclaration(l: Lowering, node: ts.ExportDeclaration, out: Stmt[]): void {
  if (node.moduleSpecifier !== undefined) {
    lowerExportFrom(l, node, node.moduleSpecifier);
    return;
  }
  if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) return;
  for (const element of node.exportClause.elements) {
    const local = (element.propertyName ?? element.name).text;
    const at = l.at(element.name);
    const imported = l.scope.type(local)?.imported;
    if (imported !== undefined) l.exports.push({ k: 'from', name: element.name.text, module: imported.module, imported: imported.name, at });
    else if (l.scope.value(local) !== undefined) publish(l, element.name.text, readName(l, local, at), out);
  }
}

