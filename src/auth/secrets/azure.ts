import { faultOf } from '../exchange.js';
import { SecretError } from '../errors.js';
import type { Credential, SecretProvider } from '../secret-provider.js';
import { loadPeer } from './peer.js';
import { credentialOf, credentialsOf } from './secret-fields.js';

/** What is used of `@azure/keyvault-secrets`. */
interface KeyVaultSecrets {
  SecretClient: new (url: string, credential: AzureCredential, options?: object) => {
    getSecret: (name: string, options: { version?: string; abortSignal: AbortSignal }) => Promise<{ value?: string }>;
    listPropertiesOfSecretVersions: (name: string, options: { abortSignal: AbortSignal }) => AsyncIterable<{ version?: string; enabled?: boolean; createdOn?: Date }>;
  };
}

/** Any credential of `@azure/identity`, or another that gives tokens. */
export interface AzureCredential {
  getToken: (scopes: string | string[], options?: object) => Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

export interface AzureSecretOptions {
  /** e.g. `https://team.vault.azure.net`. */
  vaultUrl: string;
  name: string;
  /** Field of a secret that is JSON; default: `client_secret`, `clientSecret`, `secret` or `value`. */
  field?: string;
  credential: AzureCredential;
  /** Options of the vendor's client. */
  client?: object;
}

const PACKAGE = '@azure/keyvault-secrets';
/** How many versions are tried when the latest is refused. */
const MOST_VERSIONS = 3;

/** A secret in Azure Key Vault: its latest version; once that is refused, other enabled ones as well. Needs the vendor's client. */
export function azureSecret({ vaultUrl, name, field, credential, client: options }: AzureSecretOptions): SecretProvider {
  let opened: Promise<InstanceType<KeyVaultSecrets['SecretClient']>> | undefined;
  const open = async () => new (await loadPeer<KeyVaultSecrets>(PACKAGE, () => import(PACKAGE))).SecretClient(vaultUrl, credential, options);
  const place = `Azure Key Vault's ${name}`;

  async function read(version: string | undefined, signal: AbortSignal): Promise<Credential> {
    const { value } = await (await (opened ??= open())).getSecret(name, { abortSignal: signal, ...(version !== undefined && { version }) });
    return credentialOf(value ?? '', field, place);
  }

  async function others(signal: AbortSignal): Promise<Credential[]> {
    const versions: { version: string; created: number }[] = [];
    for await (const { version, enabled, createdOn } of (await (opened ??= open())).listPropertiesOfSecretVersions(name, { abortSignal: signal })) {
      if (version !== undefined && enabled !== false) versions.push({ version, created: createdOn?.getTime() ?? 0 });
    }
    const newest = versions.sort((a, b) => b.created - a.created).slice(0, MOST_VERSIONS);
    return Promise.all(newest.map(({ version }) => read(version, signal)));
  }

  return {
    get: async ({ reason, signal }) => {
      try {
        const latest = await read(undefined, signal);
        const more = reason === 'rejected' ? await others(signal).catch(() => []) : [];
        return credentialsOf([latest, ...more.filter((one) => one.secret.digest() !== latest.secret.digest())]);
      } catch (error) {
        throw error instanceof SecretError ? error : refusal(error, place);
      }
    },
  };
}

function refusal(error: unknown, place: string): SecretError {
  const status = (error as { statusCode?: unknown }).statusCode;
  const at = `${place} could not be read (${typeof status === 'number' ? status : faultOf(error)})`;
  if (status === 404) return new SecretError('missing', at);
  if (status === 401 || status === 403) return new SecretError('denied', at);
  return new SecretError('unavailable', at);
}
