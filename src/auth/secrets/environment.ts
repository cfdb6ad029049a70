import { OptionError, SecretError } from '../errors.js';
import type { SecretProvider } from '../secret-provider.js';
import { credentialOf, credentialsOf } from './secret-fields.js';

/**
 * A secret in a variable of the environment. Every child process and every crash report may hold it, and it cannot be rotated without a
 * restart; so it has to be asked for by name. Throws an OptionError without `allowInsecureSource`.
 */
export function environmentSecret(name: string, { allowInsecureSource }: { allowInsecureSource: boolean }, env: NodeJS.ProcessEnv = process.env): SecretProvider {
  if (!allowInsecureSource) throw new OptionError(`allowInsecureSource: the variable ${name} is no safe place for a secret; keep it in a file or a store, or say allowInsecureSource: true`);
  return {
    get: () => {
      const value = env[name];
      return value === undefined || value === '' ? Promise.reject(new SecretError('missing', `the variable ${name} is not set`)) : Promise.resolve().then(() => credentialsOf([credentialOf(value, undefined, `the variable ${name}`)]));
    },
  };
}
