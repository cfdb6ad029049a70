import type { AccessToken } from './access-token.js';
import { waitForCaller, type Clock, type Timers } from './clock.js';
import { AuthError } from './errors.js';
import { explainForbidden, openGuard, type GuardOptions } from './guard.js';
import { createNotBefore, type NotBefore } from './not-before.js';
import { parseRetryAfter } from './retry-after.js';
import type { TokenManager } from './token-manager.js';

/** Why a 401 was handed on without a second try. */
export type NotResent = 'body-not-replayable' | 'storm-guard' | 'no-token';

export interface AuthorisedRequestOptions {
  /** Further origins that the token may be sent to; the API's own always is one. */
  origins?: readonly string[];
  /** What the code was audited to call. */
  guard?: GuardOptions;
  /** How often a request that the API's rate limit turned away is sent again; default 3. */
  throttledTries?: number;
  /** Milliseconds that a request waits for the rate limit at most; beyond it the 429 is handed on. Default 180,000. */
  maxWait?: number;
}

/** One request to the API, whatever client sends it. */
export interface AuthorisedRequest<Answer extends object> {
  method: string;
  url: URL;
  /** The body can be sent a second time. */
  canRepeat: boolean;
  signal?: AbortSignal | undefined;
  /** Sends it, with this value of the `Authorization` header. */
  send: (authorization: string) => Promise<Answer>;
  /** What the answer says; undefined where there was none. */
  read: (answer: Answer) => { status: number; headers: Headers } | undefined;
  /** Lets go of an answer that is not handed on, so that its connection can be used again. */
  discard: (answer: Answer) => unknown;
}

export type SendAuthorised = <Answer extends object>(request: AuthorisedRequest<Answer>) => Promise<Answer>;

/** Why a 401 was not tried again, by the answer (or error) that the client gave; undefined when it was, or when it is none. */
export const whyNotResent = (answer: object): NotResent | undefined => REASONS.get(answer);

/** What the request behind a 403 needed, as the audited set knows it; undefined without a set, or when the request is not in it. */
export const whyForbidden = (answer: object): string | undefined => EXPLANATIONS.get(answer);

const REASONS = new WeakMap<object, NotResent>();
const EXPLANATIONS = new WeakMap<object, string>();
/** Milliseconds to wait after a 429 that names no time. */
const UNNAMED_WAIT = 5_000;
const DRIFT_EVERY = 60_000;

/**
 * Sends requests with the manager's token. A 401 is answered by one renewal and one second try, at once; a 429 by waiting as long as it says.
 * The token goes to the API's origin and those of the options, and nowhere else: any other is an AuthError.
 */
export function createAuthorisedRequest(manager: TokenManager, { clock, timers, random }: { clock: Clock; timers: Timers; random: () => number }, options: AuthorisedRequestOptions = {}): SendAuthorised {
  const { origins = [], throttledTries = 3, maxWait = 180_000 } = options;
  const allowed = new Set([manager.hosts.api, ...origins.map((origin) => new URL(origin).origin)]);
  const gates = new WeakMap<AccessToken, NotBefore>();
  const drift = createNotBefore(clock);
  const guard = options.guard === undefined ? undefined : openGuard(options.guard);

  const gateOf = (token: AccessToken): NotBefore => {
    const gate = gates.get(token) ?? createNotBefore(clock);
    gates.set(token, gate);
    return gate;
  };

  async function passGate(token: AccessToken, signal: AbortSignal | undefined): Promise<void> {
    const left = gateOf(token).left();
    if (left > 0 && left <= maxWait) await sleep(left, signal);
  }

  async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const wait = waitForCaller(milliseconds, clock, timers);
    const stop = (): void => {
      wait.giveUp();
    };
    signal?.addEventListener('abort', stop, { once: true });
    await wait.done;
    signal?.removeEventListener('abort', stop);
    signal?.throwIfAborted();
  }

  async function send<Answer extends object>(request: AuthorisedRequest<Answer>, token: AccessToken): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      await passGate(token, request.signal);
      const answer = await request.send(token.authorization());
      const said = request.read(answer);
      if (said?.status !== 429) return answer;
      const wait = (parseRetryAfter(said.headers, clock.wall()) ?? UNNAMED_WAIT) * (1 + random() / 10);
      gateOf(token).close(wait);
      manager.emit('api.throttled', { retryAt: clock.wall() + wait, retryAfter: wait });
      if (!request.canRepeat || tries >= throttledTries || wait > maxWait) return answer;
      await request.discard(answer);
    }
  }

  /** The token to try a refused request with again, or why there is none. */
  async function another(token: AccessToken, { canRepeat, signal }: { canRepeat: boolean; signal?: AbortSignal | undefined }): Promise<AccessToken | NotResent> {
    const outcome = manager.invalidate(token.digest());
    if (!canRepeat) return 'body-not-replayable';
    if (outcome === 'guarded') return 'storm-guard';
    try {
      return await manager.token(signal ? { signal } : {});
    } catch (error) {
      if (signal?.aborted === true) throw error;
      return 'no-token';
    }
  }

  function checkGuard({ method, url }: { method: string; url: URL }): void {
    if (guard === undefined || guard.find(method.toUpperCase(), url.pathname) !== undefined) return;
    manager.emit('outside-audit', { method, path: url.pathname });
    if (guard.mode === 'refuse') throw new AuthError('outside-audit', `${method} ${url.pathname} is not among what the code was audited to call${guard.unresolved > 0 ? `; ${guard.unresolved} of its calls could not be resolved, and this may be one` : ''}`);
  }

  function reportDrift({ method, url }: { method: string; url: URL }, answer: object, headers: Headers): void {
    const operation = guard?.find(method.toUpperCase(), url.pathname);
    if (operation !== undefined) EXPLANATIONS.set(answer, explainForbidden(operation));
    if (drift.left() > 0) return;
    drift.close(DRIFT_EVERY);
    const requestId = headers.get('inin-correlation-id');
    manager.emit('authority-drift', { method, path: url.pathname, ...(requestId !== null && { requestId }), ...(operation !== undefined && { explanation: explainForbidden(operation) }) });
  }

  return async (request) => {
    const { url, signal } = request;
    if (!allowed.has(url.origin)) throw new AuthError('foreign-origin', `the token is not sent to ${url.origin}; it goes to ${[...allowed].join(', ')}`);
    checkGuard(request);
    const token = await manager.token(signal ? { signal } : {});
    const answer = await send(request, token);
    const said = request.read(answer);
    if (said?.status === 403) reportDrift(request, answer, said.headers);
    if (said?.status !== 401) return answer;
    const next = await another(token, request);
    if (typeof next === 'string') {
      REASONS.set(answer, next);
      return answer;
    }
    await request.discard(answer);
    return send(request, next);
  };
}
