import type { Catalog } from '../../../src/catalog/catalog.js';
import { compareText, type Call, type CheckContext, type Operation } from '../../../src/model/index.js';
import { operationOf } from '../../../src/require/needs.js';
import { endpointOf } from './wording.js';

/** One endpoint that the code calls, and every call to it; certain, likely and possible ones. */
export interface CalledEndpoint {
  id: string;
  /** Undefined: not in the catalog. */
  operation: Operation | undefined;
  calls: readonly [Call, ...Call[]];
}

/** The endpoints called, sorted by id. */
export function calledEndpoints({ calls, catalog }: CheckContext<Catalog>): CalledEndpoint[] {
  const byId = new Map<string, [Call, ...Call[]]>();
  for (const call of calls) {
    const known = byId.get(endpointOf(call));
    if (known === undefined) byId.set(endpointOf(call), [call]);
    else known.push(call);
  }
  return [...byId].sort(([a], [b]) => compareText(a, b)).map(([id, own]) => ({ id, operation: operationOf(own[0], catalog), calls: own }));
}

/** An endpoint of some kind, and the calls to report of it. `possible`: they reach this one or another of the kind. */
export interface EndpointOfKind {
  id: string;
  operation: Operation;
  calls: readonly Call[];
  confidence: Call['confidence'];
}

/** Endpoints of a kind that calls certainly or likely reach, or that are one of several of which all are of the kind. */
export function calledOfKind(context: CheckContext<Catalog>, isOfKind: (operation: Operation) => boolean): EndpointOfKind[] {
  const called = calledEndpoints(context);
  const others = called.filter(({ operation }) => operation === undefined || !isOfKind(operation));
  const undecided = new Set(others.flatMap(({ calls }) => calls).filter(isPossible).map(siteOf));
  return called.flatMap(({ id, operation, calls }) => {
    if (operation === undefined || !isOfKind(operation)) return [];
    const sure = calls.filter((call) => !isPossible(call));
    const reported = sure.length > 0 ? sure : calls.filter((call) => !undecided.has(siteOf(call)));
    return reported.length === 0 ? [] : [{ id, operation, calls: reported, confidence: bestConfidence(reported) }];
  });
}

function isPossible({ confidence }: Call): boolean {
  return confidence === 'possible';
}

function siteOf({ file, line, column }: Call): string {
  return `${file}:${line}:${column}`;
}

/** The greatest confidence among the calls. */
export function bestConfidence(calls: readonly Call[]): Call['confidence'] {
  return (['certain', 'likely'] as const).find((confidence) => calls.some((call) => call.confidence === confidence)) ?? 'possible';
}
