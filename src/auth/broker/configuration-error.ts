import { AuthError } from '../errors.js';

/** Something of the broker's configuration cannot be used. The message begins with the path of the key. */
export class ConfigurationError extends AuthError<'configuration'> {
  override readonly name = 'ConfigurationError';

  constructor(
    /** Path of the key, e.g. `services.wallboard.client`. */
    readonly key: string,
    problem: string,
  ) {
    super('configuration', `${key}: ${problem}`);
  }
}
