import { NO_ENV, UNDEFINED, UNKNOWN, type Env, type FunctionRef, type Term } from '../model/index.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { outerFunctions } from './free.js';
import type { Memory } from './remembered.js';
import { typedIfWeak } from './weak.js';

/** What a variable holds, whoever looks at it when: all that is ever assigned to it. */
export function cellValue(evaluator: Evaluator, memory: Memory, { program, variable }: Extract<Term, { t: 'cell' }>, env: Env): Term {
  const file = evaluator.fileOf(program.file);
  const form = file?.program.variables[variable];
  if (!file || !form) return UNKNOWN;
  const owner = file.functions[form.owner];
  const chain = owner ? [owner, ...outerFunctions(owner)] : [];
  const around = new Map([...env].filter(([fn]) => chain.includes(fn)));
  const under = around.size > 0 ? env : NO_ENV;
  const key = memory.keyOf(form);
  const known = memory.recall(key, under);
  if (known) return known;
  const value = evaluator.once(form, () => {
    const assigned = file.summary.cells.get(variable) ?? [];
    const values = assigned.map((one) => evaluator.evaluate(one.value, assignedEnv(evaluator, one.fn, chain, around)));
    const defined = values.filter((one) => !(one.t === 'lit' && one.value === undefined));
    const joined = defined.length > 0 ? join(defined) : values.length > 0 ? UNDEFINED : UNKNOWN;
    return evaluator.writes.complete(evaluator, file, variable, form.type ? typedIfWeak(joined, form.type, { program: file.program }) : joined);
  });
  memory.keep(key, under, value);
  return value;
}

/** A value assigned by a function other than the owner outlives that function's call. */
export function assignedEnv(evaluator: Evaluator, fn: FunctionRef, chain: readonly FunctionRef[], env: Env): Env {
  const foreign = [fn, ...outerFunctions(fn)].filter((ref) => ref.form.role !== 'top' && !chain.includes(ref));
  return foreign.length > 0 ? evaluator.outOfSight(foreign, env) : env;
}
