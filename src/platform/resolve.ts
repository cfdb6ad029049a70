import type { Catalog } from '../catalog/catalog.js';
import type { Confidence, Guard, Item, Lit, Operation, RequestTerm, Resolution, ResolvedEndpoint, Term } from '../model/index.js';
import { literalText } from '../model/index.js';
import { EndpointIndex, HOLE, type Segment } from './endpoint-match.js';
import { expand, merge, type Expansion } from './expand.js';
import { isUndefined } from './http-clients.js';
import { originOf } from './origin.js';
import { readUrl, type PlatformUrl } from './request-url.js';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const MAX_ENDPOINTS = 64;

/** Method and path patterns to endpoints of the catalog. */
export class Resolver {
  private readonly index: EndpointIndex;

  constructor(private readonly catalog: Catalog) {
    this.index = new EndpointIndex(catalog.operations);
  }

  request(request: RequestTerm, when: readonly Guard[]): Resolution {
    const urls = urlExpansions(request, when);
    const methods = methodExpansions(request.method);
    return this.resolve(urls, methods, request.via === 'declared' ? 'declared' : 'sent');
  }

  sdk(name: string): ResolvedEndpoint | undefined {
    const operation = this.catalog.sdkMethod(name);
    return operation && { method: operation.method, path: operation.path, known: true, confidence: 'certain', methodParts: [], pathParts: [] };
  }

