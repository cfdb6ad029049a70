/** Requests of one caller: `burst` at once, `perSecond` after that. */
export interface CallerRate {
  perSecond: number;
  burst: number;
}

/** Counts a request of a caller: 0 when it may pass, else the seconds to wait. `now` is in milliseconds and only goes forward. */
export function createCallerRates({ perSecond, burst }: CallerRate, now: () => number): (caller: string) => number {
  const buckets = new Map<string, { credit: number; at: number }>();
  return (caller) => {
    const bucket = buckets.get(caller) ?? { credit: burst, at: now() };
    const credit = Math.min(burst, bucket.credit + ((now() - bucket.at) / 1000) * perSecond);
    const passes = credit >= 1;
    buckets.set(caller, { credit: passes ? credit - 1 : credit, at: now() });
    return passes ? 0 : Math.ceil((1 - credit) / perSecond);
  };
}
