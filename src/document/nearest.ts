import { editDistance } from './edit-distance.js';

/** The candidate closest to `name` by edits, compared without case; undefined when none is close. Ties go to the first. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.floor(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** "did you mean …? accepted: …", for a name that is none of `accepted`. */
export function suggest(name: string, accepted: readonly string[]): string {
  const close = nearest(name, accepted);
  const list = `accepted: ${accepted.join(', ')}`;
  return close === undefined ? list : `did you mean \`${close}\`? ${list}`;
}
