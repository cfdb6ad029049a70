import { UNKNOWN, type Item, type Platform, type Term } from '../model/index.js';

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

/** A callee of which nothing is known: another that is known is the one that is meant. */
export function isOpen(callee: Term): boolean {
  return callee.t === 'unknown' || callee.t === 'joined';
}

/** Whether a callee that cannot be seen may be handed a path by a caller of the function it is called in. */
export function relays(platform: Platform, callee: Term, args: readonly Item[]): boolean {
  const names = [nameOf(callee), ...args.map(({ value }) => (value.t === 'lit' ? value.value : undefined))];
  return names.some((name) => typeof name === 'string' && platform.sends(name));
}
