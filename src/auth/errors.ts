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
