import type { Catalog } from './catalog/index.js';
import { clientMatcher } from './manifest/membership.js';
import { compareText, type ApplicationResult, type Call, type ClientDecl, type GuardedOperation, type GuardedSet, type RunStamp } from './model/index.js';
import { byConfidence, operationOf } from './require/needs.js';

/** Everything that the code of a client certainly, likely or possibly calls. */
export function guardedSet({ manifest, calls, unresolved }: ApplicationResult, client: ClientDecl, catalog: Catalog, stamp: RunStamp): GuardedSet {
  const clientsOf = clientMatcher(manifest);
  const isOwn = ({ file }: { file: string }): boolean => clientsOf(file).includes(client);
  const byOperation = new Map<string, [Call, ...Call[]]>();
  for (const call of calls.filter(isOwn)) {
    const id = `${call.method} ${call.path}`;
    const known = byOperation.get(id);
    if (known === undefined) byOperation.set(id, [call]);
    else known.push(call);
  }
  return {
    stamp,
    application: manifest.name.text,
    client: client.name.text,
    unresolved: unresolved.filter(isOwn).length,
    operations: [...byOperation.values()].map((own) => guarded(own, catalog)).sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method)),
  };
}

function guarded(calls: readonly [Call, ...Call[]], catalog: Catalog): GuardedOperation {
  const [first] = calls;
  const operation = operationOf(first, catalog);
  const best = [...calls].sort(byConfidence)[0] ?? first;
  return {
    method: first.method,
    path: first.path,
    mode: operation?.mode ?? 'UNKNOWN',
    permissions: operation?.permissions ?? [],
    scopes: operation?.scopes ?? [],
    confidence: best.confidence,
    places: calls.map(({ file, line, column }) => ({ file, line, column })),
  };
}
