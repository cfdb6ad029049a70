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

/** The calls that a finding of an endpoint is about: those that certainly or likely reach it, or else those that may. */
export function surestCalls(calls: CalledEndpoint['calls']): { calls: readonly Call[]; confidence: Call['confidence'] } {
  const sure = calls.filter((call) => call.confidence !== 'possible');
  return sure.length > 0 ? { calls: sure, confidence: bestConfidence(sure) } : { calls, confidence: 'possible' };
}

/** The greatest confidence among the calls. */
export function bestConfidence(calls: readonly Call[]): Call['confidence'] {
  return (['certain', 'likely'] as const).find((confidence) => calls.some((call) => call.confidence === confidence)) ?? 'possible';
}
