import { compareText } from '../model/index.js';
import type { Operation } from '../model/index.js';
import type { Catalog } from './catalog.js';
import type { OpenColumn } from './column.js';
import type { AliasFact, CatalogData } from './data.js';
import { openRows, segmentRule } from './decode.js';
import { lazy } from './lazy.js';

/** The catalog's queries over the compiled data. Each index is made at its first use. */
export function openCatalog(data: CatalogData): Catalog {
  const rows = openRows(data);
  const permissions = openNames(rows.permissions, rows.operation);
  const scopes = openNames(rows.scopes, rows.operation);
  const aliases = lazy(() => new Map(data.aliases.map((alias) => [alias.name.toLowerCase(), alias])));
  const escalations = lazy(() => new Map(data.escalations.map((fact) => [fact.permission.toLowerCase(), fact.reason])));
  const at = (row: number | undefined) => (row === undefined ? undefined : rows.operation(row));

  return {
    info: { date: data.date, hash: data.hash, sources: data.sources, counts: data.counts },
    get operations() { return rows.all(); },
    get paths() { return rows.paths(); },
    regions: data.regions,
    operation: rows.byId,
    sdkMethod: (name) => at(rows.sdkMethods().get(name)),
    hasSdkClass: (name) => rows.sdkClasses().has(name),
    sdkLogin: (name) => (Object.hasOwn(data.logins, name) ? data.logins[name] : undefined),
    gcCommand: (words) => at(rows.commands().get(words)),
    permission: permissions.spelling,
    scope: scopes.spelling,
    get permissions() { return permissions.sorted(); },
    get scopes() { return scopes.sorted(); },
    operationsNaming: (grant) => [...permissions.operations(grant), ...scopes.operations(grant)],
    alias: (name) => aliases().get(name.toLowerCase()) ?? aliasByAction(name, data, permissions.spelling),
    escalation: (name) => escalations().get(name.toLowerCase()),
    bound: (id) => {
      const fact = data.bound.find(({ operation }) => operation === id);
      const path = rows.byId(id)?.path;
      const rule = path === undefined ? undefined : segmentRule(path, data.boundSegments);
      return fact ?? (rule && { operation: id, bound: 'user', reason: rule.reason, source: rule.source });
    },
  };
}

/** Grants by name, whatever the letter case. */
function openNames<T>(column: OpenColumn<T>, operation: (row: number) => Operation) {
  const named = (values: readonly number[]) => column.rowsWith(values).map(operation);
  const byKey = lazy(() => {
    const index = new Map<string, { name: string; values: readonly number[] }>();
    for (const [name, values] of column.names()) {
      const key = name.toLowerCase();
      const other = index.get(key);
      // Two spellings that differ in letter case: the one that current operations use.
      const spelling = other && !named(values).some((op) => op.status !== 'retired') ? other.name : name;
      index.set(key, { name: spelling, values: other ? [...other.values, ...values] : values });
    }
    return index;
  });
  return {
    sorted: lazy(() => [...column.names().keys()].sort(compareText)),
    spelling: (name: string): string | undefined => byKey().get(name.toLowerCase())?.name,
    operations: (name: string): Operation[] => named(byKey().get(name.toLowerCase())?.values ?? []),
  };
}

/** `domain:entity:read` where only `domain:entity:view` exists: the general rule of the alias table. */
function aliasByAction(name: string, data: CatalogData, spelling: (name: string) => string | undefined): AliasFact | undefined {
  const [domain = '', entity = '', action = '', ...rest] = name.toLowerCase().split(':');
  if (action === '' || rest.length > 0 || spelling(name) !== undefined || !Object.hasOwn(data.aliasActions, action)) return undefined;
  const permissions = (data.aliasActions[action] ?? []).map((real) => spelling(`${domain}:${entity}:${real}`)).filter((real) => real !== undefined);
  if (permissions.length === 0) return undefined;
  return { name, permissions, scopes: [], note: `There is no action "${action}" here; what there is: ${permissions.join(', ')}.`, source: 'alias-rule' };
}
