import { AccessToken } from './access-token.js';
import { elapsedSince, waitFor, waitForCaller, type Moment, type Wait } from './clock.js';
import { ExchangeError, ManagerClosed } from './errors.js';
import { createEmitter, type AuthEmitter, type AuthEvents, type MintReason } from './events.js';
import { createAuthorisedFetch } from './authorised-fetch.js';
import { createAuthorisedRequest, type SendAuthorised } from './authorised-request.js';
import type { Exchanged, Fetch } from './exchange.js';
import { createLogin } from './login.js';
import { readOptions, type TokenManagerOptions } from './options.js';
import type { Hosts } from './region.js';
import { createRenewal } from './renewal.js';
import { revokeToken } from './revoke.js';
import { phaseAt, planLife, type Phase, type TokenLife } from './token-life.js';
import { createWaiters } from './waiters.js';

export interface TokenRequestOptions {
  /** Gives up for this caller; the renewal goes on for the others. */
  signal?: AbortSignal;
  /** Milliseconds that the token has to be good for; a renewal is waited for where it has less. */
  minTtl?: number;
  /** Longest wait in milliseconds, where no token is there to go on with; default: `maxWait` of the manager. */
  timeout?: number;
}

/** What became of a token that the API refused. */
export type Invalidation = 'renewing' | 'moved-on' | 'guarded';

/** State of a manager, without secrets. Times are milliseconds. */
export interface TokenStatus {
  state: Phase | 'empty' | 'closed';
  fingerprint?: string;
  age?: number;
  remaining?: number;
  /** Milliseconds for which no exchange may leave. */
  closedFor: number;
  isRenewing: boolean;
  isTroubled: boolean;
  generation: number;
  waiters: number;
  events: Readonly<Partial<Record<keyof AuthEvents, number>>>;
}

