import { UNDEFINED, UNKNOWN, literal, literalText, type Ask, type Item, type Outcome, type Term } from '../model/index.js';
import { joined } from './text-values.js';

/** A function called with each element of a list. */
export function iterate(of: Term, name: string, callback: Term, ask: Ask): Outcome | undefined {
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

const MAX_FOLDED = 16;

/** What a callback makes of a list, item by item where the list is written out. */
export function reduce(of: Term, args: readonly Item[], ask: Ask): Outcome | undefined {
  const callback = args[0]?.value ?? UNDEFINED;
  if (callback.t !== 'function') return undefined;
  const given = args[1]?.value;
  const invokes = [{ callee: callback, args: [{ value: given ?? UNKNOWN }, { value: ask.element(of) }] }];
  if (of.t !== 'array' || of.items.length > MAX_FOLDED || of.items.some((item) => item.spread)) {
    return given ? { value: ask.call(callback, [{ value: given }, { value: ask.element(of) }, { value: UNKNOWN }]), invokes } : { invokes };
  }
  const values = of.items.map((item, i) => ({ value: item.value, index: literal(i) }));
  const start = given ?? values.shift()?.value ?? UNDEFINED;
  return { value: values.reduce<Term>((sum, { value, index }) => ask.call(callback, [{ value: sum }, { value }, { value: index }]), start), invokes };
}

/** Methods of a list that is written out. */
export function callArray(of: Extract<Term, { t: 'array' }>, name: string, args: readonly Item[], ask: Ask): Outcome {
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

/** What a `Map` of literal entries holds under a key: any of its values where the key is not known. */
export function keyed(of: Extract<Term, { t: 'array' }>, key: Term, ask: Ask): Term {
  const name = literalText(key);
  const pairs = of.items.map((item) => ({ key: ask.index(item.value, literal(0)), value: ask.index(item.value, literal(1)) }));
  // A key that is not known may be none of them.
  if (name === undefined) return { t: 'choice', options: [...pairs.map((pair) => ({ when: [], value: pair.value })), { when: [], value: UNDEFINED }] };
  return pairs.find((pair) => literalText(pair.key) === name)?.value ?? UNDEFINED;
}
