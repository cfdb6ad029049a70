import type { Catalog } from '../catalog/catalog.js';
import type { Confidence, Guard, Item, Lit, RequestTerm, Resolution, ResolvedEndpoint, Term } from '../model/index.js';
import { mergeGuards } from '../model/guards.js';
import { resolveCommand } from './command.js';
import { EndpointIndex, HOLE, type Endpoint, type Segment } from './endpoint-match.js';
import { expand, mayHold, type Expansion } from './expand.js';
import { handedPaths, handedMethods, isSender } from './handed.js';
import { isSentBefore } from './interceptors.js';
import { isMethod, methodExpansions, type MethodExpansion } from './request-method.js';
import { UrlReader, type PlatformUrl } from './request-url.js';
import { isUndefined } from './terms.js';

const MAX_ENDPOINTS = 64;

/** How a path came to a call: sent by a known client, by a helper of the configuration, or handed to something unknown. */
type How = 'sent' | 'declared' | 'handed';

/** One way a URL can come out, read as a request to the platform. */
interface UrlExpansion {
  when: readonly Guard[];
  url: PlatformUrl;
}

/** Method and path patterns to endpoints of the catalog. */
export class Resolver {
  private index: EndpointIndex | undefined;
  private reader: UrlReader | undefined;

  /** `evident`: whether the program speaks of the platform anywhere; other products have an `/api/v2` as well. */
  constructor(
    private readonly catalog: Catalog,
    private readonly evident: boolean,
  ) {}

  request(request: RequestTerm, when: readonly Guard[]): Resolution {
    if (request.via === 'cli') return resolveCommand(request.url, when, this.catalog);
    if (isSentBefore(request.url)) return { k: 'other' };
    const urls = urlExpansions(request, when).map((expansion) => this.read(expansion));
    return this.resolve(urls, methodExpansions(request.method, request.fallback), request.via === 'declared' ? 'declared' : 'sent');
  }

  sdk(name: string): ResolvedEndpoint | undefined {
    const operation = this.catalog.sdkMethod(name);
    return operation && { method: operation.method, path: operation.path, known: true, confidence: 'certain', methodParts: [], pathParts: [] };
  }

  /** A path of the platform among the arguments, and a method beside it. */
  handed(name: string, args: readonly Item[], when: readonly Guard[]): Resolution | undefined {
    for (const place of args.flatMap((arg) => handedPaths(arg.value))) {
      if (!mayHold(place.term, API_WORDS) || (place.carried && this.isForeign(args[0]?.value))) continue;
      const urls = expand(place.term, when).map((expansion) => this.read(expansion)).filter(({ url }) => this.fits(url));
      if (urls.length === 0) continue;
      const open = isSender(name) || urls.some(({ url }) => url.host === 'region');
      const methods = handedMethods(name, args, place.method) ?? (open ? [ANY_METHOD] : []);
      if (methods.length === 0) continue;
      const resolution = this.resolve(urls, methods, 'handed');
      if (resolution.k !== 'endpoints' || resolution.endpoints.every((endpoint) => endpoint.known)) return resolution;
    }
    return undefined;
  }

  carriesPath(term: Term): boolean {
    return mayHold(term, API_WORDS) && expand(term).some((expansion) => this.read(expansion).url.segments !== undefined);
  }

  private get endpoints(): EndpointIndex {
    return (this.index ??= new EndpointIndex(this.catalog.paths));
  }

  private read(expansion: Expansion): UrlExpansion {
    this.reader ??= new UrlReader(this.catalog.regions);
    const url = this.reader.read(expansion);
    return { when: expansion.when, url: url.host === 'built' && this.evident ? { ...url, host: 'region' } : url };
  }

