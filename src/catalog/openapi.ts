import { ToolError, compareText } from '../model/index.js';
import type { Operation, OperationAuth, PermissionMode } from '../model/index.js';
import { compileCatalog } from './compile.js';
import type { CatalogData, CatalogFacts } from './data.js';
import { decodeCommands, decodeOperations } from './decode.js';
import { newOperation, permissionFact } from './operation-text.js';
import { methodOf, shapeOf } from './operations.js';

type Json = Readonly<Record<string, unknown>>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

/**
 * A catalog from the platform's own API definition (Swagger 2.0 or OpenAPI 3), with what the definition does not tell
 * (SDK names of older versions, `gc` commands, aliases) from the previous one.
 * What the last definition had and this one has not is retired; what the last one did not have either stays as it was.
 * `today` is the ISO date under which the source is entered. Throws a ToolError for a document of another shape.
 */
export function catalogFromOpenApi(document: unknown, previous: CatalogData, today: string): CatalogData {
  const { title, version, operations: declared } = readDefinition(document);
  const source = `openapi-${today}`;
  const before = new Map(decodeOperations(previous).map((op) => [shapeOf(op), op]));
  const spellings = new Map(previous.sdkClasses.split(';').map((name) => [name.toLowerCase(), name]));
  const oddNames = new Set(previous.sdkExceptions.filter((row) => row.language === 'openapi').map((row) => `${row.operation} ${row.name}`));
  const named = new Map<string, string>();
  const operations = new Map<string, Operation>();
  const renamed = new Map<string, string>();

  for (const { method, path, node } of declared) {
    const fresh = newOperation(method, path);
    const shape = shapeOf(fresh);
    const old = before.get(shape) ?? fresh;
    renamed.set(old.id, fresh.id);
    const added = sdkNames(node, spellings).filter((name) => !oddNames.has(`${old.id} ${methodOf(name)}`));
    for (const name of added) named.set(methodOf(name), shape);
    operations.set(shape, {
      ...(old.status === 'retired' ? revived(old) : old), id: fresh.id, path, ...permissionsOf(node), ...securityOf(node), deprecated: node['deprecated'] === true,
      permissionSource: source, scopeSource: source, sdk: [...new Set([...old.sdk, ...added])].sort(compareText),
    });
  }
  for (const [shape, old] of before) {
    if (operations.has(shape)) continue;
    const wasDefined = old.permissionSource.startsWith('openapi-') && old.status !== 'retired';
    operations.set(shape, wasDefined ? { ...old, status: 'retired' } : old);
  }
  // A name of the definition that an older SDK gave to another operation: the definition decides.
  for (const [shape, op] of operations) {
    const sdk = op.sdk.filter((name) => (named.get(methodOf(name)) ?? shape) === shape);
    if (sdk.length < op.sdk.length) operations.set(shape, { ...op, sdk });
  }

  const respelled = (id: string) => renamed.get(id) ?? id;
  const tables = tablesOf(previous);
  const facts: CatalogFacts = {
    ...tables,
    bound: tables.bound.map((row) => ({ ...row, operation: respelled(row.operation) })),
    sdkExceptions: tables.sdkExceptions.map((row) => ({ ...row, operation: respelled(row.operation) })),
    operations: [...operations.values()],
    gc: new Map([...decodeCommands(previous)].map(([words, id]) => [words, respelled(id)])),
  };
  return compileCatalog({ ...facts, sources: sourcesOf(facts, { id: source, what: `${title}, version ${version}`, date: today }) });
}

interface Declared {
  method: string;
  path: string;
  node: Json;
}

function readDefinition(document: unknown): { title: string; version: string; operations: Declared[] } {
  if (!isObject(document)) throw unfit('it is not a JSON object');
  const kind = textOf(document['swagger']) ?? textOf(document['openapi']);
  if (kind === undefined) throw unfit('it has neither "swagger" nor "openapi" at its top');
  const paths = document['paths'];
  if (!isObject(paths)) throw unfit('it has no "paths"');
  const base = basePath(document);
  const operations = Object.entries(paths).flatMap(([path, item]) => METHODS.flatMap((method): Declared[] => {
    const node = isObject(item) ? item[method] : undefined;
    if (!isObject(node)) return [];
    return [{ method: method.toUpperCase(), path: base + path, node: { security: document['security'], ...node } }];
  }));
  if (!operations.some(({ node }) => isObject(node['x-inin-requires-permissions']))) {
    throw unfit('no operation carries "x-inin-requires-permissions", so it tells nothing of permissions');
  }
  const info = isObject(document['info']) ? document['info'] : {};
  return { title: textOf(info['title']) ?? 'API definition', version: textOf(info['version']) ?? 'unknown', operations };
}

