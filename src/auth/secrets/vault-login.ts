import { readFile } from 'node:fs/promises';
import { SecretError } from '../errors.js';
import { Secret } from '../secret.js';
import { askVault, type VaultPort } from './vault-request.js';

type Text = string | (() => string | Promise<string>);

/** How to log in to Vault. Texts may be functions, which are asked at each login. `mount`: where the method is mounted. */
export type VaultAuth =
  | { method: 'token'; token: Text }
  | { method: 'token-file'; file: string }
  | { method: 'approle'; roleId: Text; secretId: Text; mount?: string }
  | { method: 'kubernetes'; role: string; jwtFile?: string; mount?: string }
  | { method: 'jwt'; role: string; jwt: Text; mount?: string };

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token';

export interface VaultLogin {
  /** A token: the one of the last login until two thirds of its lease are over. */
  token: (signal: AbortSignal) => Promise<Secret>;
  forget: () => void;
  /** Revokes what was logged in for. */
  close: () => Promise<void>;
}

export function createVaultLogin(auth: VaultAuth, port: VaultPort, now: () => number = () => performance.now()): VaultLogin {
  let held: { token: Secret; until: number; own: boolean } | undefined;
  return {
    token: async (signal) => {
      if (held === undefined || now() >= held.until) held = await logIn(auth, port, now(), signal);
      return held.token;
    },
    forget: () => {
      held = undefined;
    },
    close: async () => {
      const last = held;
      held = undefined;
      if (last?.own === true) await askVault(port, { method: 'POST', path: '/v1/auth/token/revoke-self', token: last.token, signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    },
  };
}

async function logIn(auth: VaultAuth, port: VaultPort, begun: number, signal: AbortSignal): Promise<{ token: Secret; until: number; own: boolean }> {
  // A token that somebody else keeps alive is read anew each time.
  if (auth.method === 'token') return { token: new Secret(await textOf(auth.token)), until: begun, own: false };
  if (auth.method === 'token-file') return { token: new Secret(await fromFile(auth.file)), until: begun, own: false };
  const body = await askVault(port, { method: 'POST', path: `/v1/auth/${encodeURIComponent(auth.mount ?? auth.method)}/login`, body: await bodyOf(auth), signal });
  const { client_token: token, lease_duration: lease } = (body['auth'] ?? {}) as Record<string, unknown>;
  if (typeof token !== 'string' || token === '') throw new SecretError('malformed', 'Vault let the login through, but gave no token');
  // A lease of 0 does not end.
  const seconds = typeof lease === 'number' && lease > 0 ? (lease * 2) / 3 : Infinity;
  return { token: new Secret(token), until: begun + seconds * 1000, own: true };
}

async function bodyOf(auth: Exclude<VaultAuth, { method: 'token' | 'token-file' }>): Promise<Record<string, string>> {
  if (auth.method === 'approle') return { role_id: await textOf(auth.roleId), secret_id: await textOf(auth.secretId) };
  if (auth.method === 'jwt') return { role: auth.role, jwt: await textOf(auth.jwt) };
  return { role: auth.role, jwt: await fromFile(auth.jwtFile ?? SERVICE_ACCOUNT) };
}

async function textOf(text: Text): Promise<string> {
  return (typeof text === 'function' ? await text() : text).trim();
}

async function fromFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new SecretError('missing', `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
