import { chmodSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SecretError } from '../../../src/auth/errors.js';
import { Secret } from '../../../src/auth/secret.js';
import type { Credentials, SecretProvider, SecretRequest } from '../../../src/auth/secret-provider.js';
import { remembered, twoClients } from '../../../src/auth/secrets/compose.js';
import { environmentSecret } from '../../../src/auth/secrets/environment.js';
import { fileSecret } from '../../../src/auth/secrets/file.js';
import { openSecret } from '../../../src/auth/secrets/open-secret.js';
import { parseReference, REFERENCE_FORMS } from '../../../src/auth/secrets/reference.js';
import { credentialsOf } from '../../../src/auth/secrets/secret-fields.js';
import { tempTree } from '../../node/temp-tree.js';

const get = (provider: SecretProvider, reason: SecretRequest['reason'] = 'mint'): Promise<Credentials> => provider.get({ reason, signal: new AbortController().signal });
const told = ({ candidates }: Credentials): unknown => candidates.map(({ clientId, secret }) => [clientId, secret.reveal()]);
const failure = (provider: SecretProvider): Promise<unknown> => get(provider).catch((error: unknown) => error);

function file(text: string, mode = 0o600): string {
  const name = `${tempTree({ secret: text })}/secret`;
  chmodSync(name, mode);
  return name;
}

describe('a secret in a file', () => {
  it.each<[string, string, unknown]>([
    ['a line', 'canary-line\n', [[undefined, 'canary-line']]],
    ['JSON', '{"client_id":"c","client_secret":"canary-json"}', [['c', 'canary-json']]],
    ['JSON of another spelling', '{"clientId":"c","clientSecret":"canary-json"}', [['c', 'canary-json']]],
  ])('is %s', async (_, text, expected) => {
    expect(told(await get(fileSecret(file(text))))).toEqual(expected);
  });

  it('is read anew, through a link that an orchestrator swaps', async () => {
    const folder = tempTree({ one: 'canary-one', two: 'canary-two' });
    chmodSync(`${folder}/one`, 0o400);
    chmodSync(`${folder}/two`, 0o400);
    symlinkSync('one', `${folder}/secret`);
    const provider = fileSecret(`${folder}/secret`);
    const first = await get(provider);
    symlinkSync('two', `${folder}/next`);
    renameSync(`${folder}/next`, `${folder}/secret`);
    const second = await get(provider);
    expect([told(first), told(second), first.version === second.version]).toEqual([[[undefined, 'canary-one']], [[undefined, 'canary-two']], false]);
  });

  it.each<[string, () => SecretProvider, string, RegExp]>([
    ['others can read', () => fileSecret(file('canary', 0o644)), 'unsafe', /mode 644/],
    ['its group can read', () => fileSecret(file('canary', 0o640)), 'unsafe', /640/],
    ['others can change', () => fileSecret(file('canary', 0o642), { allowGroup: true }), 'unsafe', /642/],
    ['is empty', () => fileSecret(file(' \n')), 'missing', /is empty/],
    ['has several lines', () => fileSecret(file('canary a\nb')), 'malformed', /several words/],
    ['is broken JSON', () => fileSecret(file('{"canary')), 'malformed', /begins like JSON/],
    ['has other fields', () => fileSecret(file('{"canaryless":"canary"}')), 'missing', /its fields: canaryless/],
    ['is too long', () => fileSecret(file('x'.repeat(70_000))), 'malformed', /65536 bytes/],
    ['is none', () => fileSecret('/nowhere/secret'), 'missing', /there is no file/],
    ['is a folder', () => fileSecret(tempTree({ x: '' })), 'malformed', /is no file/],
  ])('that %s is refused', async (_, provide, code, message) => {
    const error = await failure(provide());
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect(inspect(error).replaceAll('canaryless', '')).not.toContain('canary');
  });

  it('that its group can read is taken where that is said', async () => {
    expect(told(await get(fileSecret(file('canary', 0o440), { allowGroup: true })))).toEqual([[undefined, 'canary']]);
  });
});

