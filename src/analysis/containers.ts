import { UNDEFINED, UNKNOWN, literal, type Term } from '../model/index.js';
import { choose, join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { member } from './member.js';
import { typedValue } from './types.js';
import { isWeak } from './weak.js';

/** `of[index]`. */
export function indexed(evaluator: Evaluator, of: Term, index: Term, at: Extract<Term, { t: 'index' }>['at']): Term {
  if (of.t === 'choice' && index.t !== 'choice') return join(of.options.map((option) => choose(option.when, indexed(evaluator, option.value, index, at))));
  if (index.t === 'lit') {
    if (of.t === 'arguments' && typeof index.value === 'number') return { t: 'param', fn: of.fn, index: of.from + index.value };
    if (typeof index.value === 'number' && of.t === 'array' && !of.items.slice(0, index.value + 1).some((item) => item.spread)) {
      return of.items[index.value]?.value ?? UNDEFINED;
    }
    const element = typeof index.value === 'number' && of.t === 'typed' ? typedValue(evaluator, of)?.element : undefined;
    if (element) return evaluator.evaluate(element);
    const found = member(evaluator, of, String(index.value), at);
    return found.t === 'member' && typeof index.value === 'string' ? { ...found, key: index } : found;
  }
  if (of.t === 'typed') {
    const element = typedValue(evaluator, of)?.element;
    if (element) return evaluator.evaluate(element);
  }
  if (index.t === 'choice') return join(index.options.map((option) => choose(option.when, indexed(evaluator, of, option.value, at))));
  if (isWeak(index) && evaluator.free.of(index).size === 0) {
    if (of.t === 'array') return join(of.items.map((item) => (item.spread ? UNKNOWN : item.value)));
    if (of.t === 'object') return join(of.entries.map((entry) => (entry.k === 'field' || entry.k === 'any' ? entry.value : UNKNOWN)));
  }
  return of.t === 'unknown' ? UNKNOWN : { t: 'index', of, index, at };
}

/** Any element of a list. */
export function elementOf(evaluator: Evaluator, of: Term, key: Term): Term {
  if (of.t === 'array') {
    const id = evaluator.elementKeys.of(key);
    return join(of.items.map((item, arm) => choose([{ key: id, arm }], item.spread ? evaluator.evaluate({ t: 'element', of: item.value }) : item.value)));
  }
  if (of.t === 'choice') return join(of.options.map((option) => choose(option.when, elementOf(evaluator, option.value, key))));
  if (of.t === 'unknown') return UNKNOWN;
  return typedValue(evaluator, of)?.element ?? { t: 'element', of };
}

/** What destructuring leaves. */
export function restOf(of: Term, from: number, without: readonly string[]): Term {
  if (of.t === 'array') return { t: 'array', items: of.items.slice(from) };
  if (of.t === 'object') return { t: 'object', entries: of.entries.filter((entry) => entry.k !== 'field' || !without.includes(entry.name)) };
  // What is left of a module or an object from outside answers to the same names.
  return from === 0 && (of.t === 'import' || of.t === 'global' || of.t === 'member' || of.t === 'call' || of.t === 'typed' || of.t === 'instance') ? of : { t: 'rest', of, from, without };
}

/** The names of an object's fields. */
export function keysOf(of: Term): Term {
  if (of.t !== 'object') return UNKNOWN;
  return join(of.entries.map((entry) => (entry.k === 'field' ? literal(entry.name) : UNKNOWN)));
}

/** One key for each loop variable, so that what comes from one element stays together. */
export class ElementKeys {
  private readonly keys = new Map<Term, string>();

  of(term: Term): string {
    let key = this.keys.get(term);
    if (!key) this.keys.set(term, (key = `element ${this.keys.size + 1}`));
    return key;
  }
}
