import type { Fetch } from '../exchange.js';
import { faultOf } from '../exchange.js';
import { SecretError } from '../errors.js';
import type { Secret } from '../secret.js';

export interface VaultPort {
  origin: string;
  namespace?: string;
  fetch: Fetch;
}

export interface VaultRequest {
  method: 'GET' | 'POST';
  /** Below the origin, encoded. */
  path: string;
  token?: Secret;
  body?: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
}

const TIME = 10_000;
const MOST_BYTES = 256 * 1024;

/** Asks Vault. Throws a SecretError that names the path and the status; what Vault answered is not repeated. */
export async function askVault({ origin, namespace, fetch }: VaultPort, { method, path, token, body, signal }: VaultRequest): Promise<Readonly<Record<string, unknown>>> {
  const headers = {
    'x-vault-request': 'true',
    accept: 'application/json',
    ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
    ...(token !== undefined && { 'x-vault-token': token.reveal() }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}${path}`, { method, headers, redirect: 'manual', signal: AbortSignal.any([signal, AbortSignal.timeout(TIME)]), ...(body !== undefined && { body: JSON.stringify(body) }) });
    text = await response.text();
  } catch (error) {
    throw new SecretError('unavailable', `Vault at ${origin} could not be reached (${faultOf(error)})`);
  }
  if (response.status === 204) return {};
  if (!response.ok) throw refusal(response.status, path, origin);
  if (text.length > MOST_BYTES) throw new SecretError('malformed', `Vault's answer for ${path} is too long`);
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new SecretError('unavailable', `Vault at ${origin} answered ${response.status} without JSON; is it Vault that answers there?`);
  }
}

/** developer.hashicorp.com/vault/api-docs, "HTTP status codes". */
function refusal(status: number, path: string, origin: string): SecretError {
  const at = `Vault answered ${status} for ${path}`;
  if (status === 403) return new SecretError('denied', `${at}: the login or its policies do not let it be read`);
  if (status === 404) return new SecretError('missing', `${at}: there is no such secret or mount (KV 1 and 2 have other paths)`);
  if (status === 400) return new SecretError('denied', `${at}: the login was refused (role, secret id or JWT)`);
  if (status === 307 || status === 308) return new SecretError('unavailable', `${at}: ${origin} sends on to another server, which is not followed; name the active one`);
  if (status === 503) return new SecretError('unavailable', `${at}: it is sealed or under maintenance`);
  return new SecretError('unavailable', at);
}
