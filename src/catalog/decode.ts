import { compareText } from '../model/index.js';
import type { Operation } from '../model/index.js';
import { intact, openColumn, openList } from './column.js';
import type { BoundSegment, CatalogData } from './data.js';
import { lazy } from './lazy.js';
import { parsePermissions, parseScopes, toAuth, toStatus } from './operation-text.js';
import { impliedWords } from './operations.js';

/** One path with its methods; the rows of its operations follow one another from `first`. */
export interface PathRows {
  path: string;
  methods: readonly string[];
  first: number;
}

/** The rows of the compiled catalog. A row becomes an `Operation` when it is first asked for: most never are. */
export function openRows(data: CatalogData) {
  const paths = lazy(() => splitPaths(data.paths));
  const permissions = openColumn(data.permissions, parsePermissions, (fact) => fact.permissions);
  const scopes = openColumn(data.scopes, parseScopes, (fact) => fact.scopes);
  const traits = openColumn(data.traits, parseTraits);
  const classes = lazy(() => data.sdkClasses.split(';'));
  const sdk = openList(data.sdk);
  const bound = lazy(() => new Map(data.bound.map((fact) => [fact.operation, fact.bound])));
  const made = lazy(() => new Array<Operation | undefined>(data.counts.operations).fill(undefined));

  const make = (entry: PathRows, row: number): Operation => {
    const { path, methods, first } = entry;
    const method = intact(methods[row - first], path);
    const id = `${method} ${path}`;
    const { mode, permissions: names, permissionSource } = permissions.at(row);
    const { scopes: anyOf, scopeSource } = scopes.at(row);
    const { auth, status, deprecated, lastSdkVersion } = traits.at(row);
    const operation: Operation = {
      id, method, path, mode, permissions: names, scopes: anyOf, auth, status, deprecated, sdk: sdkNames(sdk.at(row), classes()), permissionSource, scopeSource,
    };
    if (lastSdkVersion !== undefined) operation.lastSdkVersion = lastSdkVersion;
    const bind = bound().get(id) ?? (segmentRule(path, data.boundSegments) && 'user');
    if (bind) operation.bound = bind;
    const reason = data.overlays?.[id];
    if (reason !== undefined) operation.overlay = { reason };
    return operation;
  };
  const operation = (row: number): Operation =>
    (made()[row] ??= make(intact(lastNotAfter(paths(), (entry) => entry.first - row), `row ${row}`), row));

  return {
    paths,
    permissions,
    scopes,
    operation,
    all: lazy(() => {
      const all: Operation[] = [];
      for (const entry of paths()) {
        for (let row = entry.first; row < entry.first + entry.methods.length; row++) all.push((made()[row] ??= make(entry, row)));
      }
      return all;
    }),
    byId: (id: string): Operation | undefined => {
      const blank = id.indexOf(' ');
      const path = id.slice(blank + 1);
      const entry = lastNotAfter(paths(), (other) => compareText(other.path, path));
      const method = entry?.path === path ? entry.methods.indexOf(id.slice(0, blank)) : -1;
      return entry && method >= 0 ? operation(entry.first + method) : undefined;
    },
    /** SDK method name -> row. */
    sdkMethods: lazy(() => indexSdk(data.sdk.split(';'))),
    sdkClasses: lazy(() => new Set(classes())),
    /** Words of a `gc` command -> row. */
    commands: lazy(() => indexCommands(data.gc.split(';'), paths())),
  };
}

/** All operations of the compiled data, in its order. */
export const decodeOperations = (data: CatalogData): readonly Operation[] => openRows(data).all();

/** Words of `gc` commands -> `METHOD path`. */
export function decodeCommands(data: CatalogData): Map<string, string> {
  const rows = openRows(data);
  return new Map([...rows.commands()].map(([words, row]) => [words, rows.operation(row).id]));
}

/** The rule that binds a path to the user of the token, if any does. */
export function segmentRule(path: string, rules: readonly BoundSegment[]): BoundSegment | undefined {
  return rules.find(({ segment, except }) => (path.includes(`/${segment}/`) || path.endsWith(`/${segment}`)) && !except.includes(path));
}

/** Loops and `slice` instead of patterns and destructuring: this runs before anything is compiled, at every start. */
function splitPaths(text: string): PathRows[] {
  const methodLists = new Map<string, string[]>();
  const paths: PathRows[] = [];
  let first = 0;
  for (const entry of text.split(';')) {
    const blank = entry.indexOf(' ');
    const listed = entry.slice(blank + 1);
    let methods = methodLists.get(listed);
    if (!methods) methodLists.set(listed, (methods = listed.split(' ')));
    paths.push({ path: entry.slice(0, blank), methods, first });
    first += methods.length;
  }
  return paths;
}

function parseTraits(text: string): Pick<Operation, 'auth' | 'status' | 'deprecated' | 'lastSdkVersion'> | undefined {
  const [authText = '', statusText = '', deprecated, last = '-'] = text.split(' ');
  const [auth, status] = [toAuth(authText), toStatus(statusText)];
  if (!auth || !status) return undefined;
  return { auth, status, deprecated: deprecated === 'deprecated', ...(last !== '-' && { lastSdkVersion: last }) };
}

/** The last path that does not come after what `compare` looks for; paths are sorted by name and by row alike. */
function lastNotAfter(paths: readonly PathRows[], compare: (entry: PathRows) => number): PathRows | undefined {
  let [low, high] = [0, paths.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = paths[middle];
    if (entry && compare(entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return paths[low - 1];
}

function sdkNames(text: string, classes: readonly string[]): string[] {
  return text === '' ? [] : text.split(',').map((name) => {
    const dot = name.indexOf('.');
    return (classes[Number(name.slice(0, dot))] ?? '') + name.slice(dot);
  });
}

function indexSdk(rows: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) {
    const names = rows[row] ?? '';
    for (let at = 0; at < names.length; ) {
      const comma = names.indexOf(',', at);
      const end = comma < 0 ? names.length : comma;
      index.set(names.slice(names.indexOf('.', at) + 1, end), row);
      at = end + 1;
    }
  }
  return index;
}

function indexCommands(rows: readonly string[], paths: readonly PathRows[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const { path, methods, first } of paths) {
    const implied = impliedWords(path);
    for (let row = first; row < first + methods.length; row++) {
      const commands = rows[row];
      if (!commands) continue;
      for (const words of commands.split(',')) index.set(words.startsWith('=') ? `${implied} ${words.slice(1)}` : words, row);
    }
  }
  return index;
}
