import { UNDEFINED, UNKNOWN, literal, literalText, type Ask, type Item, type Outcome, type Term } from '../model/index.js';
import { memberPath, originOf } from './origin.js';
import { callText } from './text-methods.js';

/** What the JavaScript library and the usual small packages do with values. Undefined: not known here. */
export function interpretLibrary(callee: Term, args: readonly Item[], construct: boolean, ask: Ask): Outcome | undefined {
  const origin = originOf(callee);
  const way = origin && memberPath(origin.steps);
  if (origin && way) {
    const known = callNamed([...(origin.kind === 'global' ? [origin.name] : [origin.name]), ...way].join('.'), origin.kind, args, construct, ask);
    if (known) return known;
  }
  if (callee.t === 'member') return callMember(callee.of, callee.name, args, ask);
  return undefined;
}

const first = (args: readonly Item[]): Term => args[0]?.value ?? UNDEFINED;

/** Packages and globals whose calls send nothing. */
const HARMLESS = /^(?:console|Math|JSON|Date|Symbol|Reflect|Number|Boolean|parseInt|parseFloat|isNaN|setTimeout|setInterval|setImmediate|queueMicrotask|clearTimeout|clearInterval|structuredClone|alert|confirm|atob|btoa|expect|describe|it|test|suite|before|after|beforeEach|afterEach|beforeAll|afterAll|jest|vi|sinon|nock|cy|chai|assert|Error|TypeError|RangeError|RegExp|Intl|performance|history|localStorage|sessionStorage|document|crypto|Buffer|process)(?:\.|$)/;
const HARMLESS_MODULES = /^(?:nock|sinon|chai|msw|moxios|fetch-mock|jest-fetch-mock|axios-mock-adapter|supertest|vitest|@jest\/globals|assert|fs|path|url|util|events|crypto|os|stream|querystring|qs|lodash|underscore|moment|dayjs|date-fns|uuid|winston|pino|bunyan|debug|chalk|dotenv|yargs|commander|express|koa|fastify|cors|body-parser|helmet|react-router|react-router-dom|vue-router|@testing-library\/.*)(?:\.|\/|$)/;

function callNamed(name: string, kind: 'global' | 'module', args: readonly Item[], construct: boolean, ask: Ask): Outcome | undefined {
  switch (name) {
    case 'encodeURIComponent':
    case 'encodeURI':
    case 'decodeURIComponent':
    case 'decodeURI':
    case 'escape':
      return transformed(first(args), name.startsWith('decode') ? (text) => text : encodeURI);
    case 'String':
      return { value: { t: 'text', parts: [first(args)] } };
    case 'URL':
      return { value: resolveUrl(first(args), args[1]?.value ?? UNDEFINED) };
    case 'url.resolve':
      return { value: resolveUrl(args[1]?.value ?? UNDEFINED, first(args)) };
    case 'URL.parse':
      return { value: resolveUrl(first(args), args[1]?.value ?? UNDEFINED) };
    case 'Set':
    case 'Map':
      return construct && args.length > 0 ? { value: first(args) } : { harmless: true };
    case 'Object':
    case 'Object.freeze':
    case 'Object.seal':
    case 'Object.create':
    case 'Object.fromEntries':
    case 'Array.from':
    case 'Promise.resolve':
    case 'Promise.all':
    case 'Promise.allSettled':
    case 'structuredClone':
    case 'lodash.cloneDeep':
    case 'react.memo':
    case 'react.forwardRef':
    case 'react.useCallback':
    case 'react.useDeferredValue':
    case 'util.promisify':
    case 'vue.ref':
    case 'vue.shallowRef':
    case 'vue.reactive':
    case 'vue.readonly':
    case 'vue.markRaw':
    case 'vue.toRaw':
    case 'vue.unref':
      if (name === 'Array.from' && args[1]) return { value: ask.call({ t: 'member', of: first(args), name: 'map', at: NOWHERE }, args.slice(1)), harmless: true };
      return { value: first(args), harmless: true };
    case 'Promise.race':
    case 'Promise.any':
      return { value: ask.element(first(args)) };
    case 'Array.of':
    case 'Array':
      return { value: { t: 'array', items: args } };
    case 'Object.assign':
    case 'lodash.merge':
    case 'lodash.assign':
    case 'lodash.defaults':
    case 'lodash.extend':
      return { value: { t: 'object', entries: args.map((arg) => ({ k: 'spread', value: arg.value })) }, harmless: true };
    case 'Object.values':
      return { value: { t: 'array', items: entriesOf(first(args)).map(([, value]) => ({ value })) } };
    case 'Object.keys':
      return { value: { t: 'array', items: entriesOf(first(args)).map(([key]) => ({ value: key })) } };
    case 'Object.entries':
      return { value: { t: 'array', items: entriesOf(first(args)).map(([key, value]) => ({ value: { t: 'array', items: [{ value: key }, { value }] } })) } };
    case 'JSON.parse': {
      const text = first(args);
      const origin = text.t === 'call' ? originOf(text.callee) : undefined;
      return origin?.name === 'JSON' && text.t === 'call' ? { value: text.args[0]?.value ?? UNKNOWN } : { harmless: true };
    }
    case 'path.join':
    case 'path.posix.join':
    case 'url-join':
      return { value: joined(args.map((arg) => arg.value), literal('/')) };
    case 'util.format':
      return { value: formatted(args) };
    case 'Request':
      return undefined;
    case 'react.useMemo':
    case 'vue.computed':
      return { value: ask.call(first(args), []), harmless: true };
    case 'react.useRef':
      return { value: { t: 'object', entries: [{ k: 'field', name: 'current', value: first(args) }] } };
    case 'react.useState': {
      const initial = first(args);
      return { value: { t: 'array', items: [{ value: initial.t === 'function' ? ask.call(initial, []) : initial }, { value: UNKNOWN }] } };
    }
    case '@angular/core.inject':
      return { value: { t: 'call', callee: first(args), args: [], construct: true, at: NOWHERE } };
    case 'Promise':
      return construct ? { invokes: [{ callee: first(args), args: [{ value: UNKNOWN }, { value: UNKNOWN }] }], harmless: true } : undefined;
    case 'requirejs':
    case 'require':
    case 'define':
      return kind === 'global' ? amd(args) : undefined;
    default:
      return (kind === 'global' ? HARMLESS : HARMLESS_MODULES).test(name) ? { harmless: true } : undefined;
  }
}

