import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCallerRates } from '../../../src/auth/broker/caller-rate.js';
import { identifyService } from '../../../src/auth/broker/identify.js';
import { createOpaqueHandles } from '../../../src/auth/broker/opaque-handles.js';
import { readServices, type ServiceConfig } from '../../../src/auth/broker/services.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const services = readServices(
  {
    wallboard: { client: 'sync', handleDigest: digest('w-handle') },
    nightly: { client: 'sync', handleDigest: digest('n-handle') },
    local: { client: 'sync', socket: '/run/local.sock' },
  },
  new Set(['sync']),
);
const nameOf = (introduction: Parameters<typeof identifyService>[1]): string | undefined => identifyService(services, introduction)?.name;

describe('who a caller is', () => {
  it('is told by its handle, in the header or the body', () => {
    expect(nameOf({ authorization: basic('wallboard', 'w-handle') })).toBe('wallboard');
    expect(nameOf({ authorization: basic('wall%62oard', 'w%2Dhandle') })).toBe('wallboard');
    expect(nameOf({ form: { id: 'nightly', secret: 'n-handle' } })).toBe('nightly');
  });

  it('is told by its socket, whatever it shows', () => {
    expect(nameOf({ socketOf: 'local', authorization: basic('wallboard', 'w-handle') })).toBe('local');
  });

  it.each([
    ['the handle of another', basic('wallboard', 'n-handle')],
    ['no handle', basic('wallboard', '')],
    ['an unknown service', basic('nobody', 'w-handle')],
    ['a service that has only a socket', basic('local', '')],
    ['a bearer token', 'Bearer w-handle'],
    ['no colon', `Basic ${Buffer.from('wallboard').toString('base64')}`],
    ['nothing', ''],
  ])('is not told by %s', (_, authorization) => {
    expect(nameOf({ authorization })).toBeUndefined();
  });
});

describe('the services of a configuration', () => {
  const read = (service: ServiceConfig, name = 'a'): unknown => readServices({ b: { client: 'sync', socket: '/run/b' }, [name]: service }, new Set(['sync']));

  it.each<[string, ServiceConfig, string?]>([
    ['services.a.client: there is no client `x`; there are: sync', { client: 'x', socket: '/run/a' }],
    ['services.a: either `handleDigest` or `socket`', { client: 'sync' }],
    ['services.a.handleDigest: a SHA-256', { client: 'sync', handleDigest: 'clear' }],
    ['services.a.socket: the socket is that of `b`', { client: 'sync', socket: '/run/b' }],
    ['services.a.allow: an allow list holds in inject mode only', { client: 'sync', socket: '/run/a', allow: [] }],
    ['services.a.allow[0]: `users` is no row', { client: 'sync', socket: '/run/a', mode: 'inject', allow: ['users'] }],
    ['services.a/b: a name is', { client: 'sync', socket: '/run/a' }, 'a/b'],
  ])('are refused: %s', (message, service, name) => {
    expect(() => read(service, name)).toThrow(message);
  });
});

describe('opaque handles', () => {
  it('stand for their service until they end', () => {
    let time = 0;
    const handles = createOpaqueHandles(() => time);
    const handle = handles.issue('wallboard', 60);
    expect(handle).toMatch(/^[\w-]{43}$/);
    expect(handles.serviceOf(handle)).toBe('wallboard');
    expect(handles.serviceOf('another')).toBeUndefined();
    time = 60_000;
    expect(handles.serviceOf(handle)).toBeUndefined();
  });

  it('are kept to a number', () => {
    const handles = createOpaqueHandles(() => 0, 3);
    const all = Array.from({ length: 5 }, () => handles.issue('wallboard', 60));
    expect(all.map((handle) => handles.serviceOf(handle) !== undefined)).toEqual([false, false, true, true, true]);
  });
});

describe('the rate of a caller', () => {
  it('is its own', () => {
    let time = 0;
    const wait = createCallerRates({ perSecond: 2, burst: 2 }, () => time);
    expect([wait('a'), wait('a'), wait('a'), wait('b')]).toEqual([0, 0, 1, 0]);
    time = 500;
    expect([wait('a'), wait('a')]).toEqual([0, 1]);
  });
});
