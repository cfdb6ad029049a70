import { describe, expect, it } from 'vitest';
import { createMintLimiter, type MintLimits } from '../../../src/auth/broker/mint-limiter.js';

/** Times at which exchanges began, when all were asked for at once and each takes as long as `takes` says. */
async function run(limits: MintLimits, count: number, takes: number): Promise<{ starts: number[]; most: number }> {
  let time = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const sleep = (milliseconds: number): Promise<void> => new Promise((wake) => sleepers.push({ at: time + milliseconds, wake }));
  const limit = createMintLimiter(limits, { now: () => time, sleep });
  const starts: number[] = [];
  let running = 0;
  let most = 0;
  let left = count;
  for (let index = 0; index < count; index += 1) {
    void limit(async () => {
      starts.push(time);
      running += 1;
      most = Math.max(most, running);
      await sleep(takes);
      running -= 1;
      if (index % 3 === 0) throw new Error('refused');
    })
      .catch(() => undefined)
      .finally(() => (left -= 1));
  }
  while (left > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    if (next === undefined) continue;
    time = Math.max(time, next.at);
    next.wake();
  }
  return { starts, most };
}

describe('the limiter of exchanges', () => {
  it('lets a burst begin and then so many each second', async () => {
    const { starts } = await run({ concurrency: 100, perSecond: 1, burst: 5 }, 8, 10);
    expect(starts).toEqual([0, 0, 0, 0, 0, 1000, 2000, 3000]);
  });

  it('lets no more run at once than it may, whether they fail or not', async () => {
    const { starts, most } = await run({ concurrency: 2, perSecond: 1000, burst: 1000 }, 9, 50);
    expect(most).toBe(2);
    expect(starts).toHaveLength(9);
  });
});
