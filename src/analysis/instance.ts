import { NOWHERE, NO_ENV, type ClassRef, type Env, type Frame, type FunctionRef, type InstanceTerm, type Item, type Place, type Term } from '../model/index.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { outerFunctions } from './free.js';
import { member } from './member.js';

/**
 * A member of a class's instance, superclasses included. `self` is the receiver: an instance, or a `self` or `param` term
 * whose class is known. Undefined when the class does not say.
 */
export function classMember(evaluator: Evaluator, cls: ClassRef, name: string, self: Term, at: Place): Term | undefined {
  const clsEnv = self.t === 'instance' ? self.env : NO_ENV;
  if (self.t === 'self' && evaluator.writes.overridden(evaluator, cls, name)) return { t: 'member', of: self, name, at };
  let frames = self.t === 'instance' && self.cls === cls ? evaluator.instanceFrames(self) : evaluator.receiverFrames(self, cls, () => instanceEnv(evaluator, cls, self, clsEnv));
  for (let current: ClassRef | undefined = cls, depth = 0; current && depth < 20; depth++) {
    const file = evaluator.fileOf(current.program.file);
    const form = current.form.members.find((candidate) => candidate.name === name && !candidate.static && candidate.kind !== 'setter' && candidate.kind !== 'field');
    const fn = form?.fn === undefined ? undefined : file?.functions[form.fn];
    if (fn && form) {
      const found: Term = { t: 'function', fn, env: clsEnv, self };
      return form.kind === 'getter' ? evaluator.evaluate({ t: 'call', callee: found, args: [], construct: false, at }) : found;
    }
    const field = fieldValue(evaluator, current, name, self, frames);
    if (field) return field;
    const method = evaluator.writes.prototypeMember(evaluator, current, name);
    if (method) return method.t === 'function' ? { ...method, self } : method;
    const parent = evaluator.writes.superOf(evaluator, current);
    if (parent && parent.t !== 'class') return member(evaluator, { t: 'call', callee: parent, args: [], construct: true, at }, name, at);
    if (parent) {
      const [below, from] = [frames, current];
      frames = evaluator.receiverFrames(self, parent.cls, () => superEnv(evaluator, from, parent.cls, self, below));
    }
    current = parent?.cls;
  }
  return undefined;
}

/** Every value a field is given, in the frames of its instance. */
function fieldValue(evaluator: Evaluator, cls: ClassRef, name: string, self: Term, frames: Env): Term | undefined {
  return evaluator.remember(frames, cls, name, () => computeField(evaluator, cls, name, self, frames));
}

function computeField(evaluator: Evaluator, cls: ClassRef, name: string, self: Term, frames: Env): Term | undefined {
  const values = evaluator.writes.ofClassSelf(cls, name).map((write) => {
    const chain = [write.fn, ...outerFunctions(write.fn)];
    const env = new Map(frames);
    for (const fn of chain) if (!env.has(fn) && fn.form.role !== 'top') env.set(fn, { args: undefined, self });
    return evaluator.once(write, () => evaluator.evaluate(write.value, env));
  });
  const declared = cls.form.members.find((candidate) => candidate.name === name && candidate.kind === 'field' && !candidate.static);
  const defined = values.filter((value) => !(value.t === 'lit' && (value.value === undefined || value.value === null)));
  if (defined.length === 0 && !declared) return values[0];
  // A field that only subclasses give a value waits for the instance.
  if (defined.length === 0 && declared && self.t === 'self') {
    const stuck: Term = { t: 'member', of: self, name, at: NOWHERE };
    return declared.type ? { t: 'typed', of: stuck, type: declared.type, program: cls.program } : stuck;
  }
  const value: Term = defined.length > 0 ? join(defined) : { t: 'unknown' };
  const known = declared?.type ? evaluator.evaluate({ t: 'typed', of: value, type: declared.type, program: cls.program }) : value;
  return self.t !== 'instance' && isGiven(evaluator, cls, known) ? given(known, { t: 'member', of: self, name, at: NOWHERE }) : known;
}