const NOWHERE = { file: '', line: 0, column: 0 };

/** `require(['a', 'b'], (a, b) => …)`: modules by name, handed to the callback. */
function amd(args: readonly Item[]): Outcome | undefined {
  const list = args.find((arg) => arg.value.t === 'array')?.value;
  const callback = args.find((arg) => arg.value.t === 'function')?.value;
  if (list?.t !== 'array' || callback?.t !== 'function') return undefined;
  const modules = list.items.map((item): Item => {
    const name = literalText(item.value);
    return { value: name === undefined ? UNKNOWN : { t: 'import', from: callback.fn.program, module: name, name: '*' } };
  });
  return { invokes: [{ callee: callback, args: modules }], harmless: true };
}

function callMember(of: Term, name: string, args: readonly Item[], ask: Ask): Outcome | undefined {
  const callback = first(args);
  switch (name) {
    case 'then': {
      const handlers = args.map((arg) => arg.value).filter((value) => value.t === 'function');
      const value = callback.t === 'function' ? ask.call(callback, [{ value: of }]) : of;
      return { value, invokes: handlers.map((handler) => ({ callee: handler, args: [{ value: handler === callback ? of : UNKNOWN }] })) };
    }
    case 'catch':
    case 'finally':
      return { value: of, invokes: [{ callee: callback, args: [{ value: UNKNOWN }] }] };
    case 'pipe':
    case 'toPromise':
    case 'asObservable':
      return { value: of };
    case 'subscribe':
      return { value: UNKNOWN, invokes: callback.t === 'function' ? [{ callee: callback, args: [{ value: of }] }] : [] };
    case 'bind':
      if (of.t === 'function') return { value: { ...of, ...(args[0] ? { self: of.self ?? args[0].value } : {}), bound: [...(of.bound ?? []), ...args.slice(1)] }, harmless: true };
      return { value: of, harmless: true };
    case 'map':
    case 'flatMap':
    case 'filter':
    case 'forEach':
    case 'find':
    case 'some':
    case 'every':
    case 'each':
      return iterate(of, name, callback, ask);
    case 'reduce':
      return callback.t === 'function' ? { invokes: [{ callee: callback, args: [{ value: args[1]?.value ?? UNKNOWN }, { value: ask.element(of) }] }] } : undefined;
    case 'get':
      // A Map of literal entries answers by key.
      return of.t === 'array' ? { value: keyed(of, callback, ask) } : undefined;
    case 'hasOwnProperty':
    case 'isPrototypeOf':
      return { harmless: true };
    default:
      break;
  }
  if (of.t === 'array') return callArray(of, name, args, ask);
  return callText(of, name, args);
}

