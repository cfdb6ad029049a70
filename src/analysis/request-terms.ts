import type { RequestTerm, Term } from '../model/index.js';

/** The terms that decide a request's endpoint. */
export function termsOf(request: RequestTerm): Term[] {
  return [request.method, request.url, request.base];
}

/** The request with each of its terms replaced. */
export function mapRequest(request: RequestTerm, map: (term: Term) => Term): RequestTerm {
  return { ...request, method: map(request.method), url: map(request.url), base: map(request.base) };
}
