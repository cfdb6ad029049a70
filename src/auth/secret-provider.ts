import type { Secret } from './secret.js';

/** What an exchange logs in with. */
export interface Credential {
  /** The client that the secret belongs to, where it is not the one that the token manager was given: two clients A and B let secrets rotate without a gap. */
  clientId?: string;
  secret: Secret;
}

export interface Credentials {
  /** In the order in which they are tried; at least one. */
  candidates: readonly Credential[];
  /** Changes whenever the candidates do; tells nothing of their values. */
  version: string;
}

export interface SecretRequest {
  /** `rejected`: the platform has just refused what was given; caches are to be passed by. */
  reason: 'mint' | 'rejected';
  signal: AbortSignal;
}

/** Where a client's secret is kept. It is asked at each exchange, so that a rotated secret needs neither a restart nor a watcher. */
export interface SecretProvider {
  /** Rejects with a {@link SecretError}. */
  get: (request: SecretRequest) => Promise<Credentials>;
  close?: () => Promise<void>;
}
