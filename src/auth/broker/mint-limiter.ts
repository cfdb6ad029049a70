/** How many exchanges may run at once, and how fast new ones may begin. */
export interface MintLimits {
  concurrency: number;
  perSecond: number;
  burst: number;
}

export const MINT_LIMITS: MintLimits = { concurrency: 2, perSecond: 1, burst: 5 };

export interface LimiterPort {
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

/** Lets exchanges begin in the order in which they ask, within the limits (a token bucket). What is asked for runs once its turn has come. */
export function createMintLimiter({ concurrency, perSecond, burst }: MintLimits, { now, sleep }: LimiterPort): <T>(exchange: () => Promise<T>) => Promise<T> {
  let running = 0;
  let credit = burst;
  let countedAt = now();
  let turn = Promise.resolve();
  const freed: (() => void)[] = [];

  async function begin(): Promise<void> {
    if (running >= concurrency) await new Promise<void>((resolve) => freed.push(resolve));
    running += 1;
    for (;;) {
      const time = now();
      credit = Math.min(burst, credit + ((time - countedAt) / 1000) * perSecond);
      countedAt = time;
      if (credit >= 1) break;
      await sleep(Math.ceil(((1 - credit) / perSecond) * 1000));
    }
    credit -= 1;
  }

  return async (exchange) => {
    const begun = turn.then(begin);
    turn = begun;
    await begun;
    try {
      return await exchange();
    } finally {
      running -= 1;
      freed.shift()?.();
    }
  };
}
