/** The windows of one token, in milliseconds after its exchange was sent. */
export interface TokenLife {
  life: number;
  /** From here on it is renewed in the background. */
  renewAt: number;
  /** From here on callers wait for the renewal, a little. */
  bufferAt: number;
  /** From here on it is not handed out. */
  floorAt: number;
  /** The buffer is shorter than five minutes, because the life is shorter than ten. */
  clamped: boolean;
}

const BUFFER = 300_000;
const MOST_JITTER = 30_000;
const FLOOR = 30_000;

/** Plans a token's life. `random` gives 0 to 1; jitter only ever makes the renewal earlier. */
export function planLife(life: number, random: () => number): TokenLife {
  const buffer = Math.min(BUFFER, life / 2);
  const jitter = random() * Math.min(MOST_JITTER, life / 20);
  const bufferAt = life - buffer;
  return { life, renewAt: bufferAt - jitter, bufferAt, floorAt: life - Math.min(FLOOR, life / 20), clamped: buffer < BUFFER };
}

/**
 * `fresh`: served as it is. `renew`: served while one renewal runs. `buffer`: callers wait for the renewal for a moment.
 * `dead`: not served.
 */
export type Phase = 'fresh' | 'renew' | 'buffer' | 'dead';

/** The phase at an age in milliseconds. A caller that needs `minTtl` more of it counts the token as in the buffer where it has less. */
export function phaseAt({ life, renewAt, bufferAt, floorAt }: TokenLife, age: number, minTtl = 0): Phase {
  if (age >= floorAt) return 'dead';
  if (age >= bufferAt || life - age < minTtl) return 'buffer';
  return age >= renewAt ? 'renew' : 'fresh';
}
