import { UNKNOWN, type Program, type Term } from '../model/index.js';
import { optionsOf } from './choice.js';

/** A value that says nothing of what it is: a declared type says more. */
export function isWeak(term: Term): boolean {
  switch (term.t) {
    case 'unknown':
    case 'param':
    case 'joined':
    case 'member':
    case 'index':
    case 'element':
    case 'call':
    case 'default':
    case 'logic':
    case 'rest':
    case 'arguments':
      return true;
    case 'typed':
      return isWeak(term.of);
    case 'lit':
      return term.value === undefined || term.value === null;
    default:
      return false;
  }
}

/** Weak, but made of something that may become known. */
export function isStuck(term: Term): boolean {
  return isWeak(term) && term.t !== 'unknown' && term.t !== 'lit';
}

/** The value, or where it is weak the value with its declared type. */
export function typedIfWeak(value: Term, type: Extract<Term, { t: 'typed' }>['type'], where: { program: Program }): Term {
  if (value.t === 'typed') return value;
  if (value.t === 'choice') return optionsOf(value).every((option) => isWeak(option.value)) ? { t: 'typed', of: value, type, program: where.program } : value;
  if (!isWeak(value)) return value;
  return { t: 'typed', of: value.t === 'lit' ? UNKNOWN : value, type, program: where.program };
}
