import type { Secret } from '../secret.js';

/** A token that is handed out. */
export interface HandedToken {
  token: Secret;
  /** Seconds for which a caller may keep it: what remains less the buffer, at least 1, never past the floor below which no token is handed out. */
  expiresIn: number;
}

/** Where the tokens of one slot of a client come from: a token manager. */
export interface TokenSource {
  /** Rejects with an AuthError; `signal` gives up for this caller only. */
  get: (signal: AbortSignal) => Promise<HandedToken>;
  /** Says that the platform has refused the token with this SHA-256 (64 hex digits). Nothing happens unless it is the current one; exchanges stay guarded. */
  invalidate: (digest: string) => void;
  /** Sends a request to the platform with the token, renewing it as need be. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Whether a token is there that may be handed out, or none has been asked for yet. */
  isLive: () => boolean;
  /** States, ages and fingerprints; no secrets. */
  status: () => Readonly<Record<string, unknown>>;
  close: () => Promise<void>;
}