function basePath(document: Json): string {
  const servers: unknown = document['servers'];
  const server: unknown = Array.isArray(servers) ? servers[0] : undefined;
  const url = textOf(document['basePath']) ?? (isObject(server) ? textOf(server['url']) : undefined) ?? '';
  return url.replace(/^(?:https?:)?\/\/[^/]*/, '').replace(/\/+$/, '');
}

function permissionsOf(node: Json): Pick<Operation, 'mode' | 'permissions'> {
  const declared = node['x-inin-requires-permissions'];
  if (!isObject(declared)) return { mode: 'NONE', permissions: [] };
  const mode: PermissionMode = declared['type'] === 'ALL' ? 'ALL' : 'ANY';
  const fact = permissionFact(mode, textsOf(declared['permissions']));
  return fact.permissions.length === 0 && fact.mode !== 'UNKNOWN' ? { ...fact, mode: 'NONE' } : fact;
}

/** Scopes of all OAuth alternatives together are any-of; without any security the call is open. */
function securityOf(node: Json): Pick<Operation, 'auth' | 'scopes'> {
  const schemes = (Array.isArray(node['security']) ? node['security'] : []).filter(isObject).flatMap((entry) => Object.entries(entry));
  if (schemes.length === 0) return { auth: 'none', scopes: [] };
  const kinds = schemes.map(([name]) => authOf(name));
  const scopes = schemes.filter((_, index) => kinds[index] === 'oauth').flatMap(([, list]) => textsOf(list));
  return { auth: kinds.includes('oauth') ? 'oauth' : (kinds[0] ?? 'oauth'), scopes: [...new Set(scopes)] };
}

function authOf(scheme: string): OperationAuth {
  if (/guest/i.test(scheme)) return 'guest-chat';
  return /web ?messag/i.test(scheme) ? 'webmessaging' : 'oauth';
}

/** `Class.method` for each tag; the class is spelled as the SDK is known to spell it. */
function sdkNames(node: Json, spellings: ReadonlyMap<string, string>): string[] {
  const method = textOf(node['x-purecloud-method-name']) ?? textOf(node['operationId']);
  if (method === undefined) return [];
  return textsOf(node['tags']).map((tag) => {
    const name = `${tag.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Api`;
    return `${spellings.get(name.toLowerCase()) ?? name}.${method}`;
  });
}

/** A retired operation that the definition has again. */
function revived(op: Operation): Operation {
  const again: Operation = { ...op, status: 'current' };
  delete again.lastSdkVersion;
  return again;
}

function tablesOf(data: CatalogData): Omit<CatalogFacts, 'operations' | 'gc'> {
  const { sources, regions, aliasActions, aliases, bound, boundSegments, escalations, logins, sdkExceptions } = data;
  return { sources, regions, aliasActions, aliases, bound, boundSegments, escalations, logins, sdkExceptions };
}

/** Earlier definitions on which no fact rests any more are dropped. */
function sourcesOf(facts: CatalogFacts, added: CatalogFacts['sources'][number]): CatalogFacts['sources'] {
  const used = new Set(facts.operations.flatMap((op) => [op.permissionSource, op.scopeSource]));
  const inTables = JSON.stringify({ ...facts, operations: [], sources: [] });
  const kept = facts.sources.filter(({ id }) => id !== added.id && (!id.startsWith('openapi-') || used.has(id) || inTables.includes(`"${id}"`)));
  return [...kept, added].sort((a, b) => compareText(a.id, b.id));
}

function unfit(what: string): ToolError {
  return new ToolError('catalog-definition', `The document is not the platform's API definition: ${what}.`, {
    hint: 'Expected is the Swagger 2.0 or OpenAPI 3 definition as JSON, as the platform and its SDK repositories publish it.',
  });
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);
