import type { Fetch } from '../exchange.js';
import { OptionError, SecretError } from '../errors.js';
import { isLoopback } from '../region.js';
import type { Credentials, SecretProvider } from '../secret-provider.js';
import { credentialFrom, credentialsOf } from './secret-fields.js';
import { createVaultLogin, type VaultAuth } from './vault-login.js';
import { askVault, type VaultPort } from './vault-request.js';

export interface VaultSecretOptions {
  /** e.g. `https://vault.example.com:8200`. */
  address: string;
  /** Path of the secret with its mount, e.g. `secret/genesys/queue-sync`. */
  path: string;
  /** Field of the secret; default: `client_secret`, `clientSecret`, `secret` or `value`. */
  field?: string;
  /** Mount of the KV engine, where it has more than one segment; default: the first of the path. */
  mount?: string;
  /** Version of the KV engine; default 2. */
  kv?: 1 | 2;
  /** Namespace (Vault Enterprise, HCP). */
  namespace?: string;
  auth: VaultAuth;
  fetch?: Fetch;
  /** Handed to `fetch`: a dispatcher of undici, for a CA or a client certificate of your own. */
  dispatcher?: unknown;
}

/** A secret in HashiCorp Vault's KV engine (developer.hashicorp.com/vault/api-docs/secret/kv). Throws an OptionError. */
export function vaultSecret(options: VaultSecretOptions): SecretProvider {
  const port = readPort(options);
  const url = dataUrl(options);
  const login = createVaultLogin(options.auth, port);

  async function read(signal: AbortSignal): Promise<Credentials> {
    const token = await login.token(signal);
    const body = await askVault(port, { method: 'GET', path: url, token, signal });
    const { fields, version } = readData(body, options);
    const credential = credentialFrom(fields, options.field, `Vault's ${options.path}`);
    const credentials = credentialsOf([credential]);
    return version === undefined ? credentials : { ...credentials, version: `${version}-${credentials.version}` };
  }

  return {
    get: async ({ signal }) => {
      try {
        return await read(signal);
      } catch (error) {
        if (!(error instanceof SecretError) || error.code !== 'denied') throw error;
        // The token may have been revoked, or its policies changed: one new login tells.
        login.forget();
        return read(signal);
      }
    },
    close: login.close,
  };
}

function readPort({ address, namespace, fetch = (input, init) => globalThis.fetch(input, init), dispatcher }: VaultSecretOptions): VaultPort {
  if (!URL.canParse(address)) throw new OptionError('address: the address of Vault is needed, e.g. https://vault.example.com:8200');
  const { protocol, hostname, origin } = new URL(address);
  if (protocol !== 'https:' && !isLoopback(hostname)) throw new OptionError(`address: ${origin} is not https; only loopback may be plain HTTP`);
  return { origin, ...(namespace !== undefined && { namespace }), fetch: dispatcher === undefined ? fetch : (input, init) => fetch(input, { ...init, dispatcher } as RequestInit) };
}

function dataUrl({ path, mount, kv = 2 }: VaultSecretOptions): string {
  const clean = path.replace(/^\/+|\/+$/g, '');
  const at = mount?.replace(/^\/+|\/+$/g, '') ?? clean.split('/', 1)[0] ?? '';
  const rest = clean.startsWith(`${at}/`) ? clean.slice(at.length + 1) : clean;
  if (at === '' || rest === '' || rest === at || /(?:^|\/)\.\.?(?:\/|$)/.test(clean)) throw new OptionError(`path: \`${path}\` is no path of a secret; it has a mount and a name, e.g. secret/genesys/queue-sync`);
  const name = kv === 2 ? `data/${rest.replace(/^data\//, '')}` : rest;
  return `/v1/${[...at.split('/'), ...name.split('/')].map(encodeURIComponent).join('/')}`;
}

function readData(body: Readonly<Record<string, unknown>>, { path, kv = 2 }: VaultSecretOptions): { fields: Readonly<Record<string, unknown>>; version?: number } {
  const data = asObject(body['data']);
  const fields = kv === 2 ? asObject(data?.['data']) : data;
  if (fields === undefined) throw new SecretError('malformed', `Vault's ${path} has no fields${kv === 2 ? '; is its KV engine of version 1 (`kv: 1`)?' : ''}`);
  const version = kv === 2 ? asObject(data?.['metadata'])?.['version'] : undefined;
  return { fields, ...(typeof version === 'number' && { version }) };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
