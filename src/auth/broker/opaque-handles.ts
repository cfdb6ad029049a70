import { createHash, randomBytes } from 'node:crypto';

/** Bearer values that stand for a service in inject mode: an unmodified SDK logs in, gets one, and never sees the token. */
export interface OpaqueHandles {
  /** A new handle of the service, good for `lifetime` seconds. */
  issue: (service: string, lifetime: number) => string;
  /** The service that a handle stands for, while it is good. */
  serviceOf: (handle: string) => string | undefined;
}

/** Handles are kept as digests, in memory only. `now` is in milliseconds and only goes forward. */
export function createOpaqueHandles(now: () => number, most = 10_000): OpaqueHandles {
  const known = new Map<string, { service: string; until: number }>();
  const digest = (handle: string): string => createHash('sha256').update(handle).digest('hex');

  function forget(): void {
    for (const [key, { until }] of known) if (until <= now()) known.delete(key);
    for (const key of known.keys()) {
      if (known.size < most) break;
      known.delete(key);
    }
  }

  return {
    issue: (service, lifetime) => {
      if (known.size >= most) forget();
      const handle = randomBytes(32).toString('base64url');
      known.set(digest(handle), { service, until: now() + lifetime * 1000 });
      return handle;
    },
    serviceOf: (handle) => {
      const entry = known.get(digest(handle));
      return entry !== undefined && entry.until > now() ? entry.service : undefined;
    },
  };
}
