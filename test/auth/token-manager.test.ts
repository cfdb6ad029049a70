import { describe, expect, it } from 'vitest';
import { ExchangeError, ManagerClosed, RateLimitedError } from '../../src/auth/errors.js';
import type { Fetch } from '../../src/auth/exchange.js';
import { fakeTime, type FakeTime } from './server/fake-time.js';
import type { Scripted } from './server/platform.js';
import { managerAt, platform } from './start.js';

const HOUR = 3_600_000;

/** A token endpoint in memory, so that time can be a test's own. Answers are given by a script; then each is a new token. */
function endpoint(time: FakeTime, expiresIn: unknown = 86_400): { fetch: Fetch; sentAt: number[]; script: (Scripted & { hang?: boolean })[]; expiresIn: unknown } {
  const made = {
    sentAt: [] as number[],
    script: [] as (Scripted & { hang?: boolean })[],
    expiresIn,
    fetch: ((_: unknown, init: RequestInit = {}) => {
      made.sentAt.push(time.now());
      const { status = 200, headers = {}, body, hang = false } = made.script.shift() ?? {};
      if (hang) return new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))));
      const text = body ?? { access_token: `t${made.sentAt.length}`, token_type: 'bearer', ...(made.expiresIn !== undefined && { expires_in: made.expiresIn }) };
      return Promise.resolve(new Response(status === 200 && body === '' ? null : typeof text === 'string' ? text : JSON.stringify(text), { status, headers }));
    }) as Fetch,
  };
  return made;
}

const HOSTS = { url: 'http://127.0.0.1:1' };
const throttled400: Scripted = { status: 400, body: { error: 'invalid_request', error_description: 'rate limit exceeded; try later' } };

describe('a token', () => {
  it('is had once and served from memory', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const tokens = await Promise.all(Array.from({ length: 100 }, () => manager.token()));
    expect(server.exchanges).toHaveLength(1);
    expect(new Set(tokens.map((token) => token.reveal())).size).toBe(1);
    expect(server.exchanges[0]).toMatchObject({ path: '/oauth/token', contentType: expect.stringContaining('application/x-www-form-urlencoded') as string, body: 'grant_type=client_credentials', authorization: `Basic ${Buffer.from('client:secret').toString('base64')}` });
  });

  it.each([1, 300, 600, 86_400, 38_880_000])('of %d s is renewed before it ends, as often as it has to be', async (life) => {
    const time = fakeTime();
    const server = endpoint(time, life);
    const manager = managerAt(HOSTS, { ...time, random: () => 0.5, fetch: server.fetch });
    await manager.token();
    const lives = life > 1e6 ? 2 : 20;
    for (let step = 0; step < lives * 4; step += 1) {
      await time.advance((life * 1000) / 4);
      expect((await manager.token()).remaining).toBeGreaterThan(0);
    }
    expect(server.sentAt.length).toBeGreaterThanOrEqual(lives);
    expect(server.sentAt.length).toBeLessThanOrEqual(lives * 2 + 3);
  });

  it('is renewed in the background, by no caller', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0.5 });
    await manager.token();
    await time.advance(24 * HOUR);
    expect(server.sentAt).toEqual([0, 86_085_000]);
    await manager.close();
    expect(time.pending()).toBe(0);
  });

  it('is renewed once by 500 callers over the time of its renewal, none of which fails', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0.5 });
    await manager.token();
    time.suspend(86_086_000);
    const tokens = await Promise.all(Array.from({ length: 500 }, () => manager.token()));
    expect(tokens).toHaveLength(500);
    await time.advance(0);
    expect(server.sentAt).toHaveLength(2);
  });

  it('is renewed at the first use after a sleep', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const first = await manager.token();
    time.suspend(30 * HOUR);
    expect((await manager.token()).reveal()).not.toBe(first.reveal());
    expect(server.sentAt).toHaveLength(2);
  });

  it('costs one exchange when the wall clock goes forward, none when it goes back', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    await manager.token();
    time.stepWall(-HOUR);
    await manager.token();
    expect(server.sentAt).toHaveLength(1);
    time.stepWall(30 * HOUR);
    await manager.token();
    await manager.token();
    expect(server.sentAt).toHaveLength(2);
  });

  it.each<[unknown, number]>([
    ['7200', 7_200],
    [undefined, 300],
    [-1, 300],
    ['soon', 300],
    [null, 300],
  ])('of life %j lives %d s', async (expiresIn, life) => {
    const time = fakeTime();
    const server = endpoint(time);
    server.expiresIn = expiresIn;
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    expect((await manager.token()).remaining).toBe(life * 1000);
    expect(manager.status().events['life.unknown'] ?? 0).toBe(life === 300 ? 1 : 0);
  });
});

