import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBroker, type Broker, type BrokerConfig } from '../../../src/auth/broker/broker.js';
import type { TokenSource } from '../../../src/auth/broker/token-source.js';
import { AuthError } from '../../../src/auth/errors.js';
import { Secret } from '../../../src/auth/secret.js';
import { ask, basic, logIn } from './ask.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const CANARY = 'canary-token-5d1';

interface Slot extends TokenSource {
  sent: { url: string; method: string; headers: Record<string, string>; body: string }[];
  invalidated: string[];
  fails: boolean;
}

function slotWith(token: string): Slot {
  const slot: Slot = {
    sent: [],
    invalidated: [],
    fails: false,
    get: () => (slot.fails ? Promise.reject(new AuthError('transient', `${CANARY} is not to be seen`)) : Promise.resolve({ token: new Secret(token), expiresIn: 600 })),
    invalidate: (one) => slot.invalidated.push(one),
    fetch: async (url, init) => {
      slot.sent.push({ url, method: init.method ?? '', headers: Object.fromEntries(new Headers(init.headers)), body: await new Response(init.body).text() });
      return new Response('{"entities":[]}', { status: 207, headers: { 'content-type': 'application/json', 'inin-correlation-id': 'c-1', 'set-cookie': 'a=b' } });
    },
    isLive: () => !slot.fails,
    status: () => ({ state: 'fresh', fingerprint: new Secret(token).fingerprint }),
    close: () => Promise.resolve(),
  };
  return slot;
}

