import { UNKNOWN, type CallTerm, type FunctionTerm, type Item, type Term } from '../model/index.js';
import { choose, join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { typedValue } from './types.js';

/** What a call gives. */
export function resultOf(evaluator: Evaluator, callee: Term, args: readonly Item[], term: CallTerm): Term {
  switch (callee.t) {
    case 'choice':
      return join(callee.options.map((option) => choose(option.when, resultOf(evaluator, option.value, args, term))));
    case 'function': {
      if (term.construct) return constructed(evaluator, callee, args);
      const env = evaluator.callEnv(callee, args);
      return evaluator.evaluate(evaluator.returnOf(callee.fn), env);
    }
    case 'class':
      return term.construct ? { t: 'instance', cls: callee.cls, args, env: callee.env } : UNKNOWN;
    case 'member': {
      const target = callableOf(evaluator, callee, args);
      if (target) return resultOf(evaluator, target.callee, target.args, term);
      break;
    }
    case 'typed':
      if (callee.of.t !== 'unknown') return resultOf(evaluator, callee.of, args, term);
      break;
    default:
      break;
  }
  // A list that is not known in full waits for the caller.
  if (callee.t === 'member' && callee.of.t === 'array' && callee.of.items.some((item) => item.spread) && evaluator.free.of(callee).size > 0) return { ...term, callee, args };
  if (callee.t === 'member' && callee.of.t === 'typed' && LOOKUPS.has(callee.name)) {
    const element = typedValue(evaluator, callee.of)?.element;
    if (element) return evaluator.evaluate(element);
  }
  const outcome = evaluator.platform.interpret(callee, args, term.construct, evaluator);
  if (outcome?.value) return evaluator.evaluate(outcome.value);
  return evaluator.free.of(callee).size > 0 || evaluator.platform.keeps(callee) ? { ...term, callee, args } : UNKNOWN;
}

/** `new` on a plain function: what it returns if that is an object, else an instance of the class it stands for. */
function constructed(evaluator: Evaluator, callee: FunctionTerm, args: readonly Item[]): Term {
  const returned = evaluator.evaluate(evaluator.returnOf(callee.fn), evaluator.callEnv(callee, args));
  if (returned.t === 'object' || returned.t === 'instance') return returned;
  return { t: 'instance', cls: evaluator.writes.classOf(callee.fn), args, env: callee.env };
}

/** Methods that give one of what a list or a map holds. */
const LOOKUPS = new Set(['get', 'at', 'find', 'pop', 'shift']);

/** The callee and arguments behind `f.bind(…)`, `f.call(…)`, `f.apply(…)`. */
export function callableOf(evaluator: Evaluator, callee: Extract<Term, { t: 'member' }>, args: readonly Item[]): { callee: Term; args: readonly Item[] } | undefined {
  const { of, name } = callee;
  if (name !== 'call' && name !== 'apply') return undefined;
  if (of.t !== 'function' && evaluator.platform.sdkMethod(of) === undefined) return undefined;
  const self = args[0]?.value;
  const target: Term = of.t === 'function' && self ? { ...of, self } : of;
  if (name === 'call') return { callee: target, args: args.slice(1) };
  const list = args[1]?.value;
  return { callee: target, args: list?.t === 'array' ? list.items : list ? [{ value: list, spread: true }] : [] };
}
