import type { Term } from '../model/index.js';
import type { Evaluator } from './evaluate.js';

/** An SDK method that is a value, and its name. */
export interface MethodValue {
  name: string;
  value: Term;
}

const MAX_DEPTH = 2;

/** SDK methods in a value as it stands in the code: itself, bound, in a list, or in an object. */
export function methodsIn(term: Term, evaluator: Evaluator, depth = 0): MethodValue[] {
  if (term.t === 'array') return term.items.flatMap((item) => methodsIn(item.value, evaluator, depth + 1));
  if (term.t === 'object' && depth < MAX_DEPTH) return term.entries.flatMap((entry) => methodsIn(entry.value, evaluator, depth + 1));
  if (term.t === 'call' && term.callee.t === 'member' && term.callee.name === 'bind') return methodsIn(term.callee.of, evaluator, depth + 1);
  if (term.t !== 'member' || !evaluator.platform.names(term.name)) return [];
  const value = evaluator.evaluate(term);
  const name = evaluator.platform.sdkMethod(value);
  return name === undefined ? [] : [{ name, value }];
}
