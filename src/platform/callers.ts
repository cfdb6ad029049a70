import { NOWHERE, UNDEFINED, UNKNOWN, literalText, type Ask, type Item, type Outcome, type Term } from '../model/index.js';
import { iterate } from './list-methods.js';
import type { Origin } from './origin.js';

const SAGA = /^(?:redux-saga|@redux-saga\/core|typed-redux-saga)(?:\/(?:effects|macro))?$/;
const LODASH = /^(?:lodash|lodash-es|underscore)$/;
const LISTS = /^(?:async|bluebird|lodash|lodash-es|underscore|p-map|p-each-series|p-map-series|jquery)$/;
const EACH: Readonly<Record<string, string>> = {
  map: 'map', mapSeries: 'map', mapLimit: 'map', flatMap: 'flatMap', forEach: 'forEach', each: 'forEach', eachSeries: 'forEach', eachLimit: 'forEach', eachOf: 'forEach',
  forEachSeries: 'forEach', forEachLimit: 'forEach', filter: 'filter', find: 'find', some: 'some', every: 'every',
};

/** Packages that call what they are given: effects of sagas, lists worked through, functions bound and invoked. */
export function callCaller(origin: Origin, way: readonly string[], args: readonly Item[], ask: Ask): Outcome | undefined {
  const { module, name } = named(origin, way);
  if (SAGA.test(module)) return callSaga(name, args, ask);
  if (LODASH.test(module)) {
    const bound = callLodash(name, args, ask);
    if (bound) return bound;
  }
  const method = name === '' && module.startsWith('p-') ? 'map' : EACH[name];
  if (method === undefined || !LISTS.test(module)) return undefined;
  const list = args[0]?.value ?? UNDEFINED;
  const callback = args.slice(1).find((arg) => arg.value.t === 'function')?.value;
  if (callback && module === 'jquery' && name === 'each') return { invokes: [{ callee: callback, args: [{ value: UNKNOWN }, { value: ask.element(list) }] }] };
  return callback && iterate(list, method, callback, ask);
}

/** `lodash/map`, `lodash.map` and the page's `_` and `$` stand for members of one package. */
function named(origin: Origin, way: readonly string[]): { module: string; name: string } {
  const part = /^(lodash(?:-es)?|async)[/.](\w+)$/.exec(origin.name);
  if (origin.kind === 'module') return part && way.length === 0 ? { module: part[1] ?? '', name: part[2] ?? '' } : { module: origin.name, name: way.join('.') };
  const page: Readonly<Record<string, string>> = { _: 'lodash', $: 'jquery', jQuery: 'jquery', async: 'async' };
  return { module: page[origin.name] ?? '', name: way.join('.') };
}

function callSaga(name: string, args: readonly Item[], ask: Ask): Outcome | undefined {
  switch (name) {
    case 'call':
    case 'fork':
    case 'spawn':
    case 'cps':
      return calling(describedFunction(args[0]?.value ?? UNDEFINED, ask), args.slice(1), ask);
    case 'apply': {
      const given = args[2]?.value;
      const self = args[0]?.value ?? UNDEFINED;
      return calling(methodOf(self, args[1]?.value ?? UNDEFINED), given?.t === 'array' ? given.items : [], ask);
    }
    case 'retry':
      return calling(describedFunction(args[2]?.value ?? UNDEFINED, ask), args.slice(3), ask);
    default:
      return undefined;
  }
}

/** A function as sagas name it: itself, `[self, function or name]`, or `{ context, fn }`. */
function describedFunction(term: Term, ask: Ask): Term {
  if (term.t === 'array') return methodOf(term.items[0]?.value ?? UNDEFINED, term.items[1]?.value ?? UNDEFINED);
  if (term.t === 'object') return methodOf(ask.member(term, 'context'), ask.member(term, 'fn'));
  return term;
}

/** A method by itself or by its name, with its receiver. */
function methodOf(self: Term, method: Term): Term {
  if (method.t === 'function') return { ...method, self: method.self ?? self };
  const name = literalText(method);
  return name === undefined || method.t !== 'lit' ? method : { t: 'member', of: self, name, at: method.at ?? NOWHERE };
}

function calling(callee: Term, args: readonly Item[], ask: Ask): Outcome {
  return { value: ask.call(callee, args), invokes: [{ callee, args }], harmless: true };
}

function callLodash(name: string, args: readonly Item[], ask: Ask): Outcome | undefined {
  const first = args[0]?.value ?? UNDEFINED;
  switch (name) {
    case 'invoke':
      return calling(methodOf(first, args[1]?.value ?? UNDEFINED), args.slice(2), ask);
    case 'attempt':
      return calling(first, args.slice(1), ask);
    case 'partial':
      return first.t === 'function' ? { value: { ...first, bound: [...(first.bound ?? []), ...args.slice(1)] }, harmless: true } : { value: first, harmless: true };
    case 'bind':
    case 'memoize':
    case 'once':
    case 'debounce':
    case 'throttle':
      return { value: name === 'bind' ? methodOf(args[1]?.value ?? UNDEFINED, first) : first, harmless: true };
    default:
      return undefined;
  }
}
