import type { Term } from '../model/index.js';

export function isUndefined(term: Term): boolean {
  return term.t === 'lit' && term.value === undefined;
}
