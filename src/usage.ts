import type { Catalog } from './catalog/index.js';
import { shapeOf } from './catalog/operations.js';
import type { Assigned } from './membership.js';
import {
  comparePlaces,
  type Call,
  type CalledOperation,
  type ClientDecl,
  type EnvironmentDecl,
  type NeverCalled,
  type Operation,
  type RunStamp,
  type Usage,
  type UsageReport,
  type UsedGrant,
} from './model/index.js';
import { inEnvironment } from './require/effective-client.js';
import { grantsOf, meets, type Grant } from './require/grants.js';
import { needsOf, requirementsOf } from './require/needs.js';
import { openUses, type OpenUse } from './require/open-uses.js';
import { matchSeen } from './require/seen.js';

export interface UsageSubject {
  application: Assigned;
  client: ClientDecl;
  environment?: EnvironmentDecl;
}

const DAY = 86_400_000;

/** What production called beside what the code calls and the manifest grants. */
export function compareUsage(usage: Usage, { application, client, environment }: UsageSubject, catalog: Catalog, stamp: RunStamp): UsageReport {
  const code = application.perClient.get(client.name.text) ?? application.unclaimed;
  const shapes = new Map(catalog.operations.map((operation) => [shapeOf(operation), operation]));
  const days = (Date.parse(usage.to) - Date.parse(usage.from)) / DAY;
  const called = usage.operations.map((used): CalledOperation => {
    const operation = shapes.get(shapeOf(used));
    const path = operation?.path ?? used.path;
    const calls = code.calls.filter((call) => call.method === used.method && shapeOf(call) === shapeOf(used));
    const surely = calls.filter(({ confidence }) => confidence !== 'possible');
    const perhaps = calls.length > 0 || operation === undefined ? [] : code.unresolved.filter(({ seen }) => mayBe(operation, seen, catalog));
    return { ...used, path, known: operation !== undefined, rare: used.requests * 30 < days, calls: surely.length > 0 ? surely : calls, perhaps };
  });
  const granted = grantsOf((environment && inEnvironment(client, environment)) ?? client, catalog);
  const open = openUses(code.calls, code.unresolved, catalog, () => false);
  return {
    stamp,
    application: application.application.name.text,
    client: client.name.text,
    ...(environment && { environment: environment.name.text }),
    usage,
    called,
    neverCalled: neverCalled(code.calls, called, catalog),
    grants: granted.map((grant) => useOf(grant, code.calls, called, open, catalog)),
  };
}

function mayBe(operation: Operation, seen: string, catalog: Catalog): boolean {
  return matchSeen(seen, catalog)?.some(({ id }) => id === operation.id) ?? true;
}

function neverCalled(calls: readonly Call[], called: readonly CalledOperation[], catalog: Catalog): NeverCalled[] {
  const ids = new Set(called.map(({ method, path }) => `${method} ${path}`));
  return needsOf(calls, catalog)
    .filter(({ operation }) => !ids.has(operation.id))
    .map(({ operation: { method, path }, calls: own }) => ({ method, path, calls: [...own].sort(comparePlaces) }));
}

function useOf(grant: Grant, calls: readonly Call[], called: readonly CalledOperation[], open: readonly OpenUse[], catalog: Catalog): UsedGrant {
  const serves = (operation: Operation | undefined): boolean =>
    operation !== undefined && requirementsOf(operation).some((requirement) => meets(grant, requirement));
  const coded = needsOf(calls, catalog).some(({ operation }) => serves(operation));
  const inProduction = called.filter(({ method, path }) => serves(catalog.operation(`${method} ${path}`)));
  const live = inProduction.length > 0;
  return {
    name: grant.name,
    kind: grant.kind,
    place: grant.lines[0].declared.place,
    use: coded ? (live ? 'used' : 'never-called') : live ? 'not-coded' : 'unused',
    requests: inProduction.reduce((sum, { requests }) => sum + requests, 0),
    open: !coded && open.some((use) => use.uses(grant)),
  };
}
