import { UNKNOWN, type Env, type Term } from '../model/index.js';
import { choose, join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { missing, truth } from './truth.js';
import { isStuck } from './weak.js';

const MAX_PARTS = 100;

/** Text put together. What is undefined in it is not known. */
export function concatenate(evaluator: Evaluator, parts: readonly Term[], env: Env): Term {
  const flat: Term[] = [];
  for (const part of parts) {
    const value = evaluator.evaluate(part, env);
    if (value.t === 'text') flat.push(...value.parts);
    else if (value.t === 'lit' && value.value === undefined) flat.push(UNKNOWN);
    else flat.push(value);
  }
  if (flat.length === 1 && flat[0]?.t === 'lit') return flat[0];
  return { t: 'text', parts: flat.slice(0, MAX_PARTS) };
}

/** A value, or what stands in for it where it is left out. */
export function defaulted(evaluator: Evaluator, of: Term, fallback: Term, env: Env): Term {
  if (of.t === 'lit') return of.value === undefined ? evaluator.evaluate(fallback, env) : of;
  if (of.t === 'choice') return join(of.options.map((option) => choose(option.when, defaulted(evaluator, option.value, fallback, env))));
  if (evaluator.free.of(of).size > 0 && isStuck(of)) return { t: 'default', of, fallback: evaluator.evaluate(fallback, env) };
  // Whoever calls from out of sight may leave it out; a value that is merely unknown is there.
  return mayBeAbsent(of) ? join([of, evaluator.evaluate(fallback, env)]) : of;
}

function mayBeAbsent(of: Term): boolean {
  if (of.t === 'typed' || of.t === 'member' || of.t === 'index') return mayBeAbsent(of.of);
  return of.t === 'joined' || of.t === 'param' || of.t === 'global';
}

/** `||`, `&&` and `??`, decided as far as the left side is known. */
export function combine(evaluator: Evaluator, op: 'or' | 'and' | 'nullish', left: Term, right: Term, env: Env): Term {
  if (left.t === 'choice') return join(left.options.map((option) => choose(option.when, combine(evaluator, op, option.value, right, env))));
  const fit = op === 'nullish' ? negate(missing(left)) : truth(left);
  if (fit === true) return op === 'and' ? evaluator.evaluate(right, env) : left;
  if (fit === false) return op === 'and' ? left : evaluator.evaluate(right, env);
  if (op === 'and') return evaluator.evaluate(right, env);
  if (evaluator.free.of(left).size > 0) return { t: 'logic', op, left, right: evaluator.evaluate(right, env) };
  return join([left, evaluator.evaluate(right, env)]);
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
