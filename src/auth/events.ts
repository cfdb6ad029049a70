import { channel } from 'node:diagnostics_channel';
import type { ExchangeErrorCode } from './errors.js';

/** What a token manager tells. Times are milliseconds; tokens and secrets appear as fingerprints only. */
export interface AuthEvents {
  'mint.start': { reason: MintReason; attempt: number };
  'mint.ok': { reason: MintReason; fingerprint: string; life: number; took: number };
  'mint.fail': { reason: MintReason; code: ExchangeErrorCode; message: string; status?: number; attempt: number };
  'renew.background': { age: number };
  /** A token inside its buffer was served, because its renewal had not come. */
  stale: { fingerprint: string; remaining: number };
  throttled: { retryAt: number; retryAfter: number };
  invalidated: { fingerprint: string; generation: number };
  /** A rejected token was not renewed: a new one was had a moment ago. */
  'storm-guard': { fingerprint: string };
  /** The platform gave the token again that it had refused. */
  'reissued-same': { fingerprint: string };
  'secret.version': { version: string };
  'secret.rejected': { fingerprint: string; candidates: number };
  /** The clock of the server is over a minute from ours. */
  skew: { milliseconds: number };
  /** The life of the token is under ten minutes, so that its buffer is under five. */
  'life.clamped': { life: number };
  /** The answer named no life; five minutes are taken. */
  'life.unknown': Record<string, never>;
  /** The answer named scopes. A hint only: what holds is what the platform says of the token. */
  'scope.hint': { scope: string };
  /** The API refused a request (403) that the token was thought good for. */
  'authority-drift': { method: string; path: string; requestId?: string; explanation?: string };
  /** A request that is not among what the code was audited to call. */
  'outside-audit': { method: string; path: string };
  'api.throttled': { retryAt: number; retryAfter: number };
}

/** `first` use, `renew`al ahead of its end, `rejected` by the API, or `forced` by the caller. */
export type MintReason = 'first' | 'renew' | 'rejected' | 'forced';

export type AuthListener<Name extends keyof AuthEvents> = (event: AuthEvents[Name]) => void;

export interface AuthEmitter {
  emit: <Name extends keyof AuthEvents>(name: Name, event: AuthEvents[Name]) => void;
  /** Returns a function that ends it. */
  on: <Name extends keyof AuthEvents>(name: Name, listener: AuthListener<Name>) => () => void;
  counts: () => Readonly<Partial<Record<keyof AuthEvents, number>>>;
}

/** Every event is also published on this channel of `node:diagnostics_channel`, as `{ name, key, event }`. */
export const AUTH_CHANNEL = 'scope-audit:auth';

const published = channel(AUTH_CHANNEL);

/** Tells listeners and the diagnostics channel. A listener that throws disturbs neither others nor the exchange. */
export function createEmitter(key: string): AuthEmitter {
  const listeners = new Map<keyof AuthEvents, Set<(event: never) => void>>();
  const counts: Partial<Record<keyof AuthEvents, number>> = {};
  return {
    emit: (name, event) => {
      counts[name] = (counts[name] ?? 0) + 1;
      for (const listener of listeners.get(name) ?? []) tell(listener as (event: unknown) => void, event);
      if (published.hasSubscribers) published.publish({ name, key, event });
    },
    on: (name, listener) => {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => own.delete(listener);
    },
    counts: () => ({ ...counts }),
  };
}

/** What a listener throws is its own affair; it is not lost either: it appears as a warning of the process. */
function tell(listener: (event: unknown) => void, event: unknown): void {
  try {
    listener(event);
  } catch (error) {
    process.emitWarning(`a listener of the token manager threw: ${error instanceof Error ? error.name : typeof error}`, 'AuthListenerWarning');
  }
}