  /** A path of the platform among the arguments, and a method beside it. */
  handed(callee: Term, args: readonly Item[], when: readonly Guard[]): Resolution | undefined {
    if (isSilent(callee)) return undefined;
    const name = calleeName(callee);
    const places = args.flatMap((arg, i) => handedPaths(arg.value, i));
    const verb = verbIn(name);
    const sender = SENDER.test(name);
    for (const place of places) {
      const urls = expand(place.term, when).map((expansion) => ({ expansion, url: readUrl(expansion, this.catalog.regions) }));
      const fitting = urls.filter(({ url }) => url.segments !== undefined && url.segments.length > 0 && this.startsKnown(url.segments) && url.host !== 'other' && /^(?:\u0000|https?:|\/|api\/v2|\{)/i.test(url.seen));
      if (fitting.length === 0) continue;
      const given = place.method ?? args.map((arg) => arg.value).find((value) => METHODS.has(literalText(value)?.toUpperCase() ?? '')) ?? optionMethod(args);
      const methods = given ? methodExpansions(given) : verb ? [{ when: [], method: verb, part: undefined }] : sender || fitting.some(({ url }) => url.host === 'region') ? [{ when: [], method: undefined, part: undefined }] : [];
      if (methods.length === 0) continue;
      if (args.some((arg) => arg.value.t === 'function') && !given && ROUTER.test(name)) continue;
      const resolution = this.resolve(fitting.map(({ expansion }) => expansion), methods, 'handed');
      if (resolution.k !== 'endpoints' || resolution.endpoints.every((endpoint) => endpoint.known)) return resolution;
    }
    return undefined;
  }

  carriesPath(term: Term): boolean {
    return expand(term).some((expansion) => readUrl(expansion, this.catalog.regions).segments !== undefined);
  }

  private startsKnown(segments: readonly Segment[]): boolean {
    const [first] = segments;
    return first?.length === 1 && typeof first[0] === 'string' && this.index.hasFamily(first[0]);
  }

  private resolve(urls: readonly Expansion[], methods: readonly MethodExpansion[], how: 'sent' | 'declared' | 'handed'): Resolution {
    const found = new Map<string, ResolvedEndpoint>();
    let unresolved: Extract<Resolution, { k: 'unresolved' }> | undefined;
    for (const expansion of urls) {
      const url = readUrl(expansion, this.catalog.regions);
      const known = methods.filter((method) => method.method !== undefined && merge(method.when, expansion.when));
      const open = methods.filter((method) => method.method === undefined && merge(method.when, expansion.when));
      if (url.segments === undefined || url.segments.length === 0 || !hasLiteral(url.segments)) {
        if (this.evident(url)) unresolved ??= { k: 'unresolved', reason: 'unknown-path', seen: `${known[0]?.method ?? '{}'} ${url.seen}` };
        continue;
      }
      for (const method of known.length > 0 ? known : open) this.add(found, url, method, how);
    }
    if (found.size > 0) return { k: 'endpoints', endpoints: [...found.values()].slice(0, MAX_ENDPOINTS) };
    return unresolved ?? { k: 'other' };
  }

  private add(found: Map<string, ResolvedEndpoint>, url: PlatformUrl, method: MethodExpansion, how: 'sent' | 'declared' | 'handed'): void {
    const segments = url.segments ?? [];
    if (url.host === 'other') return;
    const { operations, exact } = this.index.match(segments, method.method);
    const several = operations.length > 1 || !exact || method.method === undefined;
    const sure: Confidence = how === 'handed' || ((url.host === 'relative' || url.host === 'local') && how === 'sent') ? 'likely' : 'certain';
    for (const operation of operations) put(found, endpointOf(operation, several ? 'possible' : sure, url.parts, method.part));
    if (operations.length > 0 || how === 'handed' || method.method === undefined) return;
    // No operation of that method: an unknown endpoint, if it is the platform that is asked.
    if (url.host === 'region' || ((url.host === 'open' || how === 'declared') && this.startsKnown(segments)) || (url.host === 'relative' && this.looksKnown(segments))) {
      put(found, { method: method.method, path: `/api/v2/${segments.map(spell).join('/')}`, known: false, confidence: sure, methodParts: method.part ? [method.part] : [], pathParts: url.parts });
    }
  }

  /** The first two segments begin a path of the catalog. */
  private looksKnown(segments: readonly Segment[]): boolean {
    const literals = segments.slice(0, 2).map((segment) => (segment.length === 1 && typeof segment[0] === 'string' ? segment[0] : undefined));
    return literals.length === 2 && literals.every((text) => text !== undefined) && this.index.hasPrefix(literals);
  }

  private evident(url: PlatformUrl): boolean {
    return url.segments !== undefined ? url.host !== 'other' : url.host === 'region' && /\/\/api\./.test(url.seen) && /\{\}\/?[^/]*$/.test(url.seen) && !/\/v2\//.test(url.seen);
  }
}

interface MethodExpansion {
  when: readonly Guard[];
  method: string | undefined;
  part: Lit | undefined;
}

function methodExpansions(term: Term): MethodExpansion[] {
  return expand(term).map(({ when, pieces }) => {
    const text = pieces.map((piece) => ('text' in piece ? piece.text : '\u0000')).join('').toUpperCase();
    const first = pieces[0];
    const known = METHODS.has(text);
    return { when, method: known ? text : undefined, part: known && first && 'text' in first && first.from.at ? first.from : undefined };
  });
}

function urlExpansions(request: RequestTerm, when: readonly Guard[]): Expansion[] {
  const own = expand(request.url, when);
  if (isUndefined(request.base)) return own;
  return own.flatMap((expansion) => {
    const first = expansion.pieces[0];
    if (first && 'text' in first && /^[a-z][a-z0-9+.-]*:\/\//i.test(first.text)) return [expansion];
    const separator: Lit = { t: 'lit', value: '/' };
    return expand(request.base).flatMap((base) => {
      const merged = merge(base.when, expansion.when);
      return merged ? [{ when: merged, pieces: [...base.pieces, { text: '/', from: separator }, ...expansion.pieces] }] : [];
    });
  });
}

function endpointOf(operation: Operation, confidence: Confidence, pathParts: readonly Lit[], methodPart: Lit | undefined): ResolvedEndpoint {
  return { method: operation.method, path: operation.path, known: true, confidence, pathParts, methodParts: methodPart ? [methodPart] : [] };
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

function spell(segment: Segment): string {
  return segment.map((part) => (typeof part === 'string' ? part : '{}')).join('');
}

/** Callees to which paths are handed without being sent: logs, tests, routes, comparisons. */
const SILENT = /^(?:log|info|warn|error|debug|trace|print|println|write|expect|it|test|describe|startsWith|endsWith|includes|indexOf|match|matchAll|search|split|equal|equals|toBe|toEqual|toContain|toHaveBeenCalledWith|assert|push|unshift|add|set|has|append|on|once|emit|off|intercept|route|reply|replyOnce|use|all|param|redirect|navigate|render|require|import|spyOn|mock|mockImplementation|mockReturnValue|onGet|onPost|onPut|onPatch|onDelete|onAny|stubRequest|persist|createElement|jsx|jsxs)$/;
const SILENT_MODULES = /^(?:express|koa|@koa\/router|koa-router|fastify|hapi|@hapi\/hapi|restify|nock|msw|supertest|sinon|chai|moxios|fetch-mock|axios-mock-adapter|http-proxy-middleware|winston|pino|bunyan|debug|react-router|react-router-dom|vue-router|@playwright\/test|cypress)$/;
const SILENT_GLOBALS = new Set(['console', 'jest', 'vi', 'cy', 'expect', 'describe', 'it', 'test', 'sinon', 'nock', 'Error', 'URL', 'RegExp', 'document', 'location', 'history', 'window', 'Math', 'JSON', 'Object', 'Symbol', 'localStorage', 'sessionStorage']);
const SENDER = /(?:request|fetch|call|send|invoke|proxy|execute|query|api|http|curl|ajax)/i;
const ROUTER = /^(?:get|post|put|patch|delete|del|head|options)$/;

function isSilent(callee: Term): boolean {
  const name = calleeName(callee);
  if (SILENT.test(name)) return true;
  const origin = originOf(callee);
  if (!origin) return false;
  return origin.kind === 'module' ? SILENT_MODULES.test(origin.name) : SILENT_GLOBALS.has(origin.name);
}

function calleeName(callee: Term): string {
  switch (callee.t) {
    case 'member':
    case 'global':
      return callee.name;
    case 'import':
      return callee.name === '*' || callee.name === 'default' ? callee.module : callee.name;
    default:
      return '';
  }
}

/** The HTTP method in a helper's name: `apiGet`, `post`, `deleteJson`. */
function verbIn(name: string): string | undefined {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
  for (const word of words) {
    if (word === 'del') return 'DELETE';
    if (/^(?:get|post|put|patch|delete|head)$/.test(word)) return word.toUpperCase();
  }
  return undefined;
}

const PATH_KEYS = ['url', 'uri', 'path', 'endpoint', 'pathname', 'route', 'resource', 'href'];
const METHOD_KEYS = ['method', 'httpMethod', 'verb', 'type', 'requestType'];

/** Texts among the arguments that could be a path, with the method an object says beside it. */
function handedPaths(term: Term, index: number): { term: Term; method: Term | undefined; index: number }[] {
  if (term.t === 'lit' || term.t === 'text') return [{ term, method: undefined, index }];
  if (term.t === 'choice') return term.options.every((option) => option.value.t === 'lit' || option.value.t === 'text') ? [{ term, method: undefined, index }] : [];
  if (term.t !== 'object') return [];
  const fields = new Map(term.entries.flatMap((entry): [string, Term][] => (entry.k === 'field' ? [[entry.name, entry.value]] : [])));
  const method = METHOD_KEYS.map((key) => fields.get(key)).find((value) => value !== undefined);
  return PATH_KEYS.flatMap((key) => {
    const value = fields.get(key);
    return value ? [{ term: value, method, index }] : [];
  });
}

function optionMethod(args: readonly Item[]): Term | undefined {
  for (const arg of args) {
    if (arg.value.t !== 'object') continue;
    for (const entry of arg.value.entries) if (entry.k === 'field' && METHOD_KEYS.includes(entry.name) && METHODS.has(literalText(entry.value)?.toUpperCase() ?? '')) return entry.value;
  }
  return undefined;
}
