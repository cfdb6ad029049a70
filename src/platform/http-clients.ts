import { UNDEFINED, UNKNOWN, literal, type Ask, type CallTerm, type Item, type ObjectTerm, type RequestTerm, type Term } from '../model/index.js';
import { memberPath, originOf, type Origin, type Step } from './origin.js';
import { isUndefined } from './terms.js';

/** How one HTTP client library is called. */
interface ClientModel {
  modules: readonly string[];
  globals: readonly string[];
  /** Exports of a module that are the client, where the module itself is not. */
  names?: readonly string[];
  /** Members that make a client with defaults of its own: option that holds the base URL, by member name. */
  factories?: Readonly<Record<string, string>>;
  /** The client itself is called. */
  self?: Shape;
  /** Members that send. */
  members: Readonly<Record<string, Shape>>;
}

/** Where method and URL stand among the arguments of a call that sends. */
type Shape =
  /** `(url, options?)` or, where `either`, `(options)`: the method in the options, else `fallback`. The lists are the options' names. */
  | { k: 'options'; url: readonly string[]; method: readonly string[]; base: readonly string[]; fallback: string; either?: boolean }
  /** `(url, …)` with a fixed method. */
  | { k: 'fixed'; method: string; base: readonly string[] }
  /** `(method, url, …)`. */
  | { k: 'pair' };

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;

function verbs(base: readonly string[], more: Readonly<Record<string, string>> = {}): Record<string, Shape> {
  const shapes: Record<string, Shape> = {};
  for (const verb of VERBS) shapes[verb] = { k: 'fixed', method: verb.toUpperCase(), base };
  for (const [name, method] of Object.entries(more)) shapes[name] = { k: 'fixed', method, base };
  return shapes;
}

function options(url: readonly string[], method: readonly string[] = ['method'], base: readonly string[] = [], fallback = 'GET'): Shape {
  return { k: 'options', url, method, base, fallback };
}

function either(shape: Shape): Shape {
  return shape.k === 'options' ? { ...shape, either: true } : shape;
}

const AXIOS = either(options(['url'], ['method'], ['baseURL']));
const FETCH = options(['url'], ['method']);
const REQUEST = either(options(['url', 'uri'], ['method'], ['baseUrl']));
const GOT = either(options(['url'], ['method'], ['prefixUrl']));
const AJAX = either(options(['url'], ['method', 'type']));

/** Settings of a superagent agent give the agent back. */
const SUPERAGENT_SETTINGS = Object.fromEntries(['agent', 'set', 'auth', 'use', 'timeout', 'retry', 'query', 'type', 'accept', 'withCredentials', 'ok', 'redirects'].map((name) => [name, '']));

const MODELS: readonly ClientModel[] = [
  { modules: ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'unfetch', 'whatwg-fetch', 'make-fetch-happen', 'minipass-fetch', 'node-fetch-native', 'fetch-retry', '@whatwg-node/fetch'], globals: ['fetch'], self: FETCH, members: { fetch: FETCH } },
  {
    modules: ['axios', 'axios-https-proxy-fix'], globals: ['axios'], factories: { create: 'baseURL', Axios: 'baseURL' }, self: AXIOS,
    members: { request: AXIOS, ...verbs(['baseURL'], { postForm: 'POST', putForm: 'PUT', patchForm: 'PATCH' }) },
  },
  { modules: ['got', 'got-cjs'], globals: [], factories: { extend: 'prefixUrl' }, self: GOT, members: { stream: GOT, paginate: GOT, ...verbs(['prefixUrl']) } },
  { modules: ['ky', 'ky-universal'], globals: [], factories: { create: 'prefixUrl', extend: 'prefixUrl' }, self: GOT, members: verbs(['prefixUrl']) },
  { modules: ['ofetch', 'ohmyfetch'], globals: ['$fetch', 'useFetch'], names: ['ofetch', '$fetch'], factories: { create: 'baseURL' }, self: options(['url'], ['method'], ['baseURL']), members: {} },
  { modules: ['undici'], globals: [], members: { request: FETCH, fetch: FETCH, stream: FETCH, pipeline: FETCH } },
  { modules: ['superagent'], globals: [], factories: SUPERAGENT_SETTINGS, self: { k: 'pair' }, members: verbs([], { del: 'DELETE' }) },
  {
    modules: ['request', 'request-promise', 'request-promise-native', 'requestretry', 'postman-request', '@cypress/request', '@cypress/request-promise', 'teeny-request'], globals: [],
    factories: { defaults: 'baseUrl' }, self: REQUEST, members: verbs(['baseUrl'], { del: 'DELETE' }),
  },
  { modules: ['needle'], globals: [], self: { k: 'pair' }, members: { request: { k: 'pair' }, ...verbs([]) } },
  { modules: ['phin', 'centra'], globals: [], self: options(['url']), members: {} },
  { modules: ['jquery'], globals: ['$', 'jQuery'], self: options([]), members: { ajax: AJAX, get: { k: 'fixed', method: 'GET', base: [] }, getJSON: { k: 'fixed', method: 'GET', base: [] }, post: { k: 'fixed', method: 'POST', base: [] } } },
];

