import { editDistance } from '../document/edit-distance.js';
import { compareText } from '../model/index.js';

/** Actions that people take for one another, the platform's usual one first. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['view', 'read', 'get', 'list', 'search'],
  ['add', 'create', 'write', 'new', 'post'],
  ['edit', 'update', 'write', 'modify', 'change', 'put', 'patch'],
  ['delete', 'remove'],
];
const SYNONYM_COST = 0.2;
const MISSING_PART_COST = 0.6;
/** A name further away than this for each of its parts is no help. */
const LIMIT = 0.37;

/** The candidates that a mistyped permission or scope most likely means, nearest first; empty when none is near. */
export function nearestNames(name: string, candidates: readonly string[], limit = 3): string[] {
  const parts = partsOf(name).map(distanceFrom);
  return candidates
    .map((candidate) => ({ candidate, cost: nameDistance(parts, partsOf(candidate)) }))
    .filter(({ cost }) => cost <= LIMIT * parts.length)
    .sort((a, b) => a.cost - b.cost || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

const partsOf = (name: string): string[] => name.trim().toLowerCase().split(':');

/** How far a part of the mistyped name is from a part of a real one. */
type Distance = (real: string) => number;

function nameDistance(seen: readonly Distance[], real: readonly string[]): number {
  if (seen.length === real.length) return seen.reduce((sum, distance, index) => sum + distance(real[index] ?? ''), 0);
  if (seen.length === real.length + 1) return MISSING_PART_COST + Math.min(...seen.map((_, gap) => nameDistance(without(seen, gap), real)));
  if (seen.length + 1 === real.length) return MISSING_PART_COST + Math.min(...real.map((_, gap) => nameDistance(seen, without(real, gap))));
  return Infinity;
}

function without<T>(list: readonly T[], gap: number): T[] {
  return list.filter((_, index) => index !== gap);
}

/** The same few parts stand in thousands of names, so each is measured once. */
function distanceFrom(seen: string): Distance {
  const known = new Map<string, number>();
  return (real) => {
    const distance = known.get(real) ?? partDistance(seen, real);
    known.set(real, distance);
    return distance;
  };
}

/** 0 for equal parts, 1 for parts with nothing in common. */
function partDistance(seen: string, real: string): number {
  if (seen === real) return 0;
  const group = SYNONYMS.find((actions) => actions.includes(seen) && actions.includes(real));
  if (group) return SYNONYM_COST + group.indexOf(real) / 100;
  const a = seen.replace(/[-_ ]/g, '');
  const b = real.replace(/[-_ ]/g, '');
  if (a === b) return 0.05;
  return editDistance(a, b) / Math.max(a.length, b.length, 1);
}
