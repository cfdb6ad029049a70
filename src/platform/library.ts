import { NOWHERE, UNDEFINED, UNKNOWN, literal, literalText, type Ask, type Item, type Outcome, type Term } from '../model/index.js';
import { callCaller } from './callers.js';
import { callArray, iterate, keyed, reduce } from './list-methods.js';
import { memberPath, originOf, requiredModule, type Origin } from './origin.js';
import { isSilentOrigin } from './silent.js';
import { callText } from './text-methods.js';
import { formatted, interleaved, joined, mapText, resolveUrl } from './text-values.js';

/** What the JavaScript library and the usual small packages do with values. Undefined: not known here. */
export function interpretLibrary(callee: Term, origin: Origin | undefined, args: readonly Item[], construct: boolean, ask: Ask): Outcome | undefined {
  const way = origin && memberPath(origin.steps);
  if (origin && way) {
    const module = requiredModule(callee, args[0]?.value);
    const known = module ? { value: module, harmless: true } : (callNamed([origin.name, ...way].join('.'), origin.kind, args, construct, ask) ?? callCaller(origin, way, args, ask));
    if (known) return known;
    if (isSilentOrigin(origin)) return { harmless: true };
  }
  if (callee.t === 'member') return callMember(callee.of, callee.name, args, ask);
  return undefined;
}

const first = (args: readonly Item[]): Term => args[0]?.value ?? UNDEFINED;

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
    case 'String.raw': {
      const texts = first(args);
      return texts.t === 'array' ? { value: { t: 'text', parts: interleaved(texts.items, args.slice(1)) } } : undefined;
    }
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
      return undefined;
  }
}


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
      return reduce(of, args, ask);
    case 'get':
      // A Map of literal entries answers by key.
      return of.t === 'array' ? { value: keyed(of, callback, ask), harmless: true } : undefined;
    case 'hasOwnProperty':
    case 'isPrototypeOf':
      return { harmless: true };
    default:
      break;
  }
  if (of.t === 'array') return callArray(of, name, args, ask);
  return callText(of, name, args);
}

function entriesOf(of: Term): [Term, Term][] {
  if (of.t !== 'object') return [];
  return of.entries.flatMap((entry): [Term, Term][] => {
    if (entry.k === 'spread') return entriesOf(entry.value);
    return [[entry.k === 'any' ? entry.name : literal(entry.name), entry.value]];
  });
}

function transformed(value: Term, transform: (text: string) => string): Outcome {
  const changed = mapText(value, transform);
  return changed ? { value: changed, harmless: true } : { harmless: true };
}