/** Classes whose instances send, however they come into being: constructed, injected, or known by declared type. */
const CLASSES: readonly { modules: readonly string[]; name: string; members: Readonly<Record<string, Shape>>; base?: number }[] = [
  { modules: ['@angular/common/http', '@angular/http'], name: 'HttpClient', members: { request: { k: 'pair' }, jsonp: { k: 'fixed', method: 'GET', base: [] }, ...verbs([]) } },
  { modules: ['@angular/http'], name: 'Http', members: { request: FETCH, ...verbs([]) } },
  { modules: ['@nestjs/axios', '@nestjs/common'], name: 'HttpService', members: { request: AXIOS, ...verbs(['baseURL']) } },
  { modules: ['axios'], name: 'AxiosInstance', members: { request: AXIOS, ...verbs(['baseURL']) } },
  { modules: ['axios'], name: 'AxiosStatic', members: { request: AXIOS, ...verbs(['baseURL']) } },
  { modules: ['got'], name: 'Got', members: verbs(['prefixUrl']) },
  { modules: ['undici'], name: 'Client', members: { request: options(['path']) }, base: 0 },
  { modules: ['undici'], name: 'Pool', members: { request: options(['path']) }, base: 0 },
];

/** The request that a call makes through a known client library; undefined when it makes none. */
export function interpretHttp(origin: Origin, args: readonly Item[], construct: boolean, ask: Ask): RequestTerm | undefined {
  const special = xmlHttpRequest(origin, args) ?? nodeRequest(origin, args, ask);
  if (special || construct) return special;
  const byClass = classRequest(origin.kind, origin.name, origin.steps, args, ask);
  if (byClass) return byClass;
  for (const model of MODELS) {
    if (origin.kind === 'module' ? !model.modules.includes(origin.name) : !model.globals.includes(origin.name)) continue;
    const found = clientRequest(model, origin.steps, args, ask);
    if (found) return found;
  }
  return undefined;
}

function clientRequest(model: ClientModel, steps: readonly Step[], args: readonly Item[], ask: Ask): RequestTerm | undefined {
  let base: Term = UNDEFINED;
  let rest = steps;
  const first = rest[0];
  if (first?.k === 'member' && model.names?.includes(first.name)) rest = rest.slice(1);
  base = ask.written(`${model.modules[0] ?? ''}.defaults.baseURL`) ?? UNDEFINED;
  // Factories, each on what the one before made: `axios.create({ … })`, `got.extend({ … }).extend({ … })`.
  for (;;) {
    const [member, call] = rest;
    if (member?.k !== 'member' || call?.k !== 'call') break;
    const option = model.factories?.[member.name];
    if (option === undefined) break;
    const given = option && ask.member(call.call.args[0]?.value ?? UNDEFINED, option);
    if (given && !isUndefined(given)) base = given;
    rest = rest.slice(2);
  }
  // Instances keep settings under `defaults`; `axiosRef` is a Nest service's instance.
  if (rest[0]?.k === 'member' && rest[0].name === 'axiosRef') rest = rest.slice(1);
  if (rest.length === 0) return model.self && shaped(model.self, args, base, ask);
  const [last] = rest;
  if (rest.length !== 1 || last?.k !== 'member') return undefined;
  const shape = model.members[last.name];
  return shape && shaped(shape, args, base, ask);
}

