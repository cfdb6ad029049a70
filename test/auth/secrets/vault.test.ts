import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credentials, SecretProvider } from '../../../src/auth/secret-provider.js';
import { vaultSecret, type VaultSecretOptions } from '../../../src/auth/secrets/vault.js';
import type { VaultAuth } from '../../../src/auth/secrets/vault-login.js';
import { tempTree } from '../../node/temp-tree.js';
import { startVault, type FakeVault } from './fake-vault.js';

const APPROLE: VaultAuth = { method: 'approle', roleId: 'role', secretId: () => 'canary-secret-id' };
let vault: FakeVault;
beforeEach(async () => {
  vault = await startVault();
  vault.secrets.set('secret/genesys/sync', { version: 3, fields: { client_id: 'c-1', client_secret: 'canary-value' } });
});
afterEach(() => vault.close());

const open = (options: Partial<VaultSecretOptions> = {}): SecretProvider => vaultSecret({ address: vault.address, path: 'secret/genesys/sync', auth: APPROLE, ...options });
const get = (provider: SecretProvider): Promise<Credentials> => provider.get({ reason: 'mint', signal: AbortSignal.timeout(5_000) });
const told = ({ candidates }: Credentials): unknown => candidates.map(({ clientId, secret }) => [clientId, secret.reveal()]);

describe('a secret in Vault', () => {
  it.each<[string, VaultAuth]>([
    ['a role', APPROLE],
    ['a token', { method: 'token', token: 'root-token' }],
    ['a JWT', { method: 'jwt', role: 'sync', jwt: 'canary-jwt' }],
  ])('is read after a login by %s', async (_, auth) => {
    expect(told(await get(open({ auth })))).toEqual([['c-1', 'canary-value']]);
    expect(vault.asked.at(-1)).toMatchObject({ method: 'GET', path: '/v1/secret/data/genesys/sync' });
  });

  it('is read after a login by files', async () => {
    const folder = tempTree({ token: 'root-token\n', jwt: 'canary-jwt' });
    expect(told(await get(open({ auth: { method: 'token-file', file: `${folder}/token` } })))).toEqual([['c-1', 'canary-value']]);
    expect(told(await get(open({ auth: { method: 'kubernetes', role: 'sync', jwtFile: `${folder}/jwt`, mount: 'k8s' } })))).toEqual([['c-1', 'canary-value']]);
    expect(vault.asked.some(({ path }) => path === '/v1/auth/k8s/login')).toBe(true);
  });

  it('is read from an engine of version 1, in a namespace, by its field', async () => {
    vault.secrets.set('kv/sync', { version: 0, fields: { own: 'canary-own' } });
    expect(told(await get(open({ path: 'kv/sync', kv: 1, field: 'own', namespace: 'team' })))).toEqual([[undefined, 'canary-own']]);
    expect(vault.asked.at(-1)).toEqual({ method: 'GET', path: '/v1/kv/sync', namespace: 'team' });
  });

  it('costs one login for many reads, and another when the token is refused', async () => {
    const provider = open();
    const first = await get(provider);
    await get(provider);
    expect(vault.asked.filter(({ path }) => path.endsWith('/login'))).toHaveLength(1);
    vault.revoke();
    vault.secrets.set('secret/genesys/sync', { version: 4, fields: { client_secret: 'canary-new' } });
    const second = await get(provider);
    expect(vault.asked.filter(({ path }) => path.endsWith('/login'))).toHaveLength(2);
    expect(second.version).not.toBe(first.version);
    await provider.close?.();
    expect(vault.asked.at(-1)?.path).toBe('/v1/auth/token/revoke-self');
  });

  it('has its version change with the secret alone where the store counts none', async () => {
    const provider = open({ auth: { method: 'token', token: 'root-token' } });
    expect((await get(provider)).version).toBe((await get(provider)).version);
  });

  it.each<[string, string, RegExp, (provider: FakeVault) => SecretProvider]>([
    ['a wrong login', 'denied', /400 .*role, secret id or JWT/, () => open({ auth: { method: 'approle', roleId: 'role', secretId: 'canary-wrong' } })],
    ['a token without rights', 'denied', /403/, () => open({ auth: { method: 'token', token: 'canary-none' } })],
    ['no secret', 'missing', /404/, () => open({ path: 'secret/none' })],
    ['no field', 'missing', /no field `x`; its fields: client_id, client_secret/, () => open({ field: 'x' })],
    ['a sealed store', 'unavailable', /503.*sealed/, () => { vault.faults.push(503); return open(); }],
    ['a standby', 'unavailable', /307.*not followed/, () => { vault.faults.push(307); return open(); }],
    ['no store', 'unavailable', /could not be reached \(ECONNREFUSED\)/, () => open({ address: 'http://127.0.0.1:65533' })],
  ])('is told missing for %s: %s', async (_, code, message, provide) => {
    const error: unknown = await get(provide(vault)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SecretError', code, message: expect.stringMatching(message) as string });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('canary');
  });

  it.each<[Partial<VaultSecretOptions>, string]>([
    [{ address: 'http://vault.example' }, 'address: http://vault.example is not https'],
    [{ address: 'vault' }, 'address: the address of Vault is needed'],
    [{ path: 'secret' }, 'path: `secret` is no path'],
    [{ path: 'secret/../sys' }, 'path: `secret/../sys` is no path'],
  ])('is not asked for with %j', (options, message) => {
    expect(() => open(options)).toThrow(message);
  });
});
