import { UNDEFINED, UNKNOWN, type ObjectTerm, type Place, type Term } from '../model/index.js';
import { nameOf } from './callee-names.js';
import { choose, join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import { classMember } from './instance.js';
import { exportedMember } from './modules.js';
import { typedValue } from './types.js';
import { isWeak } from './weak.js';

/** The value of `of.name`, `of` already evaluated; a stuck member where nothing is known of it. */
export function member(evaluator: Evaluator, of: Term, name: string, at: Place): Term {
  const stuck: Term = { t: 'member', of, name, at };
  switch (of.t) {
    case 'choice':
      return join(of.options.map((option) => choose(option.when, member(evaluator, option.value, name, at))));
    case 'object':
      return objectMember(evaluator, of, name, at) ?? outsideMember(evaluator, of, name) ?? UNDEFINED;
    case 'array':
      return outsideMember(evaluator, of, name) ?? stuck;
    case 'instance':
      return classMember(evaluator, of.cls, name, of, at) ?? (isPrivate(name) ? UNKNOWN : stuck);
    case 'self': {
      if (!of.fn.cls) {
        const cls = evaluator.writes.prototypeClass(evaluator, of.fn);
        return (cls && classMember(evaluator, cls, name, of, at)) ?? evaluator.writes.ofFunctionSelf(evaluator, of, name) ?? stuck;
      }
      return classMember(evaluator, of.fn.cls, name, of, at) ?? stuck;
    }
    case 'super': {
      const parent = of.fn.cls && evaluator.writes.superOf(evaluator, of.fn.cls);
      const self: Term = of.self ?? { t: 'self', fn: of.fn };
      if (parent?.t === 'class') return classMember(evaluator, parent.cls, name, self, at) ?? stuck;
      return parent ? member(evaluator, { t: 'call', callee: parent, args: [], construct: true, at }, name, at) : stuck;
    }
    case 'class':
    case 'function':
      return evaluator.writes.staticMember(evaluator, of, name) ?? outsideMember(evaluator, of, name) ?? stuck;
    case 'import':
      return exportedMember(evaluator, of, name) ?? outsideMember(evaluator, of, name) ?? stuck;
    case 'typed': {
      const known = of.of.t === 'unknown' ? undefined : member(evaluator, of.of, name, at);
      if (known && ((known.t !== 'member' && known.t !== 'unknown') || evaluator.platform.carries(of.of))) return known;
      const declared = typedValue(evaluator, of)?.value;
      if (!declared || isForeign(evaluator, declared)) return outsideMember(evaluator, of, name) ?? known ?? stuck;
      const found = member(evaluator, declared, name, at);
      if (found.t === 'function' && declared.t === 'instance') return { ...found, self: of };
      // Methods are found through the type; fields wait for the argument, which may know more.
      return evaluator.free.of(of.of).size > 0 && found.t !== 'function' && declared.t !== 'call' ? stuck : found;
    }
    case 'param': {
      const type = of.fn.form.params[of.index]?.type;
      if (!type) return stuck;
      const declared = typedValue(evaluator, { t: 'typed', of, type, program: of.fn.program })?.value;
      if (!declared || isForeign(evaluator, declared)) return stuck;
      const found = member(evaluator, declared, name, at);
      // Methods are found through the type; fields wait for the argument, which may know more.
      if (found.t === 'function') return { ...found, self: of };
      return declared.t === 'call' ? found : stuck;
    }
    case 'unknown':
      return evaluator.platform.names(name) ? stuck : UNKNOWN;
    default:
      return outsideMember(evaluator, of, name) ?? stuck;
  }
}

/** Whether a declared type is one of a package that the models know nothing of, or of settings, which say nothing of what they hold. */
function isForeign(evaluator: Evaluator, declared: Term): boolean {
  if (declared.t !== 'call' || evaluator.platform.carries(declared)) return false;
  return !evaluator.platform.keeps(declared.callee) || SETTINGS.test(nameOf(declared.callee) ?? '');
}

const SETTINGS = /(?:Config|Options|Init|Params|Settings|Props)$/;

function outsideMember(evaluator: Evaluator, of: Term, name: string): Term | undefined {
  const value = evaluator.platform.member(of, name);
  return value?.t === 'global' ? evaluator.evaluate(value) : value;
}

/** The value of a name in an object literal: later entries win, and a spread that may lack the name leaves it to earlier ones. */
function objectMember(evaluator: Evaluator, of: ObjectTerm, name: string, at: Place, from = of.entries.length - 1): Term | undefined {
  for (let i = from; i >= 0; i--) {
    const entry = of.entries[i];
    if (!entry) continue;
    switch (entry.k) {
      case 'field':
      case 'getter':
        if (entry.name !== name) break;
        return bindSelf(entry.k === 'getter' ? evaluator.call(bindSelf(entry.value, of), []) : entry.value, of);
      case 'any': {
        const before = objectMember(evaluator, of, name, at, i - 1);
        return before ? join([bindSelf(entry.value, of), before]) : bindSelf(entry.value, of);
      }
      case 'spread': {
        const spread = member(evaluator, entry.value, name, at);
        if (spread.t === 'lit' && spread.value === undefined) break;
        if (!isWeak(spread)) return bindSelf(spread, of);
        const before = objectMember(evaluator, of, name, at, i - 1);
        if (!before) return bindSelf(spread, of);
        return evaluator.free.of(spread).size > 0 ? { t: 'default', of: spread, fallback: before } : join([spread, before]);
      }
    }
  }
  return undefined;
}

/** A function read from an object is called with that object as its receiver, unless it already has one. */
function bindSelf(value: Term, self: Term): Term {
  return value.t === 'function' && !value.self && !value.fn.form.lexicalThis ? { ...value, self } : value;
}

function isPrivate(name: string): boolean {
  return name.startsWith('#');
}