describe('a renewal that fails', () => {
  it('leaves the token in use to its floor', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0.5 });
    const first = await manager.token();
    server.script.push(...Array.from({ length: 1_000 }, () => ({ status: 503, body: {} })));
    await time.advance(86_369_000);
    expect((await manager.token()).reveal()).toBe(first.reveal());
    expect(manager.status().events.stale).toBeGreaterThan(0);
    await time.advance(2_000);
    const asked = manager.token().catch((error: unknown) => error);
    await time.advance(60_000);
    expect(await asked).toMatchObject({ name: 'ExchangeError', code: 'transient', status: 503 });
  });

  it('makes the token expired within its buffer where stale ones are not served', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0.5, serveStale: false });
    await manager.token();
    server.script.push(...Array.from({ length: 1_000 }, () => ({ status: 500, body: {} })));
    await time.advance(86_101_000);
    const asked = manager.token().catch((error: unknown) => error);
    await time.advance(60_000);
    expect(await asked).toBeInstanceOf(ExchangeError);
  });

  it('waits in the buffer for a moment, and then serves what there is', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0 });
    const first = await manager.token();
    server.script.push({ hang: true });
    time.suspend(86_105_000);
    let served: string | undefined;
    void manager.token().then((token) => (served = token.reveal()));
    await time.advance(1_900);
    expect(served).toBeUndefined();
    await time.advance(200);
    expect(served).toBe(first.reveal());
  });

  it('is tried three times for a caller without a token', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push({ status: 500, body: 'x' }, { body: '' }, { body: '<html>' }, { status: 500, body: 'x' });
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const asked = manager.token().catch((error: unknown) => error);
    await time.advance(60_000);
    expect(await asked).toMatchObject({ code: 'transient' });
    expect(server.sentAt).toHaveLength(3);
  });
});

describe('an exchange that does not come to its end', () => {
  it('is given up after ten seconds, and tried again', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push({ hang: true });
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0 });
    const asked = manager.token();
    await time.advance(10_001);
    expect((await asked).reveal()).toBe('t2');
    expect(manager.status().events['mint.fail']).toBe(1);
  });

  it('is not begun while the store of the secret hangs, and the caller is told', async () => {
    const time = fakeTime();
    const manager = managerAt(HOSTS, { ...time, secret: () => new Promise<string>(() => undefined), random: () => 0 });
    const asked = manager.token().catch((error: unknown) => error);
    await time.advance(30_010);
    expect(await asked).toMatchObject({ code: 'transient', message: 'the secret could not be had: TimeoutError' });
  });

  it('brings a token that has ended meanwhile, and is tried again', async () => {
    const time = fakeTime();
    let sleeps = HOUR;
    const server = endpoint(time, 600);
    const manager = managerAt(HOSTS, {
      ...time,
      random: () => 0,
      fetch: (input, init) => {
        time.suspend(sleeps);
        sleeps = 0;
        return server.fetch(input, init);
      },
    });
    expect((await manager.token()).reveal()).toBe('t2');
  });
});

