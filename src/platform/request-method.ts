import { literalText, type Guard, type Lit, type Term } from '../model/index.js';
import { expand } from './expand.js';
import { isUndefined } from './terms.js';

/** One way the method of a request can come out; undefined when it cannot be told. */
export interface MethodExpansion {
  when: readonly Guard[];
  method: string | undefined;
  /** The literal it is from. */
  part: Lit | undefined;
}

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** The ways a method can come out, `fallback` where none is given. */
export function methodExpansions(term: Term, fallback?: string): MethodExpansion[] {
  return expand(term).map(({ when, pieces }) => {
    const first = pieces[0];
    if (fallback !== undefined && first && 'hole' in first && isUndefined(first.hole)) return { when, method: fallback, part: undefined };
    const text = pieces.map((piece) => ('text' in piece ? piece.text : '\u0000')).join('').toUpperCase();
    const known = METHODS.has(text);
    return { when, method: known ? text : undefined, part: known && first && 'text' in first && first.from.at ? first.from : undefined };
  });
}

export function isMethod(expansion: MethodExpansion): boolean {
  return expansion.method !== undefined;
}

/** Whether a term is an HTTP method written out, in either letter case. */
export function isVerb(term: Term): boolean {
  return METHODS.has(literalText(term)?.toUpperCase() ?? '');
}