  /** Whether a text that is handed on is the URL or the path of an endpoint. */
  private fits({ segments, host, seen }: PlatformUrl): boolean {
    return segments !== undefined && segments.length > 0 && host !== 'other' && this.startsKnown(segments) && /^(?:https?:|\/|api\/v2|\{)/i.test(seen);
  }

  /** Whether a URL is that of another product. */
  private isForeign(url: Term | undefined): boolean {
    return url !== undefined && url.t !== 'object' && expand(url).some((expansion) => this.read(expansion).url.host === 'other');
  }

  private startsKnown(segments: readonly Segment[]): boolean {
    const [first] = segments;
    return first?.length === 1 && typeof first[0] === 'string' && this.endpoints.hasFamily(first[0]);
  }

  private resolve(urls: readonly UrlExpansion[], methods: readonly MethodExpansion[], how: How): Resolution {
    const found = new Map<string, ResolvedEndpoint>();
    let unresolved: Extract<Resolution, { k: 'unresolved' }> | undefined;
    for (const { url, when } of urls) {
      const meeting = methods.filter((method) => mergeGuards(method.when, when));
      const known = meeting.filter(isMethod);
      if (url.segments === undefined || url.segments.length === 0 || !hasLiteral(url.segments)) {
        if (isEvident(url) && (this.evident || url.host === 'region')) unresolved ??= { k: 'unresolved', reason: 'unknown-path', seen: `${known[0]?.method ?? '{}'} ${url.seen}` };
        continue;
      }
      for (const method of known.length > 0 ? known : meeting) this.add(found, url, method, how);
    }
    if (found.size > 0) return { k: 'endpoints', endpoints: [...found.values()].slice(0, MAX_ENDPOINTS) };
    return unresolved ?? { k: 'other' };
  }

  private add(found: Map<string, ResolvedEndpoint>, url: PlatformUrl, { method, part }: MethodExpansion, how: How): void {
    const segments = url.segments ?? [];
    if (url.host === 'other') return;
    const vague = !this.evident && url.host !== 'region' && how !== 'declared';
    // In a program that never speaks of the platform, `https://api.{}/api/v2/users` may be anybody's.
    if (url.host === 'built' && segments.filter(isLiteral).length < 2) return;
    const { endpoints, exact } = this.endpoints.match(segments, method);
    const several = endpoints.length > 1 || !exact || method === undefined;
    const sure: Confidence = how === 'handed' || ((url.host === 'relative' || url.host === 'local') && how === 'sent') ? 'likely' : 'certain';
    for (const endpoint of endpoints) put(found, endpointOf(endpoint, true, several ? 'possible' : sure, url.parts, part));
    if (endpoints.length > 0 || how === 'handed' || method === undefined || vague) return;
    // No operation of that method: an unknown endpoint, if it is the platform that is asked.
    if (url.host === 'region' || ((url.host === 'open' || how === 'declared') && this.startsKnown(segments)) || (url.host === 'relative' && this.looksKnown(segments))) {
      put(found, endpointOf({ method, path: `/api/v2/${segments.map(spell).join('/')}` }, false, sure, url.parts, part));
    }
  }

  /** The first two segments begin a path of the catalog. */
  private looksKnown(segments: readonly Segment[]): boolean {
    const literals = segments.slice(0, 2).map((segment) => (segment.length === 1 && typeof segment[0] === 'string' ? segment[0] : undefined));
    return literals.length === 2 && literals.every((text) => text !== undefined) && this.endpoints.hasPrefix(literals);
  }
}

/** What a text that holds a path of the API is made of, be it in one piece or put together. */
const API_WORDS = ['api', 'v2'];
const ANY_METHOD: MethodExpansion = { when: [], method: undefined, part: undefined };

/** Whether a URL without a known path is the platform's all the same. */
function isEvident(url: PlatformUrl): boolean {
  return url.segments !== undefined ? url.host !== 'other' : url.host === 'region' && /\/\/api\./.test(url.seen) && /\{\}\/?[^/]*$/.test(url.seen) && !/\/v2\//.test(url.seen);
}

function urlExpansions(request: RequestTerm, when: readonly Guard[]): Expansion[] {
  const own = expand(request.url, when);
  if (isUndefined(request.base)) return own;
  return own.flatMap((expansion) => {
    const first = expansion.pieces[0];
    if (first && 'text' in first && /^[a-z][a-z0-9+.-]*:\/\//i.test(first.text)) return [expansion];
    const separator: Lit = { t: 'lit', value: '/' };
    return expand(request.base).flatMap((base) => {
      const merged = mergeGuards(base.when, expansion.when);
      return merged ? [{ when: merged, pieces: [...base.pieces, { text: '/', from: separator }, ...expansion.pieces] }] : [];
    });
  });
}

function endpointOf({ method, path }: Endpoint, known: boolean, confidence: Confidence, pathParts: readonly Lit[], methodPart: Lit | undefined): ResolvedEndpoint {
  return { method, path, known, confidence, pathParts, methodParts: methodPart ? [methodPart] : [] };
}

const RANK = { certain: 2, likely: 1, possible: 0 } as const;

function put(found: Map<string, ResolvedEndpoint>, endpoint: ResolvedEndpoint): void {
  const key = `${endpoint.method} ${endpoint.path}`;
  const other = found.get(key);
  if (!other || RANK[other.confidence] < RANK[endpoint.confidence]) found.set(key, endpoint);
}

function hasLiteral(segments: readonly Segment[]): boolean {
  const [first] = segments;
  return first?.every((part) => part !== HOLE) ?? false;
}

function isLiteral(segment: Segment): boolean {
  return segment.every((part) => part !== HOLE);
}

function spell(segment: Segment): string {
  return segment.map((part) => (typeof part === 'string' ? part : '{}')).join('');
}
