import { momentOf, withinTime, type Clock, type Moment, type Timers } from './clock.js';
import { ExchangeError } from './errors.js';
import type { Preset } from './preset.js';
import type { Hosts } from './region.js';
import { parseHttpDate } from './retry-after.js';
import type { Secret } from './secret.js';
import { readTokenResponse, type GivenToken } from './token-response.js';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A token, and when the request for it was sent: what its life is counted from. */
export interface Exchanged extends GivenToken {
  sentAt: Moment;
  /** Milliseconds that the server's clock is ahead of ours; undefined when it cannot be told. */
  skew: number | undefined;
}

export interface ExchangePort {
  fetch: Fetch;
  clock: Clock;
  timers: Timers;
  hosts: Hosts;
  preset: Preset;
}

/** Milliseconds that an exchange may take, and the reading of the secret for it. */
export const ATTEMPT = 10_000;

/** One exchange of client credentials for a token. Throws an {@link ExchangeError}; `signal` ends it, and belongs to the manager, never to a caller. */
export async function exchangeCredentials(clientId: string, secret: Secret, { fetch, clock, timers, hosts, preset }: ExchangePort, signal: AbortSignal): Promise<Exchanged> {
  const { url, headers, body } = preset.request(hosts, clientId, secret.reveal());
  const sentAt = momentOf(clock);
  try {
    return await withinTime(ATTEMPT, { clock, timers, signal }, async (within) => {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: within });
      const tookToHead = clock.mono() - sentAt.mono;
      const given = await readTokenResponse(response, clock.wall());
      return { ...given, sentAt, skew: skewOf(response.headers, sentAt.wall, tookToHead) };
    });
  } catch (error) {
    throw withHint(error, preset, hosts);
  }
}

/** What went wrong below HTTP is told by its code alone: the error itself may hold the request, and with it the secret. */
function withHint(error: unknown, preset: Preset, hosts: Hosts): ExchangeError {
  if (!(error instanceof ExchangeError)) return new ExchangeError({ code: 'transient', message: `the token endpoint at ${hosts.login} could not be reached (${faultOf(error)})` });
  const hint = error.status === undefined ? undefined : preset.hint(error.status, hosts);
  if (hint === undefined) return error;
  const { status, requestId, oauthError, retryAfter } = error;
  return new ExchangeError({
    code: error.code,
    message: `${error.message}; ${hint}`,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(oauthError !== undefined && { oauthError }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** A code such as ECONNREFUSED or TimeoutError, from wherever in the chain of causes it stands. */
export function faultOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const code = (one as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code)) return code;
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return one.name;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** By the server's `Date`, against the middle of the request; not where an answer was stored or slow. */
function skewOf(headers: Headers, sent: number, took: number): number | undefined {
  const date = parseHttpDate(headers.get('date') ?? '', sent);
  if (date === undefined || headers.has('age') || took > 10_000) return undefined;
  return date - (sent + took / 2);
}
