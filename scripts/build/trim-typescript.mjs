// Cuts the parser out of the TypeScript compiler: loading the whole takes ten times as long, and nothing else of it is used.
import ts from 'typescript';

const OPENING = 'var ts = {}; ((module) => {';
const CLOSING = '\n})({ get exports() {';

/** Node classes with their methods (`getText`, `getStart`, …), without the type checker's symbols, types and signatures. */
const ALLOCATOR = `function getServicesObjectAllocator() {
  return {
    ...objectAllocator,
    getNodeConstructor: () => NodeObject,
    getTokenConstructor: () => TokenObject,
    getIdentifierConstructor: () => IdentifierObject,
    getPrivateIdentifierConstructor: () => PrivateIdentifierObject,
    getSourceFileConstructor: () => SourceFileObject,
  };
}`;

/**
 * An ES module with the named exports of `typescript.js` and what they need, statement by statement.
 * Throws when the file is not laid out as the compiler's build lays it out.
 */
export function trimTypeScript(text, names) {
  const start = text.indexOf(OPENING);
  const end = text.lastIndexOf(CLOSING);
  if (start < 0 || end < start) throw new Error(`typescript.js does not begin with ${OPENING} and end with ${CLOSING.trim()}`);
  const body = text.slice(start + OPENING.length, end).replace(/function getServicesObjectAllocator\(\) \{[\s\S]*?\n\}/, () => ALLOCATOR);
  const file = ts.createSourceFile('typescript.js', body, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const { owners, exported } = readStatements(file);
  const wanted = names.filter((name) => exported.has(name));
  const kept = reach([...wanted.map((name) => exported.get(name)), 'setObjectAllocator', 'getServicesObjectAllocator'], owners);
  const code = file.statements.filter((statement) => kept.has(statement)).map((statement) => statement.getText());
  return [
    withoutUnusedMessages(code, owners),
    'setObjectAllocator(getServicesObjectAllocator());',
    `export { ${wanted.map((name) => (exported.get(name) === name ? name : `${exported.get(name)} as ${name}`)).join(', ')} };`,
    '',
  ].join('\n');
}

/** The top-level statements by the names they declare or fill, and the compiler's exports by name. */
function readStatements(file) {
  const owners = new Map();
  const own = (name, statement) => owners.set(name, [...(owners.get(name) ?? []), statement]);
  let exported = new Map();
  for (const statement of file.statements) {
    for (const name of declaredNames(statement)) own(name, statement);
    if (!ts.isExpressionStatement(statement)) continue;
    const exports = exportsOf(statement.expression);
    if (exports?.name === 'typescript_exports') exported = exports.entries;
    else if (exports) own(exports.name, statement);
    else {
      const name = filledName(statement.expression);
      if (name) own(name, statement);
    }
  }
  if (exported.size === 0) throw new Error('typescript.js has no __export(typescript_exports, …)');
  return { owners, exported };
}

function declaredNames(statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  const names = (name) => (ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (element.name ? names(element.name) : [])));
  return statement.declarationList.declarations.flatMap((declaration) => names(declaration.name));
}

/** `__export(NAME, { a: () => b })` */
function exportsOf(expression) {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== '__export') return undefined;
  const [name, entries] = expression.arguments;
  return { name: name.text, entries: new Map(entries.properties.map((entry) => [entry.name.text, entry.initializer.body.getText()])) };
}

/** `((x) => { … })(NAME || (NAME = {}))` and `NAME.member = …` */
function filledName(expression) {
  if (ts.isCallExpression(expression) && ts.isParenthesizedExpression(expression.expression)) {
    const [argument] = expression.arguments;
    return argument && ts.isBinaryExpression(argument) && ts.isIdentifier(argument.left) ? argument.left.text : undefined;
  }
  if (!ts.isBinaryExpression(expression)) return undefined;
  let target = expression.left;
  while (ts.isPropertyAccessExpression(target)) target = target.expression;
  return ts.isIdentifier(target) ? target.text : undefined;
}

/** All statements that the names need, whichever scope their identifiers may mean. */
function reach(names, owners) {
  const kept = new Set();
  const seen = new Set();
  const pending = [...names];
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      if (!isMemberName(node) && owners.has(node.text)) pending.push(node.text);
    } else ts.forEachChild(node, visit);
  };
  while (pending.length > 0) {
    const name = pending.pop();
    if (seen.has(name)) continue;
    seen.add(name);
    for (const statement of owners.get(name) ?? []) {
      if (kept.has(statement)) continue;
      kept.add(statement);
      visit(statement);
    }
  }
  return kept;
}

function isMemberName(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node;
}

/** The table of messages, reduced to those that are used. */
function withoutUnusedMessages(code, owners) {
  const [table] = owners.get('Diagnostics') ?? [];
  const text = code.join('\n');
  if (!table) return text;
  const used = new Set(Array.from(text.matchAll(/\bDiagnostics\.(\w+)/g), (match) => match[1]));
  const { properties } = table.declarationList.declarations[0].initializer;
  const entries = properties.filter((property) => used.has(property.name.text)).map((property) => property.getText());
  return text.replace(table.getText(), () => `var Diagnostics = {\n${entries.join(',\n')}\n};`);
}