/** Has a token of one OAuth client ready. */
export interface TokenManager {
  readonly hosts: Hosts;
  /** The token, from memory while it is fresh. Rejects with an ExchangeError, ManagerClosed, or the reason of the signal. */
  token: (options?: TokenRequestOptions) => Promise<AccessToken>;
  /** The token in memory, if it may be served; asks for nothing. */
  peek: () => AccessToken | undefined;
  /** Renews it unless it is fresh; with `force` in any case, joining a renewal that runs. For roles that have just been edited, say. */
  renew: (options?: TokenRequestOptions & { force?: boolean }) => Promise<AccessToken>;
  /** Says that the API refused the token with this SHA-256. Acts only on the current token, and not on one had a moment ago for the same reason. */
  invalidate: (digest: string) => Invalidation;
  /** The token ends sooner than was said: an idle time-out of the organisation, in milliseconds from now. */
  shorten: (remaining: number) => void;
  status: () => TokenStatus;
  /** `fetch` with the token: renews it on a 401, waits on a 429. */
  fetch: Fetch;
  /** The same for any other client, which sends the request itself: what adapters stand on. See `createAuthorisedRequest`. */
  request: SendAuthorised;
  on: AuthEmitter['on'];
  /** Tells listeners, as the manager itself does; for what goes along with it. */
  emit: AuthEmitter['emit'];
  /** Ends timers and the exchange, rejects who waits. `revoke`: also has the platform end the token. */
  close: (options?: { revoke?: boolean }) => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

interface Held {
  token: AccessToken;
  plan: TokenLife;
  sentAt: Moment;
  /** Of the monotonic clock. */
  obtainedAt: number;
  reason: MintReason;
}

const UNKNOWN_LIFE = 300_000;
const SKEW = 60_000;
/** A token that was had for a refused one, and is refused within this time, is not the token's fault. */
const STORM = 5_000;

function tooLate(over: boolean): void {
  if (over) throw new ExchangeError({ code: 'transient', message: 'no token came within the time that the caller gives' });
}

/** A manager of its own; see `openTokenManager` for the one that a process shares. Throws an OptionError. */
export function createTokenManager(options: TokenManagerOptions): TokenManager {
  const { clock, timers, random, hosts, key, serveStale, staleWait, maxWait, fetch, secrets, clientId, preset } = readOptions(options);
  const { emit, on, counts } = createEmitter(key);
  const controller = new AbortController();
  const waiters = createWaiters();
  let held: Held | undefined;
  let generation = 0;
  let rejected: string | undefined;
  let untold: string | undefined;
  let forcedAt = -Infinity;
  let timer: Wait | undefined;

  const ageOf = ({ sentAt }: Held): number => elapsedSince(sentAt, clock);
  function phaseNow(minTtl = 0): Phase {
    if (held === undefined) return 'dead';
    const phase = phaseAt(held.plan, ageOf(held), minTtl);
    return phase === 'buffer' && !serveStale ? 'dead' : phase;
  }
  const isLive = (): boolean => phaseNow() !== 'dead';

  const exchange = createLogin({ fetch, clock, timers, hosts, preset, clientId, secrets, emit });
  async function login(signal: AbortSignal): Promise<Exchanged> {
    const digest = untold;
    untold = undefined;
    if (digest !== undefined) await options.tellRejected?.(digest, signal).catch(() => undefined);
    return exchange(signal);
  }
  const renewal = createRenewal({ clock, timers, random, emit, login, accept, generation: () => generation, isLive, waiters, signal: controller.signal });

  function accept({ value, life: told, sentAt, skew, scope }: Exchanged, reason: MintReason, begunAt: number): AccessToken | undefined {
    const life = told ?? UNKNOWN_LIFE;
    const token: AccessToken = new AccessToken(value, life, (): number => Math.max(0, (held !== undefined && held.token === token ? held.plan.life : life) - elapsedSince(sentAt, clock)));
    const plan = planLife(life, random);
    // A machine may have slept in the middle, or lives be shorter than answers take.
    if (elapsedSince(sentAt, clock) >= plan.floorAt) throw new ExchangeError({ code: 'transient', message: `a token of ${life} ms had ended before it came` });
    if (token.digest() === rejected) {
      emit('reissued-same', { fingerprint: token.fingerprint });
      if (begunAt !== generation) return undefined;
    }
    if (told === undefined) emit('life.unknown', {});
    if (plan.clamped && held === undefined) emit('life.clamped', { life });
    if (scope !== undefined) emit('scope.hint', { scope });
    if (skew !== undefined && Math.abs(skew) > SKEW) emit('skew', { milliseconds: skew });
    held = { token, plan, sentAt, obtainedAt: clock.mono(), reason };
    renewLater(held);
    return token;
  }

  /** Renews in the background when the time has come, whether the token is asked for or not. */
  function renewLater(of: Held): void {
    timer?.giveUp();
    const wait = waitFor(of.plan.renewAt - ageOf(of), clock, timers);
    timer = wait;
    void wait.done.then((over) => {
      if (!over || held !== of) return;
      // Its age is what counts: the wait may have begun on a wall clock that has been set right since.
      if (ageOf(of) < of.plan.renewAt) {
        renewLater(of);
        return;
      }
      emit('renew.background', { age: ageOf(of) });
      void renewal.start('renew').catch(() => undefined);
    });
  }

  async function token({ signal, minTtl = 0, timeout = maxWait }: TokenRequestOptions = {}): Promise<AccessToken> {
    if (controller.signal.aborted) throw new ManagerClosed();
    const phase = phaseNow(minTtl);
    if (held !== undefined && phase === 'fresh') return held.token;
    signal?.throwIfAborted();
    const before = held;
    const deadline = clock.mono() + timeout;
    if (before !== undefined && phase === 'renew') {
      void renewal.start('renew').catch(() => undefined);
      return before.token;
    }
    if (before !== undefined && phase === 'buffer') {
      const started = renewal.start('renew');
      if (renewal.closedFor() === 0 && !renewal.isTroubled()) await settled(started, staleWait, signal);
      if (held !== undefined && held !== before) return held.token;
      if (held !== undefined && isLive()) {
        emit('stale', { fingerprint: held.token.fingerprint, remaining: held.token.remaining });
        return held.token;
      }
    }
    return renewed(held === undefined && generation === 0 ? 'first' : 'renew', signal, deadline);
  }

  /** Waits for the renewal, which starts if need be, and gives what came of it. */
  async function renewed(reason: MintReason, signal: AbortSignal | undefined, deadline: number): Promise<AccessToken> {
    if (!isLive()) {
      const why = renewal.hopeless(deadline);
      if (why !== undefined) throw why;
      renewal.hurry();
    }
    const late = waitForCaller(deadline - clock.mono(), clock, timers);
    try {
      await waiters.wait(Promise.race([renewal.start(reason), late.done.then(tooLate)]), { signal, deadline });
    } catch (error) {
      // A clock that was set right may have shown meanwhile that the token lives.
      if (reason === 'forced' || signal?.aborted === true || !isLive()) throw error;
    } finally {
      late.giveUp();
    }
    if (held === undefined) throw new ManagerClosed();
    return held.token;
  }

  /** Waits until a renewal has come to its end, however, or the time is over. Throws the reason of the signal. */
  async function settled(started: Promise<void>, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    const wait = waitForCaller(milliseconds, clock, timers);
    try {
      await waiters.wait(Promise.race([started.catch(() => undefined), wait.done.then(() => undefined)]), { signal, deadline: Infinity });
    } finally {
      wait.giveUp();
    }
  }

  async function renew({ force = false, signal, minTtl, timeout = maxWait }: TokenRequestOptions & { force?: boolean } = {}): Promise<AccessToken> {
    if (controller.signal.aborted) throw new ManagerClosed();
    if (!force && phaseNow(minTtl) === 'fresh' && held !== undefined) return held.token;
    return renewed(force ? 'forced' : 'renew', signal, clock.mono() + timeout);
  }

  function invalidate(digest: string): Invalidation {
    if (held?.token.digest() !== digest) return 'moved-on';
    const since = clock.mono() - held.obtainedAt;
    if (since < STORM && (held.reason === 'rejected' || clock.mono() - forcedAt < STORM)) {
      emit('storm-guard', { fingerprint: held.token.fingerprint });
      return 'guarded';
    }
    forcedAt = clock.mono();
    rejected = digest;
    untold = digest;
    generation += 1;
    emit('invalidated', { fingerprint: held.token.fingerprint, generation });
    held = undefined;
    timer?.giveUp();
    void renewal.start('rejected').catch(() => undefined);
    return 'renewing';
  }

  function shorten(remaining: number): void {
    if (held === undefined || remaining >= held.token.remaining) return;
    held.plan = planLife(ageOf(held) + remaining, random);
    renewLater(held);
  }

  async function close({ revoke = false }: { revoke?: boolean } = {}): Promise<void> {
    if (controller.signal.aborted) return;
    controller.abort();
    timer?.giveUp();
    waiters.close();
    const last = held?.token;
    held = undefined;
    if (revoke && last !== undefined) await revokeToken(last, hosts, fetch);
    await secrets.close?.();
  }

  function status(): TokenStatus {
    const phase = phaseNow();
    return {
      state: controller.signal.aborted ? 'closed' : held === undefined ? 'empty' : phase,
      ...(held !== undefined && { fingerprint: held.token.fingerprint, age: ageOf(held), remaining: held.token.remaining }),
      closedFor: renewal.closedFor(),
      isRenewing: renewal.isRunning(),
      isTroubled: renewal.isTroubled(),
      generation,
      waiters: waiters.count(),
      events: counts(),
    };
  }

  if (options.eager === true) void renewal.start('first').catch(() => undefined);
  const peek = (): AccessToken | undefined => (isLive() ? held?.token : undefined);
  const manager: TokenManager = {
    hosts,
    token,
    peek,
    renew,
    invalidate,
    shorten,
    status,
    on,
    emit,
    close,
    [Symbol.asyncDispose]: () => close(),
    fetch: (input, init) => authorisedFetch(input, init),
    request: (sending) => authorisedRequest(sending),
  };
  const authorisedRequest = createAuthorisedRequest(manager, { clock, timers, random }, options.api ?? {});
  const authorisedFetch = createAuthorisedFetch(authorisedRequest, fetch, hosts.api);
  return manager;
}
