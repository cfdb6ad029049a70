import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { AUTH_CHANNEL } from '../../src/auth/events.js';
import type { TokenManager } from '../../src/auth/token-manager.js';
import type { FakePlatform } from './server/platform.js';
import { managerAt, platform } from './start.js';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Calls the API from many callers until the time is over. Gives how often each status came. */
async function callOn(manager: TokenManager, { callers, milliseconds, every = 20 }: { callers: number; milliseconds: number; every?: number }): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  const until = performance.now() + milliseconds;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const response = await manager.fetch('/api/v2/users');
      counts[response.status] = (counts[response.status] ?? 0) + 1;
      await response.text();
      await pause(every);
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
  return counts;
}

const refusals = ({ calls }: FakePlatform): number => calls.filter(({ status }) => status === 401).length;

describe('the API, called on and on', () => {
  it('by 500 callers over a renewal costs one exchange, and none fails', async () => {
    const server = await platform();
    server.expiresIn = 8;
    const manager = managerAt(server);
    await manager.token();
    // Renewed between 3.6 and 4 s.
    await pause(3_200);
    const tokens = Array.from({ length: 500 }, async () => {
      const got = new Set<string>();
      for (let time = 0; time < 20; time += 1) {
        got.add((await manager.token()).fingerprint);
        await pause(50);
      }
      return got;
    });
    const got = await Promise.all(tokens);
    expect(new Set(got.flatMap((one) => [...one])).size).toBe(2);
    expect(server.exchanges).toHaveLength(2);
    expect(await callOn(manager, { callers: 5, milliseconds: 50 })).not.toHaveProperty('401');
  });

  it.each([1, 4])('with tokens of %d s answers 200 alone', async (seconds) => {
    const server = await platform();
    server.expiresIn = seconds;
    const manager = managerAt(server);
    const counts = await callOn(manager, { callers: 10, milliseconds: 2_500 });
    expect(Object.keys(counts)).toEqual(['200']);
    // A token of a second is served until 50 ms before its end, which a busy machine may take to send it.
    if (seconds > 1) expect(refusals(server)).toBe(0);
    // Renewed at about half of the life.
    expect(server.exchanges.length).toBeLessThanOrEqual(2 + Math.ceil(3 / (seconds * 0.45)));
    expect(server.mostSockets).toBeLessThanOrEqual(12);
  });

  it('gives its callers 200 alone where a new token ends the old one', async () => {
    const server = await platform();
    server.strict = true;
    server.expiresIn = 2;
    const manager = managerAt(server);
    const counts = await callOn(manager, { callers: 20, milliseconds: 2_500, every: 0 });
    expect(Object.keys(counts)).toEqual(['200']);
    expect(server.exchanges.length).toBeLessThanOrEqual(6);
  });

  it('gives its callers 200 alone where unused tokens end early', async () => {
    const server = await platform();
    server.idleTimeout = 300;
    const manager = managerAt(server);
    const statuses: number[] = [];
    for (const wait of [0, 100, 500, 100]) {
      await pause(wait);
      statuses.push((await manager.fetch('/api/v2/users')).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect([server.exchanges.length, refusals(server)]).toEqual([2, 1]);
  });

  it('goes on through the troubles of the token endpoint while a token lives', async () => {
    const server = await platform();
    server.expiresIn = 8;
    const manager = managerAt(server, { random: () => 0.1 });
    await manager.token();
    server.script.push({ status: 503, body: '' }, { reset: 'before' }, { reset: 'within' }, { status: 200, body: '<html>' }, { status: 429, headers: { 'retry-after': '1' }, body: {} });
    const counts = await callOn(manager, { callers: 5, milliseconds: 7_000, every: 50 });
    expect(Object.keys(counts)).toEqual(['200']);
    const sent = server.exchanges.map(({ at }) => at);
    // Nothing leaves within the second that the last trouble asked for.
    expect((sent[6] ?? 0) - (sent[5] ?? 0)).toBeGreaterThanOrEqual(990);
    expect((await manager.token()).remaining).toBeGreaterThan(0);
  });

  it('keeps its answers through a body that drips', async () => {
    const server = await platform();
    server.script.push({ drip: 2 });
    expect((await managerAt(server).fetch('/api/v2/users')).status).toBe(200);
  });
});

describe('what is told on the channel', () => {
  it('are the events of each manager, by its key', async () => {
    const server = await platform();
    const heard: { name: string; key: string }[] = [];
    const listen = (message: unknown): void => {
      heard.push(message as { name: string; key: string });
    };
    subscribe(AUTH_CHANNEL, listen);
    await managerAt(server).token();
    unsubscribe(AUTH_CHANNEL, listen);
    expect(heard.map(({ name }) => name)).toEqual(['mint.start', 'mint.ok']);
    expect(heard[0]?.key).toMatch(/^[0-9a-f]{64}$/);
  });
});
