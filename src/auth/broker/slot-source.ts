import type { TokenManager } from '../token-manager.js';
import { phaseAt, planLife } from '../token-life.js';
import type { HandedToken, TokenSource } from './token-source.js';

/** Hands out the tokens of a manager. */
export function slotSource(manager: TokenManager): TokenSource {
  return {
    get: async (signal) => {
      const token = await manager.token({ signal });
      return { token, expiresIn: handOutFor(token.life, token.remaining) };
    },
    invalidate: (digest) => {
      manager.invalidate(digest);
    },
    fetch: manager.fetch,
    isLive: () => manager.peek() !== undefined || !manager.status().isTroubled,
    status: () => ({ ...manager.status() }),
    close: () => manager.close(),
  };
}

/**
 * Seconds that a caller is told, so that one which renews at the very end still renews in time: what remains less the buffer; within the
 * buffer, what remains less the floor. At least 1.
 */
export function handOutFor(life: number, remaining: number): HandedToken['expiresIn'] {
  const plan = planLife(life, () => 0);
  const age = life - remaining;
  const end = phaseAt(plan, age) === 'fresh' ? plan.bufferAt : plan.floorAt;
  return Math.max(1, Math.floor((end - age) / 1000));
}
