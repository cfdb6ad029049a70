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
  const parts = partsOf(name);
  return candidates
    .map((candidate) => ({ candidate, cost: nameDistance(parts, partsOf(candidate)) }))
    .filter(({ cost }) => cost <= LIMIT * parts.length)
    .sort((a, b) => a.cost - b.cost || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

const partsOf = (name: string): string[] => name.trim().toLowerCase().split(':');

function nameDistance(seen: readonly string[], real: readonly string[]): number {
  if (seen.length === real.length) return sum(seen.map((part, index) => partDistance(part, real[index] ?? '')));
  const [longer, shorter] = seen.length > real.length ? [seen, real] : [real, seen];
  if (longer.length - shorter.length > 1) return Infinity;
  const dropped = longer.map((_, gap) => nameDistance(longer.filter((_, index) => index !== gap), shorter));
  return MISSING_PART_COST + Math.min(...dropped);
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

/** Insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const costs = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) costs.push(at(beforeLast, j - 2) + 1);
      row.push(Math.min(...costs));
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
