import type { SendAuthorised } from './authorised-request.js';
import type { Fetch } from './exchange.js';

/** `fetch` with the token; see `createAuthorisedRequest`. Paths are taken from the API's origin. */
export function createAuthorisedFetch(send: SendAuthorised, fetch: Fetch, api: string): Fetch {
  return (input, init = {}) => {
    const { url, init: whole, canRepeat } = outgoing(input, init, api);
    return send<Response>({
      method: whole.method ?? 'GET',
      url,
      canRepeat,
      signal: whole.signal ?? undefined,
      send: (authorization) => {
        const headers = new Headers(whole.headers);
        headers.set('authorization', authorization);
        return fetch(url, { ...whole, headers });
      },
      read: (response) => response,
      discard: (response) => response.body?.cancel(),
    });
  };
}

function outgoing(input: string | URL | Request, init: RequestInit, api: string): { url: URL; init: RequestInit; canRepeat: boolean } {
  if (!(input instanceof Request)) return { url: new URL(input, api), init, canRepeat: canRepeat(init.body) };
  const { method, headers, body, signal, redirect } = input;
  return { url: new URL(input.url), init: { method, headers, signal, redirect, ...(body !== null && { body, duplex: 'half' }), ...init }, canRepeat: canRepeat(init.body ?? body) };
}

/** A stream is used up by the first try. */
export function canRepeat(body: unknown): boolean {
  return body === undefined || body === null || typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData || body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}