describe('the rate limit of exchanges', () => {
  it.each<[string, Scripted, number]>([
    ['429 with seconds', { status: 429, headers: { 'retry-after': '20' }, body: {} }, 20_000],
    ['503 with seconds', { status: 503, headers: { 'retry-after': '7' }, body: {} }, 7_000],
    ['429 without a time', { status: 429, body: {} }, 5_000],
    ['429 with nonsense', { status: 429, headers: { 'retry-after': 'soon' }, body: {} }, 5_000],
    ['the 400 of the platform', throttled400, 5_000],
    ['a date in a skewed time', { status: 429, headers: { 'retry-after': 'Fri, 27 Nov 2037 15:00:30 GMT', date: 'Fri, 27 Nov 2037 15:00:00 GMT' }, body: {} }, 30_000],
  ])('of %s is kept to', async (_, answer, wait) => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push(answer);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0.5 });
    const asked = Promise.all(Array.from({ length: 50 }, () => manager.token()));
    await time.advance(wait - 1);
    expect(server.sentAt).toHaveLength(1);
    await time.advance(wait / 10 + 2);
    await asked;
    expect(server.sentAt).toHaveLength(2);
    expect(server.sentAt[1]).toBeGreaterThanOrEqual(wait);
  });

  it('that names no wait is taken at its word once', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push(...Array.from({ length: 3 }, () => ({ status: 429, headers: { 'retry-after': '0' }, body: {} })));
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const asked = manager.token();
    await time.advance(10_001);
    await asked;
    expect(server.sentAt).toEqual([0, 0, 5_000, 10_000]);
  });

  it('holds for forced renewals and the background as well, however the wall clock steps', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0 });
    await manager.token();
    server.script.push({ status: 429, headers: { 'retry-after': '100' }, body: {} });
    const forced = manager.renew({ force: true });
    await time.advance(1_000);
    time.stepWall(50_000);
    const other = manager.renew({ force: true });
    await time.advance(98_000);
    expect(server.sentAt).toHaveLength(2);
    await time.advance(1_500);
    expect((await forced).reveal()).toBe((await other).reveal());
    expect(server.sentAt).toHaveLength(3);
  });

  it('tells a caller that cannot wait as long at once', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push({ status: 429, headers: { 'retry-after': '3600' }, body: {} });
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0 });
    const asked = manager.token().catch((error: unknown) => error);
    await time.advance(10);
    expect(await asked).toBeInstanceOf(RateLimitedError);
    expect(await manager.token().catch((error: unknown) => error)).toMatchObject({ name: 'RateLimitedError', code: 'throttled' });
    expect(server.sentAt).toHaveLength(1);
  });

  it('of a minute costs nothing while a token lives', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 0 });
    await manager.token();
    await time.advance(86_099_000);
    server.script.push(...Array.from({ length: 6 }, () => ({ status: 429, headers: { 'retry-after': '10' }, body: {} })));
    for (let second = 0; second < 61; second += 1) {
      await time.advance(1_000);
      await manager.token();
    }
    const times = server.sentAt.slice(1);
    expect(times.slice(1).every((at, index) => at - (times[index] ?? 0) >= 10_000)).toBe(true);
    await time.advance(10_000);
    expect((await manager.token()).reveal()).toBe('t8');
  });
});

