import type { Term } from '../model/index.js';

/** Whether a value is true in a condition; undefined when that cannot be told. */
export function truth(term: Term): boolean | undefined {
  switch (term.t) {
    case 'lit':
      return Boolean(term.value);
    case 'object':
    case 'array':
    case 'function':
    case 'class':
    case 'instance':
      return true;
    case 'text':
      return term.parts.some((part) => part.t === 'lit' && part.value !== '') ? true : undefined;
    case 'equal':
      return term.left.t === 'lit' && term.right.t === 'lit' ? term.left.value === term.right.value : undefined;
    default:
      return undefined;
  }
}

/** Whether a value is null or undefined; undefined when that cannot be told. */
export function missing(term: Term): boolean | undefined {
  if (term.t === 'lit') return term.value === undefined || term.value === null;
  return truth(term) === true || term.t === 'text' ? false : undefined;
}
