import type { Catalog } from './catalog/index.js';
import { clientMatcher } from './manifest/membership.js';
import {
  comparePlaces,
  compareText,
  type Call,
  type CodePart,
  type Diagnosis,
  type FittingCall,
  type Operation,
  type Refusal,
  type RunResult,
} from './model/index.js';
import { nameKey } from './require/names.js';
import { operationOf, requirementsOf } from './require/needs.js';
import { matchSeen } from './require/seen.js';
import { standingOf } from './standing.js';

/** What a refusal means for a folder: the calls that fit, how the manifest stands to what was refused, and what to change. */
export function diagnose(refusal: Refusal, result: RunResult, catalog: Catalog): Diagnosis {
  const atLogin = refusal.kind === 'secret' || refusal.kind === 'grant-type' || refusal.kind === 'token';
  const about = atLogin || refusal.kind === 'rate-limit' ? refusal.operations.length > 0 : true;
  const calls = about ? fittingCalls(refusal, result, catalog) : [];
  const parts = [...result.applications, result.ungoverned];
  return {
    stamp: result.stamp,
    refusal,
    calls,
    unresolved: about && calls.length === 0 ? parts.flatMap((part) => part.unresolved).filter(({ seen }) => mayReach(seen, refusal, catalog)) : [],
    logins: atLogin ? [...new Set(parts.flatMap((part) => part.logins))].sort(comparePlaces) : [],
    standing: standingOf(refusal, calls, result, catalog),
    notes: notesOn(refusal, calls, result),
    fix: refusal.fact?.remedy ?? fixOf(refusal),
  };
}

function fixOf({ kind, unknownCode }: Refusal): string {
  if (kind === 'forbidden')
    return 'Paste the body of the answer too: its `code` and `message` say what was refused. Until then: compare what the operation needs with what is granted.';
  if (kind === 'token') return 'Ask for a new token, and compare the regions of the login host and the API host. The body of the answer would say more.';
  if (kind === 'rate-limit') return 'Wait as long as `Retry-After` says. No grant mends this.';
  return `The platform's definition says nothing of ${unknownCode === undefined ? 'this' : `\`${unknownCode}\``} beyond its name: it is a rule of the service itself.`;
}

/** Every call that something speaks for, strongest first; where the request is known, only calls to it. */
function fittingCalls(refusal: Refusal, result: RunResult, catalog: Catalog): FittingCall[] {
  const ids = new Set(refusal.operations.map(({ id }) => id));
  const found = new Map<Call, FittingCall & { weight: number }>();
  const take = (part: CodePart, clientsOf: (file: string) => FittingCall['clients']): void => {
    for (const call of [...part.calls, ...part.tests.calls]) {
      if (ids.size > 0 && !ids.has(`${call.method} ${call.path}`)) continue;
      const said = reasonsFor(call, refusal, ids.size > 0, catalog);
      if (said.length === 0) continue;
      const clients = [...(found.get(call)?.clients ?? []), ...clientsOf(call.file)];
      found.set(call, { call, reasons: said.map(({ text }) => text), clients, weight: said.reduce((sum, { weight }) => sum + weight, 0) });
    }
  };
  for (const application of result.applications) {
    const clientsOf = clientMatcher(application.manifest);
    take(application, (file) => clientsOf(file).map((client) => ({ application: application.manifest.name.text, client: client.name.text })));
  }
  take(result.ungoverned, () => []);
  return [...found.values()]
    .sort((a, b) => b.weight - a.weight || compareText(a.call.confidence, b.call.confidence) || comparePlaces(a.call, b.call))
    .map(({ call, reasons, clients }) => ({ call, reasons, clients }));
}

function reasonsFor(call: Call, refusal: Refusal, requested: boolean, catalog: Catalog): { text: string; weight: number }[] {
  const operation = operationOf(call, catalog);
  const inStack = refusal.stack.some(({ file, line }) => [call, ...call.evidence].some((place) => place.line === line && isSameFile(place.file, file)));
  const needs = operation === undefined ? 0 : fitOf(operation, refusal);
  return [
    ...(inStack ? [{ text: 'it stands in the stack', weight: 16 }] : []),
    ...(requested ? [{ text: 'it calls what was requested', weight: 8 }] : []),
    ...(needs > 0 ? [{ text: needs > 1 ? 'it needs exactly what was refused' : 'it needs some of what was refused', weight: needs }] : []),
  ];
}

/** Stacks have absolute paths, or those of a build: the longer one ends with the shorter. */
function isSameFile(file: string, written: string): boolean {
  const path = `/${written.replace(/^\.?\//, '')}`;
  return path.endsWith(`/${file}`) || `/${file}`.endsWith(path);
}

/** 2: a requirement of the operation is what was refused; 1: they have a name in common; 0: neither. */
function fitOf(operation: Operation, { permissions, scopes }: Refusal): number {
  const fits = requirementsOf(operation).map(({ kind, anyOf }) => {
    const refused = new Set((kind === 'permission' ? permissions : scopes).map(nameKey));
    const common = anyOf.filter((name) => refused.has(nameKey(name))).length;
    return common === 0 ? 0 : common === anyOf.length ? 2 : 1;
  });
  return Math.max(0, ...fits);
}

function mayReach(seen: string, { operations, permissions, scopes }: Refusal, catalog: Catalog): boolean {
  const reached = matchSeen(seen, catalog);
  if (operations.length === 0 && permissions.length + scopes.length === 0) return false;
  const wanted = operations.length > 0 ? operations : [...permissions, ...scopes].flatMap((name) => catalog.operationsNaming(name));
  return reached === undefined || wanted.some((operation) => reached.some(({ id }) => id === operation.id));
}

function notesOn(refusal: Refusal, calls: readonly FittingCall[], result: RunResult): string[] {
  const [operation] = refusal.operations;
  const names = refusal.permissions.filter((name) => operation !== undefined && !operation.permissions.some((own) => nameKey(own) === nameKey(name)));
  const bound =
    operation?.bound === undefined
      ? []
      : [`\`${operation.id}\` works ${operation.bound === 'user' ? "only with a user's token, not with client credentials" : 'only with client credentials'}.`];
  const regions = refusal.kind === 'secret' || refusal.kind === 'token' ? declaredRegions(result) : [];
  return [
    ...bound,
    ...(names.length > 0 && operation?.permissions.length !== 0
      ? [
          `The catalog does not name ${names.map((name) => `\`${name}\``).join(', ')} for \`${operation?.id ?? ''}\`; an overlay of the configuration can correct it.`,
        ]
      : []),
    ...(refusal.kind === 'permission' ? ['A permission of a product that is not licensed cannot be granted and is refused in the same words.'] : []),
    ...(regions.length > 0
      ? [`The manifest names the ${regions.length > 1 ? 'regions' : 'region'} ${regions.map((region) => `\`${region}\``).join(', ')}.`]
      : []),
    ...(calls.length === 0 && (refusal.operations.length > 0 || refusal.permissions.length > 0)
      ? ['No call in this code fits: it may be made elsewhere.']
      : []),
  ];
}

function declaredRegions({ applications }: RunResult): string[] {
  const named = applications.flatMap(({ manifest }) => manifest.environments.flatMap(({ clients }) => clients.flatMap(({ region }) => region?.text ?? [])));
  return [...new Set(named)].sort(compareText);
}
