import { createHash } from 'node:crypto';

/**
 * The token slot of a caller, 0 to `slots - 1`, by rendezvous hashing: another number of slots moves as few callers as can be.
 * Each token has a rate limit of its own, so that slots spread callers over several.
 */
export function slotOf(caller: string, slots: number): number {
  const weights = Array.from({ length: slots }, (_, slot) => createHash('sha256').update(JSON.stringify([caller, slot])).digest().readUIntBE(0, 6));
  return weights.indexOf(Math.max(...weights));
}
