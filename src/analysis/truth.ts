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

/** Whether a condition can become known once a parameter is: more is not worth carrying along. */
export function isDecidable(test: Term): boolean {
  if (test.t === 'equal') return (test.left.t === 'lit' && isSimple(test.right)) || (test.right.t === 'lit' && isSimple(test.left));
  return isSimple(test);
}

function isSimple(term: Term): boolean {
  if (term.t === 'member' || term.t === 'default') return isSimple(term.of);
  return term.t === 'param' || (term.t === 'call' && term.callee.t === 'member' && isSimple(term.callee.of));
}