function classRequest(kind: string, module: string, steps: readonly Step[], args: readonly Item[], ask: Ask): RequestTerm | undefined {
  const [name, made, ...rest] = steps;
  if (kind !== 'module' || name?.k !== 'member' || made?.k !== 'call') return undefined;
  const model = CLASSES.find((candidate) => candidate.name === name.name && candidate.modules.includes(module));
  if (!model) return undefined;
  const way = memberPath(rest)?.filter((step) => step !== 'axiosRef');
  const [member] = way ?? [];
  const shape = way?.length === 1 && member !== undefined ? model.members[member] : undefined;
  const base = model.base === undefined ? UNDEFINED : (made.call.args[model.base]?.value ?? UNDEFINED);
  return shape && shaped(shape, args, base, ask);
}

function shaped(shape: Shape, args: readonly Item[], base: Term, ask: Ask): RequestTerm | undefined {
  const at = (i: number): Term => args[i]?.value ?? UNDEFINED;
  switch (shape.k) {
    case 'pair':
      // superagent's `request(url)` is a GET.
      return args.length === 1 ? { method: literal('GET'), url: at(0), base, via: 'http' } : { method: at(0), url: at(1), base, via: 'http' };
    case 'fixed': {
      const first = at(0);
      const config = [...args].reverse().find((arg) => arg.value.t === 'object')?.value;
      const own = config ? firstOf(config, shape.base, ask) : UNDEFINED;
      const url = first.t === 'object' ? orSelf(firstOf(first, ['url', 'uri'], ask), first) : first;
      return { method: literal(shape.method), url, base: ownBase(own, base), via: 'http' };
    }
    case 'options': {
      const first = at(0);
      const configured = isConfig(first, shape.url, ask);
      const config = configured ? first : at(1);
      const url = configured ? firstOf(first, shape.url, ask) : requestUrl(first, ask);
      if (shape.url.length === 0) return undefined;
      const given = firstOf(config, shape.method, ask);
      const inherited = isUndefined(given) ? requestMethod(first, ask) : given;
      const own = firstOf(config, shape.base, ask);
      // Written out as `{ method }`, it may be any method; only where it is left out the default holds.
      const method = isStated(config, shape.method) ? { method: inherited, fallback: shape.fallback } : { method: defaulted(inherited, shape.fallback) };
      const undecided = shape.either === true && !configured && UNDECIDED.has(first.t === 'typed' ? first.of.t : first.t);
      return { ...method, url, base: ownBase(own, base), via: 'http', ...(undecided && { undecided }) };
    }
  }
}

/** What may turn out to be a URL or a settings object. */
const UNDECIDED = new Set<Term['t']>(['param', 'member', 'index', 'element', 'default', 'logic', 'arguments', 'rest']);

function isStated(config: Term, keys: readonly string[]): boolean {
  return config.t === 'object' && config.entries.some((entry) => entry.k === 'field' && keys.includes(entry.name));
}

/** Whether a first argument is a settings object rather than a URL. */
function isConfig(term: Term, keys: readonly string[], ask: Ask): boolean {
  if (term.t === 'object') return !isUrlObject(term);
  if (term.t === 'choice') return term.options.every((option) => isConfig(option.value, keys, ask));
  if (term.t === 'instance') return keys.some((key) => !isUndefined(ask.member(term, key)));
  return false;
}

/** A `URL` of which parts were set afterwards. */
function isUrlObject(term: ObjectTerm): boolean {
  return term.entries.some((entry) => entry.k === 'spread' && (entry.value.t === 'text' || entry.value.t === 'lit')) && !term.entries.some((entry) => entry.k === 'field' && (entry.name === 'url' || entry.name === 'uri'));
}

/** The URL inside `new Request(url, init)` or a `URL` object. */
function requestUrl(term: Term, ask: Ask): Term {
  const made = madeRequest(term);
  return made ? requestUrl(made.args[0]?.value ?? UNKNOWN, ask) : term;
}

function requestMethod(term: Term, ask: Ask): Term {
  const made = madeRequest(term);
  return made ? ask.member(made.args[1]?.value ?? UNDEFINED, 'method') : UNDEFINED;
}

function madeRequest(term: Term): CallTerm | undefined {
  if (term.t !== 'call' || !term.construct) return undefined;
  const origin = originOf(term.callee);
  const name = origin && (origin.steps.length === 0 ? origin.name : memberPath(origin.steps)?.at(-1));
  return name === 'Request' ? term : undefined;
}