describe('an exchange that is refused', () => {
  it.each<[string, Scripted, string]>([
    ['a wrong secret', { status: 400, body: { error: 'invalid_client', description: 'authentication failed' } }, 'credential'],
    ['a client of another grant type', { status: 400, body: { error: 'unauthorized_client' } }, 'credential'],
    ['an address that may not log in', { status: 403, body: {} }, 'denied'],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' }, body: 'x' }, 'config'],
    ['a wrong grant type', { status: 400, body: { error: 'unsupported_grant_type' } }, 'config'],
    ['501', { status: 501, body: {} }, 'config'],
  ])('for %s is not asked for again at once', async (_, answer, code) => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push(...Array.from({ length: 50 }, () => answer));
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch, random: () => 1 });
    const first: unknown = await manager.token().catch((error: unknown) => error);
    const second: unknown = await manager.token().catch((error: unknown) => error);
    expect([first, second]).toMatchObject([{ code }, { code }]);
    expect(first).not.toBe(second);
    expect(server.sentAt).toHaveLength(1);
    await time.advance(5_001);
    await manager.token().catch(() => undefined);
    expect(server.sentAt).toHaveLength(2);
    await time.advance(5_001);
    await manager.token().catch(() => undefined);
    expect(server.sentAt).toHaveLength(2);
  });
});

describe('a caller', () => {
  it('that gives up leaves the others what they wait for', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const controller = new AbortController();
    const given = manager.token({ signal: controller.signal }).catch((error: unknown) => error);
    const other = manager.token();
    controller.abort(new Error('mine'));
    expect(await given).toMatchObject({ message: 'mine' });
    expect((await other).reveal()).toBe('t1');
  });

  it('is rejected when the manager is closed, then and later', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push({ hang: true });
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const waiting = manager.token().catch((error: unknown) => error);
    await time.advance(1);
    await manager.close();
    expect(await waiting).toBeInstanceOf(ManagerClosed);
    await expect(manager.token()).rejects.toBeInstanceOf(ManagerClosed);
    expect(manager.status().state).toBe('closed');
  });

  it('has the token that it needs so much of renewed', async () => {
    const time = fakeTime();
    const server = endpoint(time, 3_600);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    await manager.token();
    await time.advance(HOUR / 2);
    expect((await manager.token({ minTtl: 50 * 60_000 })).reveal()).toBe('t2');
  });

  it('is told when nothing comes within its time', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push({ hang: true });
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const asked = manager.token({ timeout: 500 }).catch((error: unknown) => error);
    await time.advance(501);
    expect(await asked).toMatchObject({ code: 'transient', message: 'no token came within the time that the caller gives' });
  });
});

describe('a refused token', () => {
  it('is renewed once, by its digest', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const first = await manager.token();
    await time.advance(10_000);
    expect([manager.invalidate(first.digest()), manager.invalidate(first.digest()), manager.invalidate('0'.repeat(64))]).toEqual(['renewing', 'moved-on', 'moved-on']);
    const second = await manager.token();
    expect(second.reveal()).toBe('t2');
    expect(manager.invalidate(second.digest())).toBe('guarded');
    await time.advance(5_001);
    expect(manager.invalidate(second.digest())).toBe('renewing');
  });

  it('that the platform gives again is taken, and asked for no third time', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    server.script.push(...Array.from({ length: 3 }, () => ({ body: { access_token: 'same', token_type: 'Bearer', expires_in: 86_400 } })));
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    const first = await manager.token();
    await time.advance(10_000);
    manager.invalidate(first.digest());
    expect((await manager.token()).reveal()).toBe('same');
    expect([server.sentAt.length, manager.status().events['reissued-same']]).toEqual([2, 1]);
  });
});

describe('what is told', () => {
  it('of a clock that is off', async () => {
    const time = fakeTime(Date.UTC(2026, 10, 27, 12));
    const server = endpoint(time);
    server.script.push({ headers: { date: 'Fri, 27 Nov 2026 13:00:00 GMT' } });
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    let skew = 0;
    manager.on('skew', ({ milliseconds }) => (skew = milliseconds));
    await manager.token();
    expect(skew).toBe(HOUR);
  });

  it('disturbs nothing where a listener throws', async () => {
    const time = fakeTime();
    const server = endpoint(time);
    const manager = managerAt(HOSTS, { ...time, fetch: server.fetch });
    manager.on('mint.start', () => {
      throw new Error('mine');
    });
    expect((await manager.token()).reveal()).toBe('t1');
  });
});