function iterate(of: Term, name: string, callback: Term, ask: Ask): Outcome | undefined {
  if (callback.t !== 'function') return of.t === 'array' ? { value: of } : undefined;
  const element = ask.element(of);
  const invokes = [{ callee: callback, args: [{ value: element }, { value: UNKNOWN }, { value: of }] }];
  switch (name) {
    case 'map':
    case 'flatMap':
      return { value: { t: 'array', items: [{ value: ask.call(callback, [{ value: element }, { value: UNKNOWN }]) }] }, invokes };
    case 'filter':
      return { value: of, invokes };
    case 'find':
      return { value: element, invokes };
    default:
      return { value: UNKNOWN, invokes };
  }
}

function callArray(of: Extract<Term, { t: 'array' }>, name: string, args: readonly Item[], ask: Ask): Outcome {
  switch (name) {
    case 'join':
      return { value: joined(of.items.map((item) => item.value), args[0]?.value ?? literal(',')) };
    case 'concat':
      return { value: { t: 'array', items: [...of.items, ...args.flatMap((arg): readonly Item[] => (arg.value.t === 'array' ? arg.value.items : [arg]))] } };
    case 'slice':
    case 'reverse':
    case 'sort':
    case 'flat':
    case 'values':
    case 'splice':
      return { value: of };
    case 'pop':
    case 'shift':
    case 'at':
      return { value: ask.element(of) };
    case 'entries':
      return { value: { t: 'array', items: of.items.map((item, i) => ({ value: { t: 'array', items: [{ value: literal(i) }, item] } })) } };
    default:
      return { value: UNKNOWN, harmless: true };
  }
}

function keyed(of: Extract<Term, { t: 'array' }>, key: Term, ask: Ask): Term {
  const name = literalText(key);
  const pairs = of.items.map((item) => ({ key: ask.index(item.value, literal(0)), value: ask.index(item.value, literal(1)) }));
  if (name === undefined) return ask.index(ask.element(of), literal(1));
  return pairs.find((pair) => literalText(pair.key) === name)?.value ?? UNDEFINED;
}

function entriesOf(of: Term): [Term, Term][] {
  if (of.t !== 'object') return [];
  return of.entries.flatMap((entry): [Term, Term][] => {
    if (entry.k === 'spread') return entriesOf(entry.value);
    return [[entry.k === 'any' ? entry.name : literal(entry.name), entry.value]];
  });
}

function joined(values: readonly Term[], separator: Term): Term {
  const parts: Term[] = [];
  values.forEach((value, i) => {
    if (i > 0) parts.push(separator);
    parts.push(value);
  });
  return { t: 'text', parts };
}

/** `%s`-style placeholders filled from the arguments that follow. */
function formatted(args: readonly Item[]): Term {
  const text = literalText(first(args));
  if (text === undefined) return UNKNOWN;
  const parts: Term[] = [];
  const at = args[0]?.value.t === 'lit' ? args[0].value.at : undefined;
  text.split(/%[sdifjoO]/).forEach((piece, i) => {
    if (i > 0) parts.push(args[i]?.value ?? UNKNOWN);
    parts.push(literal(piece, at));
  });
  return { t: 'text', parts };
}

/** `new URL(path, base)`: an absolute path replaces that of the base. */
function resolveUrl(path: Term, base: Term): Term {
  if (base.t === 'lit' && base.value === undefined) return { t: 'text', parts: [path] };
  const parts = base.t === 'text' ? base.parts : [base];
  const leading = path.t === 'text' ? path.parts[0] : path;
  const absolute = leading ? literalText(leading)?.startsWith('/') : false;
  if (!absolute) return { t: 'text', parts: [...parts, literal('/'), path] };
  const origin: Term[] = [];
  for (const part of parts) {
    const text = literalText(part);
    const start = origin.length === 0 && text ? text.search(/:\/\/[^/]*\//) : -1;
    const end = text === undefined ? -1 : start >= 0 ? text.indexOf('/', start + 3) : origin.length > 0 ? text.indexOf('/') : -1;
    if (text !== undefined && end >= 0) {
      origin.push(literal(text.slice(0, end)));
      break;
    }
    origin.push(part);
  }
  return { t: 'text', parts: [...origin, path] };
}

function transformed(value: Term, transform: (text: string) => string): Outcome {
  const text = literalText(value);
  if (text !== undefined && value.t === 'lit') return { value: literal(transform(text), value.at), harmless: true };
  return { harmless: true };
}