const folder = mkdtempSync(path.join(tmpdir(), 'broker-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const at = (name: string): string => path.join(folder, name);
const allowRoot = true;

describe('the broker', () => {
  const slots = [slotWith(`${CANARY}-0`), slotWith(`${CANARY}-1`)];
  const config: BrokerConfig = {
    allowRoot,
    port: { port: 0 },
    callerRate: { perSecond: 1, burst: 20 },
    services: {
      local: { client: 'sync', socket: at('run/local.sock') },
      wallboard: { client: 'sync', handleDigest: digest('w-handle') },
      other: { client: 'sync', handleDigest: digest('o-handle') },
      eager: { client: 'sync', handleDigest: digest('e-handle') },
      page: { client: 'sync', handleDigest: digest('p-handle'), mode: 'inject', allow: ['GET /api/v2/users/{userId}', 'POST /api/v2/users/search'] },
    },
  };
  let broker: Broker;
  let shared: { port: number };
  const local = { socketPath: at('run/local.sock') };
  const wallboard = { authorization: basic('wallboard', 'w-handle') };
  const own = { 'x-genesys-broker': '1' };

  beforeAll(async () => {
    broker = await openBroker(config, new Map([['sync', { api: 'https://api.example.test', slots }]]));
    shared = { port: broker.port ?? 0 };
  });
  afterAll(async () => {
    await broker.close(100);
    expect(existsSync(local.socketPath)).toBe(false);
  });

  it('gives a service of its own socket the token', async () => {
    const { status, headers, body } = await logIn(local);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'x-genesys-broker': '1', 'cache-control': 'no-store', 'content-type': 'application/json' });
    expect(body).toMatch(/^\{"access_token":"canary-token-5d1-[01]","token_type":"bearer","expires_in":600\}$/);
  });

  it('gives a service that shows its handle the same token each time', async () => {
    const host = `127.0.0.1:${shared.port}`;
    const answers = await Promise.all([1, 2, 3].map(() => logIn(shared, { host, ...wallboard })));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    const inBody = await logIn(shared, { host }, 'grant_type=client_credentials&client_id=wallboard&client_secret=w-handle');
    expect(inBody.body).toBe(answers[0]?.body);
  });

  it.each<[number, string, Record<string, string>, string?]>([
    [401, 'invalid_client', { authorization: basic('wallboard', 'o-handle') }],
    [401, 'invalid_client', { authorization: basic('nobody', 'w-handle') }],
    [401, 'invalid_client', {}],
    [401, 'invalid_client', { authorization: basic('local', '') }],
    [400, 'unsupported_grant_type', wallboard, 'grant_type=password'],
    [400, 'invalid_scope', wallboard, 'grant_type=client_credentials&scope=users'],
    [400, 'invalid_request', wallboard, 'grant_type=client_credentials&grant_type=client_credentials'],
    [400, 'invalid_request', { ...wallboard, 'content-type': 'application/json' }, '{}'],
    [413, 'invalid_request', wallboard, `grant_type=client_credentials&x=${'x'.repeat(9000)}`],
    [403, 'access_denied', { ...wallboard, origin: 'https://page.example' }],
    [403, 'access_denied', { ...wallboard, host: 'evil.example' }],
    [403, 'access_denied', { ...wallboard, 'x-forwarded-for': '1.2.3.4' }],
  ])('answers %i %s for %j', async (status, error, headers, body) => {
    const answer = await logIn(shared, { host: `localhost:${shared.port}`, ...headers }, body);
    expect([answer.status, (JSON.parse(answer.body) as { error: string }).error]).toEqual([status, error]);
    expect(answer.headers['x-genesys-broker']).toBe('1');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('tells a service that asks too often when to come again', async () => {
    const host = `127.0.0.1:${shared.port}`;
    const answers = await Promise.all(Array.from({ length: 22 }, () => logIn(shared, { host, authorization: basic('eager', 'e-handle') })));
    const late = answers.filter(({ status }) => status === 429);
    expect(late.length).toBeGreaterThanOrEqual(1);
    expect(late.every(({ headers }) => headers['retry-after'] === '1')).toBe(true);
  });

  it('adds the token to what a service sends in inject mode, and gives it an opaque handle', async () => {
    const host = `localhost:${shared.port}`;
    const login = await logIn(shared, { host, authorization: basic('page', 'p-handle') });
    const { access_token: handle } = JSON.parse(login.body) as { access_token: string };
    expect(login.body).not.toContain(CANARY);
    const headers = { host, authorization: `Bearer ${handle}`, accept: 'application/json', cookie: 'a=b', 'x-custom': '1', connection: 'x-custom' };
    const answer = await ask({ ...shared, path: '/api/v2/users/7?expand=roles', headers });
    expect([answer.status, answer.body, answer.headers['inin-correlation-id'], answer.headers['set-cookie']]).toEqual([207, '{"entities":[]}', 'c-1', undefined]);
    const sent = slots.flatMap((slot) => slot.sent).at(-1);
    expect(sent).toEqual({ url: 'https://api.example.test/api/v2/users/7?expand=roles', method: 'GET', headers: { accept: 'application/json' }, body: '' });
    const posted = await ask({ ...shared, method: 'POST', path: '/api/v2/users/search', headers: { host, authorization: basic('page', 'p-handle'), 'content-type': 'application/json' } }, '{"q":1}');
    expect(posted.status).toBe(207);
    expect(slots.flatMap((slot) => slot.sent).find(({ method }) => method === 'POST')?.body).toBe('{"q":1}');
  });

  it.each([
    ['DELETE', '/api/v2/users/7', 403],
    ['GET', '/api/v2/users/7/roles', 403],
    ['GET', '/api/v2/users/%2e%2e', 400],
    ['GET', '/api/v2/users/../oauth', 400],
  ])('keeps %s %s back in inject mode', async (method, target, status) => {
    const before = slots.flatMap((slot) => slot.sent).length;
    const answer = await ask({ ...shared, method, path: target, headers: { host: `localhost:${shared.port}`, authorization: basic('page', 'p-handle') } });
    expect(answer.status).toBe(status);
    expect(slots.flatMap((slot) => slot.sent)).toHaveLength(before);
  });

  it('sends nothing for an unknown handle', async () => {
    const answer = await ask({ ...shared, path: '/api/v2/users/7', headers: { host: `localhost:${shared.port}`, authorization: `Bearer ${CANARY}` } });
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain(CANARY);
  });

  it('passes a refused token on by its digest, for those it knows', async () => {
    const path = '/v1/invalidate';
    const body = JSON.stringify({ sha256: digest('t') });
    expect((await ask({ ...local, path, method: 'POST', headers: own }, body)).status).toBe(202);
    expect(slots.flatMap((slot) => slot.invalidated)).toEqual([digest('t')]);
    expect((await ask({ ...local, path, method: 'POST', headers: own }, '{"sha256":"x"}')).status).toBe(400);
    expect((await ask({ ...local, path, method: 'POST' }, body)).status).toBe(403);
    expect((await ask({ ...shared, path, method: 'POST', headers: { ...own, host: `localhost:${shared.port}` } }, body)).status).toBe(401);
  });

  it('shows its state without a secret', async () => {
    const { status, body } = await ask({ ...local, path: '/v1/status', headers: own });
    expect(status).toBe(200);
    expect(body).not.toMatch(/canary|handle/);
    expect(JSON.parse(body)).toMatchObject({ clients: { sync: [{ state: 'fresh' }, { state: 'fresh' }] }, services: { page: { client: 'sync', mode: 'inject' } } });
    expect((await ask({ ...local, path: '/healthz' })).status).toBe(200);
    expect((await ask({ ...local, path: '/readyz' })).status).toBe(200);
    expect((await ask({ ...local, path: '/elsewhere' })).status).toBe(404);
  });

  it('answers 503 without a word of the cause while no token can be had', async () => {
    slots.forEach((slot) => (slot.fails = true));
    const answer = await logIn(local);
    expect([answer.status, (await ask({ ...local, path: '/readyz' })).status]).toEqual([503, 503]);
    expect(answer.body).toContain('(transient)');
    expect(answer.body).not.toContain(CANARY);
    slots.forEach((slot) => (slot.fails = false));
  });

  it('lets nobody else open its socket', () => {
    expect(statSync(local.socketPath).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(local.socketPath)).mode & 0o777).toBe(0o700);
  });

  it('cuts off who is slow to say what it wants', async () => {
    const socket = connect(local.socketPath);
    socket.write('POST /oauth/token HTTP/1.1\r\nHost: localhost\r\n');
    const begun = Date.now();
    await new Promise((resolve) => socket.once('close', resolve).resume());
    expect(Date.now() - begun).toBeLessThan(9_000);
  }, 12_000);
});

describe('a broker that cannot start', () => {
  const clients = new Map([['sync', { api: 'https://api.example.test', slots: [slotWith('t')] }]]);
  const service = (socket: string): BrokerConfig => ({ allowRoot, services: { local: { client: 'sync', socket } } });
  const opened: Broker[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((broker) => broker.close(0)));
  });

  it('says that nothing is to listen at', async () => {
    await expect(openBroker({ allowRoot, services: { local: { client: 'sync', handleDigest: digest('x') } } }, clients)).rejects.toThrow('port: there is neither a socket of a service nor a port');
  });

  it('does not listen beyond loopback without certificates', async () => {
    await expect(openBroker({ ...service(at('a.sock')), port: { host: '0.0.0.0', port: 0 } }, clients)).rejects.toThrow('listen.port.host: 0.0.0.0 is not loopback');
    expect(existsSync(at('a.sock'))).toBe(false);
  });

  it('leaves the socket of a living broker and a file that is none alone', async () => {
    opened.push(await openBroker(service(at('b.sock')), clients));
    await expect(openBroker(service(at('b.sock')), clients)).rejects.toThrow('another broker answers at this socket');
    writeFileSync(at('c.sock'), 'text');
    await expect(openBroker(service(at('c.sock')), clients)).rejects.toThrow('a file that is no socket');
  });
});
