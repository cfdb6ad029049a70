import type { Call, Evidence, EvidenceRole, Lit, LoginCall, Place, ResolvedEndpoint, Term, UnresolvedCall, UnresolvedReason, Via } from '../model/index.js';
import { NOWHERE, comparePlaces } from '../model/index.js';
import { childrenOf } from './children.js';

/** One step on the way from the request outwards: a call site and what was known of the request there. */
export interface Stage {
  place: Place;
  known: readonly Term[];
  /** The path of the request no longer depends on who calls. */
  pathKnown?: boolean;
}

/** Something reported at a place unless every caller says better. */
export interface Emission {
  calls: readonly Call[];
  /** A caller leaves it as it is. */
  kept: boolean;
  /** A caller decides another endpoint. */
  refined: boolean;
}

const RANK = { certain: 2, likely: 1, possible: 0 } as const;

/** Makes one call per endpoint, at the innermost stage where method and path are all known. */
export function callsAt(endpoints: readonly ResolvedEndpoint[], stages: readonly Stage[], via: Via, name: string | undefined): Call[] {
  return endpoints.map((endpoint) => {
    const parts = [...endpoint.methodParts, ...endpoint.pathParts];
    const decided = stages.find((stage) => holdsAll(stage.known, parts)) ?? stages[stages.length - 1];
    const place = decided?.place ?? NOWHERE;
    const evidence: Evidence[] = [];
    stages.forEach((stage, i) => addEvidence(evidence, stage.place, i === 0 ? 'request' : 'wrapper'));
    for (const part of endpoint.methodParts) if (part.at) addEvidence(evidence, part.at, 'method');
    for (const part of endpoint.pathParts) if (part.at) addEvidence(evidence, part.at, 'path');
    return {
      file: place.file,
      line: place.line,
      column: place.column,
      method: endpoint.method,
      path: endpoint.path,
      known: endpoint.known,
      via,
      confidence: endpoint.confidence,
      ...(name === undefined ? {} : { name }),
      evidence,
    };
  });
}

function addEvidence(list: Evidence[], place: Place, role: EvidenceRole): void {
  if (place.file === '' || list.some((other) => comparePlaces(other, place) === 0 && other.role === role)) return;
  list.push({ file: place.file, line: place.line, column: place.column, role });
}

function holdsAll(known: readonly Term[], parts: readonly Lit[]): boolean {
  if (parts.length === 0) return false;
  const literals = new Set<Term>();
  const seen = new Set<Term>();
  const collect = (term: Term): void => {
    if (seen.has(term)) return;
    seen.add(term);
    if (term.t === 'lit') literals.add(term);
    // What is read by a name that is not known yet decides nothing.
    else if (term.t !== 'index') childrenOf(term).forEach(collect);
  };
  known.forEach(collect);
  return parts.every((part) => literals.has(part));
}

/** Gathers what is found and gives it back without repetition, sorted by place. */
export class Findings {
  private readonly emissions: Emission[] = [];
  private readonly unresolved = new Map<string, UnresolvedCall>();
  private readonly logins = new Map<string, LoginCall>();
  private readonly others = new Set<string>();

  /** How much has been found: calls, unresolved ones and logins. */
  get size(): number {
    return this.emissions.length + this.unresolved.size + this.logins.size;
  }

  emit(calls: readonly Call[]): Emission {
    const emission: Emission = { calls, kept: false, refined: false };
    this.emissions.push(emission);
    return emission;
  }

  /** Whether a call has been found at the place, or through it. */
  has(place: Place): boolean {
    return this.emissions.some((emission) => (emission.kept || !emission.refined) && emission.calls.some((call) => comparePlaces(call, place) === 0));
  }

  addUnresolved(stages: readonly Stage[], reason: UnresolvedReason, seen: string, via: Via): void {
    const place = (stages.find((stage) => stage.pathKnown) ?? stages[stages.length - 1])?.place;
    if (!place) return;
    const evidence: Evidence[] = [];
    stages.forEach((stage, i) => addEvidence(evidence, stage.place, i === 0 ? 'request' : 'wrapper'));
    const key = placeKey(place);
    if (!this.unresolved.has(key)) this.unresolved.set(key, { file: place.file, line: place.line, column: place.column, reason, seen, via, evidence });
  }

  /** A file whose values branch without end: said once, at the first call that was not followed. */
  addExhausted(place: Place): void {
    if ([...this.unresolved.values()].some((other) => other.file === place.file && other.reason === 'too-many-values')) return;
    this.addUnresolved([{ place, known: [] }], 'too-many-values', '{} {}', 'http');
  }

  addLogin(place: Place, login: Omit<LoginCall, 'file' | 'line' | 'column'>): void {
    this.logins.set(`${placeKey(place)} ${login.name}`, { file: place.file, line: place.line, column: place.column, ...login });
  }

  addOther(place: Place): void {
    this.others.add(placeKey(place));
  }

  result(): { calls: Call[]; unresolved: UnresolvedCall[]; logins: LoginCall[]; otherRequests: number } {
    const calls = new Map<string, Call>();
    for (const emission of this.emissions) {
      if (emission.refined && !emission.kept) continue;
      for (const call of emission.calls) {
        const key = `${placeKey(call)} ${call.method} ${call.path}`;
        const other = calls.get(key);
        if (!other || RANK[other.confidence] < RANK[call.confidence]) calls.set(key, call);
      }
    }
    const placed = new Set([...calls.values()].map(placeKey));
    const order = (a: Call, b: Call): number => comparePlaces(a, b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : a.method > b.method ? 1 : 0);
    return {
      calls: [...calls.values()].sort(order),
      unresolved: [...this.unresolved.values()].filter((call) => !placed.has(placeKey(call))).sort(comparePlaces),
      logins: [...this.logins.values()].sort(comparePlaces),
      otherRequests: this.others.size,
    };
  }
}

function placeKey(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** An endpoint of a call whose receiver was only guessed. */
export function likely(endpoint: ResolvedEndpoint): ResolvedEndpoint {
  return endpoint.confidence === 'certain' ? { ...endpoint, confidence: 'likely' } : endpoint;
}

/** Whether a caller only narrows down what has been reported inside. */
export function isWithin(calls: Emission['calls'], inner: Emission): boolean {
  return calls.every((call) => inner.calls.some((other) => other.method === call.method && other.path === call.path && (other.confidence !== 'possible' || call.confidence === 'possible')));
}
