import type { Catalog } from './catalog/catalog.js';
import { nearest } from './document/nearest.js';
import type { Call, CodeCalls, ExplainedOperation, Explanation, Operation, RunStamp } from './model/index.js';
import { ToolError, compareText } from './model/index.js';
import { leastCover } from './require/least-cover.js';
import { requirementsOf } from './require/needs.js';
import { readName, type Reading } from './require/reading.js';

/** Explains an endpoint, an SDK name, a `gc` command, a permission, a scope or a place of the code. */
export function explain(subject: string, code: CodeCalls, catalog: Catalog, stamp: RunStamp): Explanation {
  const text = subject.trim();
  return (
    explainPlace(text, code, catalog, stamp) ??
    explainOperation(text, code, catalog, stamp) ??
    explainGrant(text, code, catalog, stamp) ??
    unknownSubject(text, catalog)
  );
}

function explainPlace(text: string, code: CodeCalls, catalog: Catalog, stamp: RunStamp): Explanation | undefined {
  const [, file, digits] = /^(.+?):(\d+)(?::\d+)?$/.exec(text.replaceAll('\\', '/').replace(/^\.\//, '')) ?? [];
  if (file === undefined || digits === undefined) return undefined;
  const line = Number(digits);
  const stands = (place: { file: string; line: number }): boolean => place.file === file && place.line === line;
  const calls = code.calls.filter((call) => stands(call) || call.evidence.some(stands));
  const unresolved = code.unresolved.filter((call) => stands(call) || call.evidence.some(stands));
  const unknown = calls.filter((call) => !call.known).map((call) => ({ ...call, reason: 'unknown-path' as const, seen: `${call.method} ${call.path} (not in the catalog)` }));
  if (calls.length + unresolved.length === 0) {
    const lines = [...code.calls, ...code.unresolved].filter((call) => call.file === file).map((call) => call.line);
    const there = [...new Set(lines)].sort((a, b) => a - b).join(', ');
    const hint = there === '' ? 'no call was found in this file; `scope-audit calls` lists all' : `calls in this file stand on line ${there}`;
    throw new ToolError('nothing-there', `no call stands at ${file}:${line}`, { hint });
  }
  const operations = operationsOf(calls, catalog).map((operation) => explained(operation, calls));
  return { stamp, subject: text, operations, unresolved: [...unresolved, ...unknown] };
}

function explainOperation(text: string, code: CodeCalls, catalog: Catalog, stamp: RunStamp): Explanation | undefined {
  const operations = findOperations(text, catalog);
  if (operations.length === 0) return undefined;
  return { stamp, subject: text, operations: operations.map((operation) => explained(operation, code.calls)), unresolved: [] };
}

function explainGrant(text: string, code: CodeCalls, catalog: Catalog, stamp: RunStamp): Explanation | undefined {
  const reading = readGrant(text, catalog);
  if (reading === undefined) return undefined;
  const names = [...reading.permissions, ...reading.scopes];
  const [only] = names;
  const naming = new Map(names.flatMap((name) => catalog.operationsNaming(name)).map((operation) => [operation.id, operation]));
  const called = operationsOf(code.calls, catalog).filter((operation) => naming.has(operation.id));
  const escalation = names.map((name) => catalog.escalation(name)).find((reason) => reason !== undefined);
  return {
    stamp,
    subject: text,
    grant: {
      name: names.length === 1 && only !== undefined ? only : text,
      kind: reading.alias !== undefined ? 'alias' : reading.permissions.length > 0 ? 'permission' : 'scope',
      ...(reading.alias !== undefined && { alias: reading.alias }),
      ...(escalation !== undefined && { escalation }),
      operations: naming.size,
    },
    operations: called.map((operation) => explained(operation, code.calls)),
    unresolved: [],
  };
}

function readGrant(text: string, catalog: Catalog): Reading | undefined {
  return (['permissions', 'scopes'] as const).map((list) => readName(text, list, catalog)).find(({ spelling }) => spelling !== 'unknown');
}

function explained(operation: Operation, calls: readonly Call[]): ExplainedOperation {
  const { permissions, scopes } = leastCover(requirementsOf(operation));
  return { operation, calls: calls.filter((call) => `${call.method} ${call.path}` === operation.id), least: { permissions, scopes } };
}

/** The catalog's operations that calls reach, sorted by id. */
function operationsOf(calls: readonly Call[], catalog: Catalog): Operation[] {
  const ids = new Set(calls.filter((call) => call.known).map((call) => `${call.method} ${call.path}`));
  return [...ids].sort(compareText).flatMap((id) => catalog.operation(id) ?? []);
}

/** The operations that a subject means: `GET /api/v2/users/{id}`, a path alone, with or without `/api/v2`, an SDK method with or without its class, a `gc` command. */
export function findOperations(text: string, catalog: Catalog): Operation[] {
  const endpoint = /^(?:([A-Za-z]+)\s+)?(\/\S+)$/.exec(text);
  if (endpoint !== null) return atPath(endpoint[1]?.toUpperCase(), endpoint[2] ?? '', catalog);
  const command = text.startsWith('gc ') ? catalog.gcCommand(text.slice(3).trim()) : undefined;
  const method = catalog.sdkMethod(text.replace(/^.*\./, '').replace(/\(.*\)$/, ''));
  return [command ?? method].filter((operation) => operation !== undefined);
}

/** Operations of the path; where several templates fit, those with the most literal segments. */
function atPath(method: string | undefined, path: string, catalog: Catalog): Operation[] {
  const base = catalog.operations[0]?.path.split('/').slice(0, 3).join('/') ?? '';
  const written = (path.startsWith(`${base}/`) ? path : base + path).replace(/[?#].*$/, '').replace(/\/$/, '').split('/');
  const fitting = catalog.operations.filter((operation) => (method ?? operation.method) === operation.method && fits(operation.path.split('/'), written));
  const most = Math.max(...fitting.map((operation) => literals(operation.path)));
  return fitting.filter((operation) => literals(operation.path) === most);
}

function fits(template: readonly string[], written: readonly string[]): boolean {
  return template.length === written.length && template.every((segment, index) => segment.startsWith('{') || segment.toLowerCase() === written[index]?.toLowerCase());
}

const literals = (path: string): number => path.split('/').filter((segment) => !segment.startsWith('{')).length;

function unknownSubject(text: string, catalog: Catalog): never {
  const names = [...catalog.permissions, ...catalog.scopes, ...catalog.operations.flatMap((operation) => [operation.id, ...operation.sdk.map((name) => name.replace(/^.*\./, ''))])];
  const close = nearest(text, names);
  const forms = 'accepted: an endpoint ("GET /api/v2/…"), an SDK method, a gc command, a permission, a scope, or file:line';
  throw new ToolError('unknown-subject', `\`${text}\` is nothing that the catalog or the code knows`, { hint: close === undefined ? forms : `did you mean \`${close}\`? ${forms}` });
}
