import type { Catalog } from './catalog/index.js';
import { clientMatcher } from './manifest/membership.js';
import type { ApplicationResult, Call, ClientDecl, CodePart, EnvironmentDecl, RunResult, WhatIf } from './model/index.js';
import { EXIT, compareText } from './model/index.js';
import { inEnvironment } from './require/effective-client.js';
import { gives, grantsOf, type Grant } from './require/grants.js';
import { covers, nameKey } from './require/names.js';
import { operationOf, requirementsOf, type GrantKind, type Requirement } from './require/needs.js';
import { readName } from './require/reading.js';

/** Grants that are taken away: whole lines of the manifest where it has them, else what they stand for. */
interface Loss {
  name: string;
  permissions: readonly string[];
  scopes: readonly string[];
}

type Broken = WhatIf['broken'][number];

/** Which calls would lack something without the named grants. Calls that lack it already are not broken by it. */
export function whatIf(result: RunResult, without: readonly string[], catalog: Catalog): WhatIf {
  const losses = without.map((name) => readLoss(name, catalog));
  const broken = [...result.applications.flatMap((application) => brokenIn(application, losses, catalog)), ...brokenUngoverned(result, losses, catalog)];
  const names = result.applications.map((application) => application.manifest.name.text);
  const unresolved = [...result.applications, result.ungoverned].flatMap((part: CodePart) => part.unresolved);
  return {
    stamp: result.stamp,
    without,
    broken,
    untouched: names.filter((name) => !broken.some((entry) => entry.application === name)).sort(compareText),
    unresolved: new Set(unresolved).size,
    exit: broken.length > 0 ? EXIT.findings : EXIT.clean,
  };
}

function readLoss(name: string, catalog: Catalog): Loss {
  const asPermission = readName(name, 'permissions', catalog);
  const { permissions, scopes } = asPermission.spelling === 'real' ? asPermission : readName(name, 'scopes', catalog);
  return { name, permissions, scopes };
}

function brokenIn({ manifest, calls }: ApplicationResult, losses: readonly Loss[], catalog: Catalog): Broken[] {
  const clientsOf = clientMatcher(manifest);
  return manifest.clients.flatMap((client) => {
    const own = calls.filter((call) => clientsOf(call.file).includes(client));
    const settings: { client: ClientDecl; environment?: EnvironmentDecl }[] = [{ client }];
    for (const environment of manifest.environments) {
      const changed = inEnvironment(client, environment);
      if (changed !== undefined) settings.push({ client: changed, environment });
    }
    return settings.flatMap(({ client: granted, environment }) => {
      const found = brokenCalls(own, grantsOf(granted, catalog), losses, catalog);
      if (found.length === 0) return [];
      return [{ application: manifest.name.text, client: client.name.text, ...(environment && { environment: environment.name.text }), calls: found }];
    });
  });
}

/** Without a manifest everything counts as granted, so that the question can be asked before there is one. */
function brokenUngoverned(result: RunResult, losses: readonly Loss[], catalog: Catalog): Broken[] {
  const all: Pick<Grant, 'permissions' | 'scopes'> = { permissions: catalog.permissions, scopes: catalog.scopes };
  const calls = result.applications.length > 0 ? [] : brokenCalls(result.ungoverned.calls, [all], losses, catalog);
  return calls.length === 0 ? [] : [{ application: '(no manifest)', client: 'any client', calls }];
}

type Granted = Pick<Grant, 'permissions' | 'scopes'> & Partial<Pick<Grant, 'lines'>>;

function brokenCalls(calls: readonly Call[], grants: readonly Granted[], losses: readonly Loss[], catalog: Catalog): Broken['calls'] {
  const removed = losses.filter((loss) => grants.some((grant) => isLine(grant, loss)));
  const kept = grants.filter((grant) => !removed.some((loss) => isLine(grant, loss)));
  const lost = losses.filter((loss) => !removed.includes(loss));
  return calls.flatMap((call) => {
    const operation = call.confidence === 'possible' ? undefined : operationOf(call, catalog);
    const requirements = operation === undefined ? [] : requirementsOf(operation);
    const lacking = requirements.filter((requirement) => isHeld(requirement, grants, []) && !isHeld(requirement, kept, lost));
    return lacking.length === 0 ? [] : [{ ...call, lacks: lacking.map((requirement) => requirement.anyOf.join(' or ')) }];
  });
}

function isLine(grant: Granted, loss: Loss): boolean {
  const same = (a: readonly string[], b: readonly string[]): boolean => a.map(nameKey).join() === b.map(nameKey).join();
  const named = grant.lines?.some((line) => nameKey(line.declared.text) === nameKey(loss.name)) ?? false;
  const meant = grant.lines !== undefined && loss.permissions.length + loss.scopes.length > 0 && same(grant.permissions, loss.permissions) && same(grant.scopes, loss.scopes);
  return named || meant;
}

function isHeld({ kind, anyOf }: Requirement, grants: readonly Granted[], lost: readonly Loss[]): boolean {
  return anyOf.some((name) => !lost.some((loss) => isLost(loss, kind, name)) && grants.some((grant) => gives(grant, kind, name)));
}

function isLost(loss: Loss, kind: GrantKind, name: string): boolean {
  return kind === 'permission' ? loss.permissions.some((pattern) => covers(pattern, name)) : loss.scopes.some((scope) => nameKey(scope) === nameKey(name));
}
