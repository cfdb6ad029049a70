import { UNKNOWN, type Term } from '../model/index.js';

/** A callee of which nothing is known keeps the name it was read by. */
export function named(value: Term, as: Term): Term {
  if (as.t !== 'member' || !(value.t === 'unknown' || (value.t === 'typed' && value.of.t === 'unknown') || value.t === 'lit')) return value;
  return { t: 'member', of: UNKNOWN, name: as.name, at: as.at };
}

/** Whether a name says enough to stand for one method: `requestWithRetry`, not `get`. */
export function isTelling(name: string): boolean {
  return name.length >= 8 && /[a-z][A-Z]/.test(name);
}

/** The name a callee goes by, for messages and for what names tell. */
export function nameOf(callee: Term): string | undefined {
  switch (callee.t) {
    case 'member':
    case 'global':
      return callee.name;
    case 'import':
      return callee.name === 'default' || callee.name === '*' ? callee.module : callee.name;
    default:
      return undefined;
  }
}
