import type { Guard, Option, Term } from '../model/index.js';
import { UNKNOWN } from '../model/index.js';
import { mergeGuards } from '../model/guards.js';

/** More alternatives than this are not followed. */
export const MAX_OPTIONS = 64;
/** Earlier choices are forgotten beyond this many; that can only add combinations. */
const MAX_GUARDS = 4;

/** A value under choices; a bare value when there are none. */
export function choose(when: readonly Guard[], value: Term): Term {
  if (when.length === 0 || value.t === 'unknown') return value;
  if (value.t !== 'choice') return { t: 'choice', options: [{ when, value }] };
  return { t: 'choice', options: value.options.flatMap((option) => compatible(when, option)) };
}

function compatible(when: readonly Guard[], option: Option): Option[] {
  const merged = mergeGuards(when, option.when);
  return merged ? [{ when: merged.slice(-MAX_GUARDS), value: option.value }] : [];
}

/** Any of the values. */
export function join(values: readonly Term[]): Term {
  const options: Option[] = [];
  const byValue = new Map<Term, Option[]>();
  for (const value of values) {
    for (const option of optionsOf(value)) {
      const same = byValue.get(option.value);
      if (!same) byValue.set(option.value, [option]);
      else if (same.some((other) => sameGuards(other.when, option.when))) continue;
      else same.push(option);
      options.push(option);
      if (options.length >= MAX_OPTIONS) return finish(options, byValue);
    }
  }
  return finish(options, byValue);
}

function finish(options: readonly Option[], byValue: ReadonlyMap<Term, Option[]>): Term {
  const first = options[0];
  if (!first) return UNKNOWN;
  if (byValue.size === 1 && (options.length > 1 || first.when.length === 0)) return first.value;
  return { t: 'choice', options };
}

function sameGuards(a: readonly Guard[], b: readonly Guard[]): boolean {
  return a.length === b.length && a.every((guard, i) => sameGuard(guard, b[i]));
}

function sameGuard(a: Guard, b: Guard | undefined): boolean {
  return b !== undefined && a.key === b.key && a.arm === b.arm;
}

/** The alternatives of a value; one without choices for anything that is no choice. */
export function optionsOf(value: Term): readonly Option[] {
  return value.t === 'choice' ? value.options : [{ when: [], value }];
}
