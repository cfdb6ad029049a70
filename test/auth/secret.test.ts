import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/auth/secret.js';

const CLEAR = 'kX93-clear-value';

describe('a secret', () => {
  const secret = new Secret(CLEAR);

  it('is shown to the one who asks for it', () => {
    expect(secret.reveal()).toBe(CLEAR);
  });

  it.each([
    ['a string', String(secret)],
    ['a joined text', ['is', secret].join(' ')],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { depth: Infinity, showHidden: true, getters: true })],
    ['an error', inspect(new Error('x', { cause: secret }), { depth: Infinity })],
    ['a structured clone', inspect(structuredClone(secret))],
    ['its own keys', JSON.stringify(Object.getOwnPropertyNames(secret))],
  ])('is hidden in %s', (_, text) => {
    expect(text).not.toContain('clear');
  });

  it('is told from another by its fingerprint', () => {
    expect(secret.fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(new Secret(CLEAR).fingerprint).toBe(secret.fingerprint);
    expect(new Secret('other').fingerprint).not.toBe(secret.fingerprint);
  });
});
