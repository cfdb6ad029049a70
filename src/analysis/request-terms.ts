import type { RequestTerm, Term } from '../model/index.js';
import { optionsOf } from './choice.js';

/** The terms that decide a request's endpoint. */
export function termsOf(request: RequestTerm): Term[] {
  return [request.method, request.url, request.base];
}

/** The request with each of its terms replaced. */
export function mapRequest(request: RequestTerm, map: (term: Term) => Term): RequestTerm {
  return { ...request, method: map(request.method), url: map(request.url), base: map(request.base) };
}

/** What of a request's URL stands behind the host, as far as the host can be told from it. */
export function pathTermsOf({ url }: RequestTerm): Term[] {
  return optionsOf(url).flatMap(({ value }) => {
    if (value.t !== 'text') return [value];
    const begin = value.parts.findIndex((part) => part.t === 'lit' && typeof part.value === 'string' && part.value.replace(/^\w+:\/\//, '').includes('/'));
    return begin < 0 ? value.parts : value.parts.slice(begin);
  });
}