/** Whether a value is nothing but what the constructor was given: that differs from instance to instance. */
function isGiven(evaluator: Evaluator, cls: ClassRef, value: Term): boolean {
  const { construct } = constructorsOf(evaluator, cls);
  const bare = value.t === 'typed' ? value.of : value;
  return construct !== undefined && GIVEN.has(bare.t) && evaluator.free.of(bare).has(construct);
}

const GIVEN = new Set(['param', 'member', 'index', 'default', 'logic']);

/** The field itself, for the instance to decide, with the type that its value was declared with. */
function given(value: Term, field: Term): Term {
  return value.t === 'typed' ? { ...value, of: field } : field;
}

function constructorsOf(evaluator: Evaluator, cls: ClassRef): { construct: FunctionRef | undefined; initializer: FunctionRef | undefined } {
  const functions = evaluator.fileOf(cls.program.file)?.functions;
  return {
    construct: cls.form.construct === undefined ? undefined : functions?.[cls.form.construct],
    initializer: cls.form.initializer === undefined ? undefined : functions?.[cls.form.initializer],
  };
}

/** Frames of the functions that run when the instance is made, for the class itself. */
function instanceEnv(evaluator: Evaluator, cls: ClassRef, self: Term, base: Env): Env {
  const { construct, initializer } = constructorsOf(evaluator, cls);
  const args: Frame['args'] = self.t === 'instance' && self.cls === cls ? self.args : self.t === 'instance' ? undefined : 'free';
  const env = new Map(base);
  if (initializer) env.set(initializer, { args: [], self });
  if (construct) env.set(construct, { args, self });
  return env;
}

/** The same for a superclass: its constructor runs with what the subclass's `super(…)` passes. */
function superEnv(evaluator: Evaluator, cls: ClassRef, parent: ClassRef, self: Term, frames: Env): Env {
  const { construct } = constructorsOf(evaluator, cls);
  const above = constructorsOf(evaluator, parent);
  let args: Frame['args'];
  if (construct) {
    const call = evaluator.fileOf(cls.program.file)?.summary.functions[construct.index]?.calls.find((candidate) => candidate.callee.t === 'super');
    args = call ? evaluator.items(call.args, frames) : undefined;
  } else {
    args = self.t === 'instance' ? self.args : 'free';
  }
  const env = new Map(frames);
  if (above.initializer) env.set(above.initializer, { args: [], self });
  if (above.construct) env.set(above.construct, { args, self });
  return env;
}

/** Frames of all constructors that run for an instance, superclasses included. */
export function constructionEnv(evaluator: Evaluator, instance: InstanceTerm): Env {
  let frames = instanceEnv(evaluator, instance.cls, instance, instance.env);
  for (let current: ClassRef = instance.cls, depth = 0; depth < 20; depth++) {
    const parent = evaluator.writes.superOf(evaluator, current);
    if (parent?.t !== 'class') break;
    frames = superEnv(evaluator, current, parent.cls, instance, frames);
    current = parent.cls;
  }
  return frames;
}

/** The constructor functions of a class and its superclasses, each with the arguments it runs with. */
export function constructions(evaluator: Evaluator, cls: ClassRef, args: readonly Item[], self: Term): { fn: FunctionRef; args: readonly Item[] }[] {
  const list: { fn: FunctionRef; args: readonly Item[] }[] = [];
  let frames = instanceEnv(evaluator, cls, self, self.t === 'instance' ? self.env : NO_ENV);
  for (let current: ClassRef = cls, depth = 0; depth < 20; depth++) {
    const { construct, initializer } = constructorsOf(evaluator, current);
    if (initializer) list.push({ fn: initializer, args: [] });
    const given = construct && frames.get(construct)?.args;
    if (construct) list.push({ fn: construct, args: given && given !== 'free' ? given : current === cls ? args : [] });
    const parent = evaluator.writes.superOf(evaluator, current);
    if (parent?.t !== 'class') break;
    frames = superEnv(evaluator, current, parent.cls, self, frames);
    current = parent.cls;
  }
  return list;
}