function xmlHttpRequest({ kind, name, steps }: Origin, args: readonly Item[]): RequestTerm | undefined {
  const last = steps.at(-1);
  if (last?.k !== 'member' || last.name !== 'open' || args.length < 2) return undefined;
  const [made, ...rest] = steps.slice(0, -1);
  const isXhr = (kind === 'global' && name === 'XMLHttpRequest' && made?.k === 'call') || (kind === 'module' && /xmlhttprequest|^xhr2$/i.test(name));
  if (!isXhr || rest.length > 1) return undefined;
  return { method: args[0]?.value ?? UNKNOWN, url: args[1]?.value ?? UNKNOWN, base: UNDEFINED, via: 'http' };
}

const NODE_MODULES = new Set(['http', 'https', 'http2', 'follow-redirects']);

/** `http(s).request` and `.get`: a URL, settings, or both. */
function nodeRequest(origin: Origin, args: readonly Item[], ask: Ask): RequestTerm | undefined {
  if (origin.kind !== 'module' || !NODE_MODULES.has(origin.name)) return undefined;
  const way = memberPath(origin.steps)?.filter((name) => name !== 'http' && name !== 'https');
  const [name] = way ?? [];
  if (way?.length !== 1 || (name !== 'request' && name !== 'get')) return undefined;
  const first = args[0]?.value ?? UNDEFINED;
  const second = args[1]?.value ?? UNDEFINED;
  const settings = first.t === 'object' || isWeakSettings(first) ? first : second.t === 'function' ? UNDEFINED : second;
  const own = settings === first ? settings : UNDEFINED;
  const path = firstOf(settings, ['path', 'pathname'], ask);
  const host = firstOf(settings, ['hostname', 'host'], ask);
  const url: Term = isUndefined(own) ? first : { t: 'text', parts: [literal('https://'), isUndefined(host) ? UNKNOWN : host, path] };
  return { method: defaulted(firstOf(settings, ['method'], ask), 'GET'), url, base: UNDEFINED, via: 'http' };
}

function isWeakSettings(term: Term): boolean {
  return term.t === 'choice' && term.options.every((option) => option.value.t === 'object');
}

function firstOf(of: Term, keys: readonly string[], ask: Ask): Term {
  if (isUndefined(of)) return UNDEFINED;
  const [key, ...others] = keys;
  if (key === undefined) return UNDEFINED;
  const value = ask.member(of, key);
  if (isUndefined(value)) return firstOf(of, others, ask);
  if (others.length === 0 || value.t === 'lit' || value.t === 'text' || value.t === 'object') return value;
  const other = firstOf(of, others, ask);
  return isUndefined(other) ? value : { t: 'default', of: value, fallback: other };
}

/** A base that may be given with the call, in front of the client's own. */
function ownBase(own: Term, base: Term): Term {
  if (isUndefined(own)) return base;
  return isUndefined(base) || own.t === 'lit' || own.t === 'text' ? own : { t: 'default', of: own, fallback: base };
}

function orSelf(value: Term, self: Term): Term {
  return isUndefined(value) ? self : value;
}

/** The library's default where no method is given. */
function defaulted(method: Term, fallback: string): Term {
  if (isUndefined(method)) return literal(fallback);
  if (method.t === 'choice') return { t: 'choice', options: method.options.map((option) => ({ ...option, value: defaulted(option.value, fallback) })) };
  return method.t === 'lit' ? method : { t: 'default', of: method, fallback: literal(fallback) };
}

/** Whether something is an HTTP client of a known library, or made by one. */
export function isHttpClient(origin: Origin): boolean {
  if (origin.kind === 'global') return MODELS.some((model) => model.globals.includes(origin.name)) && origin.name !== '$';
  const [name, made] = origin.steps;
  if (name?.k === 'member' && made?.k === 'call' && made.call.construct) {
    // Of the classes and types of a package only some are clients: settings and errors are not.
    return CLASSES.some((cls) => cls.name === name.name && cls.modules.includes(origin.name)) || MODELS.some((model) => model.modules.includes(origin.name) && model.factories?.[name.name] !== undefined);
  }
  return MODELS.some((model) => model.modules.includes(origin.name)) || CLASSES.some((cls) => cls.modules.includes(origin.name));
}
