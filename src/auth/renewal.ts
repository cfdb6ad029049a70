import { waitFor, type Clock, type Timers, type Wait } from './clock.js';
import { ExchangeError, ManagerClosed, RateLimitedError, type ExchangeFailure } from './errors.js';
import type { AuthEmitter, MintReason } from './events.js';
import type { AccessToken } from './access-token.js';
import type { Exchanged } from './exchange.js';
import { createBackoff, createNotBefore } from './not-before.js';
import type { Waiters } from './waiters.js';

/** How often, and for how long, callers without a token let the endpoint have trouble of its own. */
const FOREGROUND_TRIES = 3;
const FOREGROUND_TIME = 15_000;
const TRANSIENT_BASE = 500;
const TRANSIENT_MOST = 30_000;
/** Waits after an answer that names none, and after one that will not be another soon. */
const FIRST_WAIT = 5_000;
const MOST_WAIT = 60_000;

export interface RenewalPort {
  clock: Clock;
  timers: Timers;
  random: () => number;
  emit: AuthEmitter['emit'];
  login: (signal: AbortSignal) => Promise<Exchanged>;
  /** Takes a token over; undefined asks for another exchange. `begunAt`: the generation in which the exchange began. */
  accept: (exchanged: Exchanged, reason: MintReason, begunAt: number) => AccessToken | undefined;
  generation: () => number;
  /** Whether there is a token that may be served meanwhile. */
  isLive: () => boolean;
  waiters: Waiters;
  signal: AbortSignal;
}

/** The one renewal of a key: however many ask, one exchange is under way at a time, and none leaves before its time. */
export interface Renewal {
  /** Begins a renewal, or gives the one that runs. Its rejection is always looked after. */
  start: (reason: MintReason) => Promise<void>;
  /** A caller has no token to go on with: a pause after trouble of the endpoint is cut short, once, and its tries begin anew. */
  hurry: () => void;
  isRunning: () => boolean;
  /** The last exchange failed, and none has succeeded since. */
  isTroubled: () => boolean;
  /** Milliseconds before which no exchange leaves. */
  closedFor: () => number;
  /** What a caller without a token is told at once, when no exchange can help it before its deadline (milliseconds of the monotonic clock). */
  hopeless: (deadline: number) => Error | undefined;
}

export function createRenewal({ clock, timers, random, emit, login, accept, generation, isLive, waiters, signal }: RenewalPort): Renewal {
  const throttle = createNotBefore(clock);
  const throttleWaits = createBackoff(FIRST_WAIT, MOST_WAIT, random);
  const refusal = createNotBefore(clock);
  const refusalWaits = createBackoff(FIRST_WAIT, MOST_WAIT, random);
  let throttledBefore = false;
  let refused: ExchangeFailure | undefined;
  let running: Promise<void> | undefined;
  let troubled = false;
  let tries = 0;
  let triesSince = clock.mono();
  let pause: Wait | undefined;
  let hurried = false;

  async function run(reason: MintReason): Promise<void> {
    restartTries();
    for (let attempt = 1; ; attempt += 1) {
      await untilOpen();
      const begun = clock.mono();
      const begunAt = generation();
      emit('mint.start', { reason, attempt });
      try {
        const exchanged = await login(signal);
        if (signal.aborted) throw new ManagerClosed();
        const token = accept(exchanged, reason, begunAt);
        if (token === undefined) continue;
        emit('mint.ok', { reason, fingerprint: token.fingerprint, life: token.remaining, took: clock.mono() - begun });
        troubled = false;
        throttledBefore = false;
        throttleWaits.reset();
        refusalWaits.reset();
        return;
      } catch (error) {
        if (signal.aborted) throw new ManagerClosed();
        if (!(error instanceof ExchangeError)) throw error;
        troubled = true;
        emit('mint.fail', { reason, code: error.code, message: error.message, attempt, ...(error.status !== undefined && { status: error.status }) });
        await afterFailure(error);
      }
    }
  }

  /** Throws when nobody is to wait for another try. */
  async function afterFailure(error: ExchangeError): Promise<void> {
    if (error.code === 'throttled') {
      const named = error.retryAfter === undefined ? throttleWaits.next() : error.retryAfter * (1 + random() / 10);
      // A time of zero is taken at its word once; an endpoint that goes on saying so is left alone for a while.
      const wait = throttledBefore ? Math.max(named, FIRST_WAIT) : named;
      throttledBefore = true;
      throttle.close(wait);
      emit('throttled', { retryAt: clock.wall() + wait, retryAfter: wait });
    } else if (error.code === 'transient') {
      tries += 1;
      if (!isLive() && (tries >= FOREGROUND_TRIES || clock.mono() - triesSince >= FOREGROUND_TIME)) throw error;
      await sleep(random() * Math.min(TRANSIENT_MOST, TRANSIENT_BASE * 2 ** tries), true);
    } else {
      refused = failureOf(error);
      refusal.close(refusalWaits.next());
      if (!isLive()) throw error;
    }
  }

  /** Waits while no exchange may leave. Without a live token, callers that cannot wait as long are told at once. */
  async function untilOpen(): Promise<void> {
    for (;;) {
      if (signal.aborted) throw new ManagerClosed();
      const throttledFor = throttle.left();
      const refusedFor = refusal.left();
      if (throttledFor + refusedFor === 0) return;
      if (!isLive()) {
        waiters.rejectDueBefore(clock.mono() + throttledFor, () => rateLimited(throttledFor));
        const why = hopeless(waiters.count() === 0 ? -Infinity : Infinity);
        if (why !== undefined) throw why;
      }
      await sleep(Math.max(throttledFor, refusedFor), false);
    }
  }

  const rateLimited = (milliseconds: number): RateLimitedError =>
    new RateLimitedError(`the token endpoint lets no login through for ${Math.ceil(milliseconds / 1000)} s`, clock.wall() + milliseconds, milliseconds);

  function hopeless(deadline: number): Error | undefined {
    if (refusal.left() > 0 && refused !== undefined) return new ExchangeError(refused);
    const closed = throttle.left();
    return closed > 0 && deadline < clock.mono() + closed ? rateLimited(closed) : undefined;
  }

  async function sleep(milliseconds: number, mayBeCut: boolean): Promise<void> {
    const wait = waitFor(milliseconds, clock, timers);
    const stop = (): void => {
      wait.giveUp();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (mayBeCut) pause = wait;
    await wait.done;
    pause = undefined;
    signal.removeEventListener('abort', stop);
  }

  function restartTries(): void {
    tries = 0;
    triesSince = clock.mono();
    hurried = false;
  }

  return {
    start: (reason) => {
      if (running !== undefined) return running;
      // Begins in a turn of its own, so that the caller that starts it is counted among those that wait.
      const begun = Promise.resolve()
        .then(() => run(reason))
        .finally(() => {
          running = undefined;
        });
      begun.catch(() => undefined);
      running = begun;
      return begun;
    },
    hurry: () => {
      if (pause === undefined || hurried) return;
      restartTries();
      hurried = true;
      pause.giveUp();
    },
    isRunning: () => running !== undefined,
    isTroubled: () => troubled,
    closedFor: () => Math.max(throttle.left(), refusal.left()),
    hopeless,
  };
}

function failureOf({ code, message, status, requestId, oauthError }: ExchangeError): ExchangeFailure {
  return { code, message, ...(status !== undefined && { status }), ...(requestId !== undefined && { requestId }), ...(oauthError !== undefined && { oauthError }) };
}
