import type { AccessToken } from './access-token.js';
import { waitFor, type Clock, type Timers } from './clock.js';
import { AuthError } from './errors.js';
import type { Fetch } from './exchange.js';
import { createNotBefore, type NotBefore } from './not-before.js';
import { parseRetryAfter } from './retry-after.js';
import type { TokenManager } from './token-manager.js';

/** Why a 401 was handed on without a second try. */
export type NotResent = 'body-not-replayable' | 'storm-guard' | 'no-token';

export interface AuthorisedFetchOptions {
  /** Further origins that the token may be sent to; the API's own always is one. */
  origins?: readonly string[];
  /** How often a request that the API's rate limit turned away is sent again; default 3. */
  throttledTries?: number;
  /** Milliseconds that a request waits for the rate limit at most; beyond it the 429 is handed on. Default 180,000. */
  maxWait?: number;
}

/** Why a 401 of the response was not tried again; undefined when it was, or when it is none. */
export const whyNotResent = (response: Response): NotResent | undefined => REASONS.get(response);

const REASONS = new WeakMap<Response, NotResent>();
/** Milliseconds to wait after a 429 that names no time. */
const UNNAMED_WAIT = 5_000;
const DRIFT_EVERY = 60_000;

/**
 * `fetch` with the manager's token. A 401 is answered by one renewal and one second try, at once; a 429 by waiting as long as it says.
 * The token goes to the API's origin and those of the options, and nowhere else: any other is an AuthError. Paths are taken from the API's origin.
 */
export function createAuthorisedFetch(manager: TokenManager, { fetch, clock, timers, random }: { fetch: Fetch; clock: Clock; timers: Timers; random: () => number }, options: AuthorisedFetchOptions = {}): Fetch {
  const { origins = [], throttledTries = 3, maxWait = 180_000 } = options;
  const allowed = new Set([manager.hosts.api, ...origins.map((origin) => new URL(origin).origin)]);
  const gates = new WeakMap<AccessToken, NotBefore>();
  const drift = createNotBefore(clock);

  const gateOf = (token: AccessToken): NotBefore => {
    const gate = gates.get(token) ?? createNotBefore(clock);
    gates.set(token, gate);
    return gate;
  };

  async function passGate(token: AccessToken, signal: AbortSignal | null | undefined): Promise<void> {
    const left = gateOf(token).left();
    if (left > 0 && left <= maxWait) await sleep(left, signal);
  }

  async function sleep(milliseconds: number, signal: AbortSignal | null | undefined): Promise<void> {
    const wait = waitFor(milliseconds, clock, timers);
    const stop = (): void => {
      wait.giveUp();
    };
    signal?.addEventListener('abort', stop, { once: true });
    await wait.done;
    signal?.removeEventListener('abort', stop);
    signal?.throwIfAborted();
  }

  async function send(request: Outgoing, token: AccessToken): Promise<Response> {
    for (let tries = 0; ; tries += 1) {
      await passGate(token, request.init.signal);
      const headers = new Headers(request.init.headers);
      headers.set('authorization', token.authorization());
      const response = await fetch(request.url, { ...request.init, headers });
      if (response.status !== 429) return response;
      const wait = (parseRetryAfter(response.headers, clock.wall()) ?? UNNAMED_WAIT) * (1 + random() / 10);
      gateOf(token).close(wait);
      manager.emit('api.throttled', { retryAt: clock.wall() + wait, retryAfter: wait });
      if (!request.canRepeat || tries >= throttledTries || wait > maxWait) return response;
      await response.body?.cancel();
    }
  }

  /** The token to try a refused request with again, or why there is none. */
  async function another(token: AccessToken, request: Outgoing): Promise<AccessToken | NotResent> {
    if (!request.canRepeat) {
      manager.invalidate(token.digest());
      return 'body-not-replayable';
    }
    if (manager.invalidate(token.digest()) === 'guarded') return 'storm-guard';
    try {
      return await manager.token(request.init.signal ? { signal: request.init.signal } : {});
    } catch (error) {
      if (request.init.signal?.aborted === true) throw error;
      return 'no-token';
    }
  }

  return async (input, init = {}) => {
    const request = outgoing(input, init, manager.hosts.api);
    if (!allowed.has(request.url.origin)) throw new AuthError('foreign-origin', `the token is not sent to ${request.url.origin}; it goes to ${[...allowed].join(', ')}`);
    const token = await manager.token(request.init.signal ? { signal: request.init.signal } : {});
    const response = await send(request, token);
    if (response.status === 403) reportDrift(request, response);
    if (response.status !== 401) return response;
    const next = await another(token, request);
    if (typeof next === 'string') {
      REASONS.set(response, next);
      return response;
    }
    await response.body?.cancel();
    return send(request, next);
  };

  function reportDrift({ url, init }: Outgoing, { headers }: Response): void {
    if (drift.left() > 0) return;
    drift.close(DRIFT_EVERY);
    const requestId = headers.get('inin-correlation-id');
    manager.emit('authority-drift', { method: init.method ?? 'GET', path: url.pathname, ...(requestId !== null && { requestId }) });
  }
}

interface Outgoing {
  url: URL;
  init: RequestInit;
  /** The body can be sent a second time. */
  canRepeat: boolean;
}

function outgoing(input: string | URL | Request, init: RequestInit, api: string): Outgoing {
  if (!(input instanceof Request)) return { url: new URL(input, api), init, canRepeat: canRepeat(init.body) };
  const { method, headers, body, signal, redirect } = input;
  return { url: new URL(input.url), init: { method, headers, signal, redirect, ...(body !== null && { body, duplex: 'half' }), ...init }, canRepeat: canRepeat(init.body ?? body) };
}

/** A stream is used up by the first try. */
function canRepeat(body: unknown): boolean {
  return body === undefined || body === null || typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData || body instanceof Blob || body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}