describe('a secret in the environment', () => {
  it('has to be asked for', async () => {
    expect(() => environmentSecret('X', { allowInsecureSource: false })).toThrow('allowInsecureSource: the variable X is no safe place');
    expect(told(await get(environmentSecret('X', { allowInsecureSource: true }, { X: 'canary' })))).toEqual([[undefined, 'canary']]);
    expect(await failure(environmentSecret('X', { allowInsecureSource: true }, {}))).toMatchObject({ code: 'missing' });
  });
});

describe('stores together', () => {
  const store = (...values: (string | Error)[]): SecretProvider & { asked: number } => {
    const own = {
      asked: 0,
      get: () => {
        const value = values[Math.min(own.asked, values.length - 1)] ?? '';
        own.asked += 1;
        return value instanceof Error ? Promise.reject(value) : Promise.resolve(credentialsOf([{ secret: new Secret(value) }]));
      },
    };
    return own;
  };

  it('remember for a while, but not what was refused', async () => {
    let time = 0;
    const inner = store('a', 'b', 'c');
    const provider = remembered(inner, 1_000, () => time);
    expect([told(await get(provider)), told(await get(provider))]).toEqual([[[undefined, 'a']], [[undefined, 'a']]]);
    expect(told(await get(provider, 'rejected'))).toEqual([[undefined, 'b']]);
    time = 1_000;
    expect([told(await get(provider)), inner.asked]).toEqual([[[undefined, 'c']], 3]);
  });

  it('give two clients, and one when the other is out of reach', async () => {
    expect(told(await get(twoClients(store('a'), store('b'), ['A', 'B'])))).toEqual([['A', 'a'], ['B', 'b']]);
    const down = new SecretError('unavailable', 'down');
    expect(told(await get(twoClients(store(down), store('b'), ['A', 'B'])))).toEqual([['B', 'b']]);
    expect(await failure(twoClients(store(down), store(down)))).toBe(down);
  });
});

describe('a reference to a secret', () => {
  it.each<[string, unknown]>([
    ['env:GENESYS_SECRET', { store: 'env', name: 'GENESYS_SECRET' }],
    ['file:/run/secrets/x', { store: 'file', path: '/run/secrets/x' }],
    ['vault:secret/genesys/x#own', { store: 'vault', path: 'secret/genesys/x', field: 'own' }],
    ['aws-sm:arn:aws:secretsmanager:eu-west-1:1:secret:x', { store: 'aws-sm', secretId: 'arn:aws:secretsmanager:eu-west-1:1:secret:x' }],
    ['azure-kv:team/x', { store: 'azure-kv', vaultUrl: 'https://team.vault.azure.net', name: 'x' }],
    ['azure-kv:https://team.vault.azure.net/secrets/x', { store: 'azure-kv', vaultUrl: 'https://team.vault.azure.net', name: 'x' }],
  ])('is read: %s', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  it.each(['canary-secret', 'env:', 'env:A B', 'vault:x', 'azure-kv:x', 'other:canary', ''])('is refused without showing it: "%s"', (text) => {
    let message = '';
    try {
      parseReference(text);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(REFERENCE_FORMS.join(', '));
    expect(message).not.toContain('canary');
  });

  it('opens the store that it names', async () => {
    const folder = tempTree({ secret: 'canary' });
    writeFileSync(`${folder}/own`, 'canary', { mode: 0o600 });
    expect(told(await get(await openSecret('file:own', { folder })))).toEqual([[undefined, 'canary']]);
    await expect(openSecret('env:X')).rejects.toThrow('allowInsecureSource');
    await expect(openSecret('vault:a/b', { env: {} })).rejects.toThrow('VAULT_ADDR');
    expect(await failure(await openSecret('aws-sm:x'))).toMatchObject({ code: 'no-peer', message: 'the package @aws-sdk/client-secrets-manager is not installed: npm install @aws-sdk/client-secrets-manager' });
    await expect(openSecret('azure-kv:a/b')).rejects.toMatchObject({ code: 'no-peer' });
  });
});
