import type { Expr } from '../../model/program.js';
import type { Lowering } from './lowering.js';
import { literalText } from './names.js';
import { lowerEntityName } from './types.js';
import { ts } from './typescript.js';

const { ImportKeyword, TypeKeyword } = ts.SyntaxKind;

/** Records that the file names a module; gives the module's name. */
function addImport(l: Lowering, specifier: ts.Node, typeOnly: boolean): string | undefined {
  const module = literalText(specifier);
  if (module !== undefined) l.imports.push({ module, typeOnly, at: l.at(specifier) });
  return module;
}

/** Binds the names of an `import` declaration. */
export function declareImport(l: Lowering, node: ts.ImportDeclaration): void {
  const clause = node.importClause;
  const typeOnly = clause?.phaseModifier === TypeKeyword;
  const named = clause?.namedBindings;
  const onlyTypes =
    typeOnly ||
    (clause !== undefined &&
      clause.name === undefined &&
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.length > 0 &&
      named.elements.every((element) => element.isTypeOnly));
  const module = addImport(l, node.moduleSpecifier, onlyTypes);
  if (module === undefined || clause === undefined) return;
  const bind = (local: ts.Identifier, name: string, type: boolean): void => {
    l.scope.own(local.text).imported = { module, name, typeOnly: type };
  };
  if (clause.name !== undefined) bind(clause.name, 'default', typeOnly);
  if (named === undefined) return;
  if (ts.isNamespaceImport(named)) bind(named.name, '*', typeOnly);
  else for (const element of named.elements) bind(element.name, (element.propertyName ?? element.name).text, typeOnly || element.isTypeOnly);
}

/** Binds `import x = require('m')`; `import x = a.b` becomes a variable and a type. */
export function declareImportEquals(l: Lowering, node: ts.ImportEqualsDeclaration): void {
  const reference = node.moduleReference;
  if (ts.isExternalModuleReference(reference)) {
    const module = addImport(l, reference.expression, node.isTypeOnly);
    if (module !== undefined) l.scope.own(node.name.text).imported = { module, name: '*', typeOnly: node.isTypeOnly };
    return;
  }
  l.declare(node.name.text, l.at(node.name));
  const type = lowerEntityName(l, reference);
  if (type !== undefined) l.scope.own(node.name.text).alias = type;
}

/** Lowers `require('m')` and `import('m')` to the module object. */
export function lowerModuleCall(l: Lowering, node: ts.CallExpression): Expr | undefined {
  const callee = node.expression;
  const dynamic = callee.kind === ImportKeyword;
  if (!dynamic && !(ts.isIdentifier(callee) && isGlobal(l, callee, 'require'))) return undefined;
  const [specifier] = node.arguments;
  const module = specifier === undefined ? undefined : addImport(l, specifier, false);
  return module === undefined ? undefined : { k: 'import', module, name: '*', at: l.at(node) };
}

function isGlobal(l: Lowering, node: ts.Identifier, name: string): boolean {
  return node.text === name && l.scope.value(name) === undefined;
}

const ASYNC_LOADERS = new Set(['define', 'require', 'requirejs']);

/** `define(['m'], …)` and `require(['m'], …)` stay calls; the modules they name are recorded. */
export function recordAsyncModules(l: Lowering, node: ts.CallExpression): void {
  const callee = node.expression;
  if (!ts.isIdentifier(callee) || !ASYNC_LOADERS.has(callee.text) || !isGlobal(l, callee, callee.text)) return;
  const list = node.arguments.find((argument) => ts.isArrayLiteralExpression(argument));
  for (const element of list?.elements ?? []) addImport(l, element, false);
}

/** Records the exports of `export … from 'm'`. */
export function lowerExportFrom(l: Lowering, node: ts.ExportDeclaration, specifier: ts.Expression): void {
  const clause = node.exportClause;
  const onlyTypes =
    node.isTypeOnly ||
    (clause !== undefined && ts.isNamedExports(clause) && clause.elements.length > 0 && clause.elements.every((element) => element.isTypeOnly));
  const module = addImport(l, specifier, onlyTypes);
  if (module === undefined) return;
  const at = l.at(node);
  if (clause === undefined) l.exports.push({ k: 'all', module, at });
  else if (ts.isNamespaceExport(clause)) l.exports.push({ k: 'from', name: clause.name.text, module, imported: '*', at });
  else
    for (const element of clause.elements)
      l.exports.push({
        k: 'from',
        name: element.name.text,
        module,
        imported: (element.propertyName ?? element.name).text,
        at: l.at(element.name),
      });
}
