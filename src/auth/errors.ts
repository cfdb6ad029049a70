/** An error of the module: its text, its properties and its causes hold neither secrets nor tokens, nor what a server answered. */
export class AuthError<Code extends string = string> extends Error {
  override readonly name: string = 'AuthError';

  constructor(
    readonly code: Code,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * `unavailable`: no answer, or one that may be better next time.
 * `denied`: the store refuses the login or the path.
 * `missing`: no such secret, field or variable.
 * `malformed`: what is there is no secret.
 * `unsafe`: others can read it.
 * `no-peer`: an optional package is not installed.
 */
export type SecretErrorCode = 'unavailable' | 'denied' | 'missing' | 'malformed' | 'unsafe' | 'no-peer';

/** A secret could not be had. The message names the store and the place in it. */
export class SecretError extends AuthError<SecretErrorCode> {
  override readonly name = 'SecretError';
}

/**
 * `transient`: network, time-out, an answer of the server's own trouble: tried again.
 * `throttled`: too many exchanges; not before `retryAfter`.
 * `credential`: the client or its secret is not accepted.
 * `denied`: the client is known but may not log in from here, or at all.
 * `config`: the request is wrong: address, grant type, region.
 */
export type ExchangeErrorCode = 'transient' | 'throttled' | 'credential' | 'denied' | 'config';

/** What is told of an exchange that failed. */
export interface ExchangeFailure {
  code: ExchangeErrorCode;
  message: string;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** `ININ-Correlation-Id`, for the platform's support. */
  requestId?: string;
  /** The `error` code of the body (RFC 6749 section 5.2). */
  oauthError?: string;
  /** Milliseconds that the answer asks to wait. */
  retryAfter?: number;
  cause?: unknown;
}

/** No token could be had from the token endpoint. */
export class ExchangeError extends AuthError<ExchangeErrorCode> {
  override readonly name: string = 'ExchangeError';
  readonly status?: number;
  readonly requestId?: string;
  readonly oauthError?: string;
  readonly retryAfter?: number;

  constructor({ code, message, cause, ...told }: ExchangeFailure) {
    super(code, message, cause === undefined ? undefined : { cause });
    Object.assign(this, told);
  }
}

/** The token endpoint, or the API, lets nothing through before a time that is too far off for the caller. */
export class RateLimitedError extends ExchangeError {
  override readonly name = 'RateLimitedError';

  constructor(
    message: string,
    /** Milliseconds of the epoch. */
    readonly retryAt: number,
    retryAfter: number,
  ) {
    super({ code: 'throttled', message, retryAfter });
  }
}

/** The token manager was closed while, or before, a token was asked for. */
export class ManagerClosed extends AuthError<'closed'> {
  override readonly name = 'ManagerClosed';

  constructor() {
    super('closed', 'the token manager is closed');
  }
}

/** An option that cannot be used. The message begins with its name. */
export class OptionError extends AuthError<'option'> {
  override readonly name = 'OptionError';

  constructor(message: string) {
    super('option', message);
  }
}
