import type { Catalog } from '../catalog/catalog.js';
import { comparePlaces, compareText, type Call, type Operation, type Place, type UnresolvedCall } from '../model/index.js';
import type { Grant } from './grants.js';
import { covers, isWildcard, nameKey } from './names.js';
import { isOpen, operationOf, requirementsOf, type GrantKind, type Requirement } from './needs.js';
import { scopeFamily } from './privilege.js';
import { matchSeen } from './seen.js';

/** A call that may use grants without making any of them missing. */
export interface OpenUse {
  place: Place;
  /** For messages, e.g. `GET /api/v2/users/{userId}` (one of several endpoints). */
  text: string;
  uses(grant: Grant): boolean;
}

/** What a place may need, beyond what is known to be met. */
interface Reach {
  names: Record<GrantKind, Set<string>>;
  /** Permission domains and scope families of the areas where no source says what is needed. */
  areas: Record<GrantKind, Set<string>>;
  anything: Record<GrantKind, boolean>;
}

/**
 * Possible calls, unresolved calls, unknown endpoints, and operations without a known need, sorted by place.
 * `settled` says that a requirement is met by grants that stay anyway.
 */
export function openUses(
  calls: readonly Call[],
  unresolved: readonly UnresolvedCall[],
  catalog: Catalog,
  settled: (requirement: Requirement) => boolean,
): OpenUse[] {
  const areas = new Map<string, Record<GrantKind, Set<string>>>();
  const reaches = new Map<string, Reach>();
  const use = (place: Place, text: string, key: string, reach: () => Reach): OpenUse => {
    const known = reaches.get(key) ?? reach();
    reaches.set(key, known);
    return { place, text, uses: (grant) => mayUse(known, grant) };
  };
  const reachOf = (operations: readonly Operation[]): Reach => reachOfOperations(operations, catalog, areas, settled);
  const fromCalls = calls.flatMap((call) => {
    const operation = operationOf(call, catalog);
    const id = `${call.method} ${call.path}`;
    if (operation === undefined) return [use(call, `\`${id}\` (not in the catalog)`, id, () => reachOfArea(call.path, catalog, areas))];
    if (call.confidence === 'possible') return [use(call, `\`${id}\` (one of several endpoints)`, `possible ${id}`, () => reachOf([operation]))];
    if (!isOpen(operation, 'permission') && !isOpen(operation, 'scope')) return [];
    return [use(call, `\`${id}\` (its needs are not known)`, `open ${id}`, () => reachOf([operation]))];
  });
  const fromUnresolved = unresolved.map((call) =>
    use(call, `\`${call.seen}\` (not resolved)`, `unresolved ${call.seen}`, () => {
      const operations = matchSeen(call.seen, catalog);
      return operations === undefined ? unlimited() : reachOf(operations);
    }),
  );
  return [...fromCalls, ...fromUnresolved].sort((a, b) => comparePlaces(a.place, b.place) || compareText(a.text, b.text));
}

function mayUse(reach: Reach, grant: Grant): boolean {
  return grant.permissions.some((name) => permissionInReach(reach, name)) || grant.scopes.some((name) => scopeInReach(reach, name));
}

function permissionInReach({ names, areas, anything }: Reach, permission: string): boolean {
  if (anything.permission) return true;
  const domain = nameKey(permission).split(':')[0] ?? '';
  if (areas.permission.has(domain) || (domain === '*' && areas.permission.size > 0)) return true;
  if (!isWildcard(permission)) return names.permission.has(nameKey(permission));
  return [...names.permission].some((name) => covers(permission, name));
}

function scopeInReach({ names, areas, anything }: Reach, scope: string): boolean {
  return anything.scope || areas.scope.has(scopeFamily(scope)) || names.scope.has(nameKey(scope));
}

function noReach(): Reach {
  return {
    names: { permission: new Set(), scope: new Set() },
    areas: { permission: new Set(), scope: new Set() },
    anything: { permission: false, scope: false },
  };
}

function unlimited(): Reach {
  return { ...noReach(), anything: { permission: true, scope: true } };
}

type Areas = Map<string, Record<GrantKind, Set<string>>>;

function reachOfOperations(operations: readonly Operation[], catalog: Catalog, areas: Areas, settled: (requirement: Requirement) => boolean): Reach {
  const reach = noReach();
  for (const operation of operations) {
    for (const requirement of requirementsOf(operation)) {
      if (settled(requirement)) continue;
      for (const name of requirement.anyOf) reach.names[requirement.kind].add(nameKey(name));
    }
    for (const kind of ['permission', 'scope'] as const) if (isOpen(operation, kind)) addArea(reach, kind, operation.path, catalog, areas);
  }
  return reach;
}

function reachOfArea(path: string, catalog: Catalog, areas: Areas): Reach {
  const reach = noReach();
  for (const kind of ['permission', 'scope'] as const) addArea(reach, kind, path, catalog, areas);
  return reach;
}

/** An area is what shares the first path segment after `/api/v2/`: what its operations name is what its others may need. */
function addArea(reach: Reach, kind: GrantKind, path: string, catalog: Catalog, areas: Areas): void {
  const start = path.split('/', 4).join('/');
  const area = areas.get(start) ?? namesOfArea(start, catalog);
  areas.set(start, area);
  if (area[kind].size === 0) reach.anything[kind] = true;
  for (const name of area[kind]) reach.areas[kind].add(name);
}

function namesOfArea(start: string, catalog: Catalog): Record<GrantKind, Set<string>> {
  const operations = catalog.paths
    .filter(({ path }) => path === start || path.startsWith(`${start}/`))
    .flatMap(({ path, methods }) => methods.flatMap((method) => catalog.operation(`${method} ${path}`) ?? []));
  const domains = operations.flatMap((operation) => operation.permissions).filter((name) => name.includes(':'));
  return {
    permission: new Set(domains.map((name) => nameKey(name).split(':')[0] ?? '')),
    scope: new Set(operations.flatMap((operation) => operation.scopes).map(scopeFamily)),
  };
}
