import { faultOf } from '../exchange.js';
import { SecretError } from '../errors.js';
import type { Credential, SecretProvider } from '../secret-provider.js';
import { loadPeer } from './peer.js';
import { credentialOf, credentialsOf } from './secret-fields.js';

/** What is used of `@aws-sdk/client-secrets-manager`. */
interface SecretsManager {
  SecretsManagerClient: new (config: object) => { send: (command: object, options: { abortSignal: AbortSignal }) => Promise<{ SecretString?: string; VersionId?: string }>; destroy: () => void };
  GetSecretValueCommand: new (input: { SecretId: string; VersionStage: string }) => object;
}

export interface AwsSecretOptions {
  /** Name or ARN of the secret. */
  secretId: string;
  /** Field of a secret that is JSON; default: `client_secret`, `clientSecret`, `secret` or `value`. */
  field?: string;
  /** Configuration of the vendor's client: `region`, `credentials`, `endpoint`; default: what the vendor's client finds by itself. */
  client?: object;
}

const PACKAGE = '@aws-sdk/client-secrets-manager';

/** A secret in AWS Secrets Manager: its current version; once that is refused, the pending one of a rotation as well. Needs the vendor's client. */
export function awsSecret({ secretId, field, client: config = {} }: AwsSecretOptions): SecretProvider {
  let opened: Promise<{ module: SecretsManager; client: InstanceType<SecretsManager['SecretsManagerClient']> }> | undefined;
  const open = async () => {
    const module = await loadPeer<SecretsManager>(PACKAGE, () => import(PACKAGE));
    return { module, client: new module.SecretsManagerClient(config) };
  };

  async function read(stage: string, signal: AbortSignal): Promise<Credential> {
    const { module, client } = await (opened ??= open());
    try {
      const { SecretString: text } = await client.send(new module.GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }), { abortSignal: signal });
      if (text === undefined) throw new SecretError('malformed', `AWS secret ${secretId} is binary; a text is needed`);
      return credentialOf(text, field, `AWS secret ${secretId}`);
    } catch (error) {
      throw error instanceof SecretError ? error : refusal(error, secretId);
    }
  }

  return {
    get: async ({ reason, signal }) => {
      const current = await read('AWSCURRENT', signal);
      const pending = reason === 'rejected' ? await read('AWSPENDING', signal).catch(() => undefined) : undefined;
      return credentialsOf(pending === undefined || pending.secret.digest() === current.secret.digest() ? [current] : [current, pending]);
    },
    close: async () => {
      (await opened)?.client.destroy();
    },
  };
}

/** By the names of the service's errors (API reference of GetSecretValue); their messages may quote requests. */
function refusal(error: unknown, secretId: string): SecretError {
  const name = error instanceof Error ? error.name : 'unknown';
  const at = `AWS Secrets Manager did not give ${secretId}: ${/^[A-Za-z]{1,60}$/.test(name) && name !== 'Error' ? name : faultOf(error)}`;
  if (name === 'ResourceNotFoundException') return new SecretError('missing', at);
  if (/AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|CredentialsProviderError|DecryptionFailure/.test(name)) return new SecretError('denied', at);
  return new SecretError('unavailable', at);
}
