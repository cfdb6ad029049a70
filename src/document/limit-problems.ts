import { comparePlaces, type Problem } from '../model/index.js';

export const MOST_PROBLEMS = 50;

/** The problems of one file, sorted by place. Nobody reads on after so many, so the rest is a count. Errors are never cut in favour of warnings. */
export function limitProblems(problems: readonly Problem[], left = 0): readonly Problem[] {
  const ranked = [...problems].sort((a, b) => rank(a) - rank(b) || comparePlaces(a.place, b.place));
  const kept = ranked.slice(0, MOST_PROBLEMS).sort((a, b) => comparePlaces(a.place, b.place));
  const more = left + problems.length - kept.length;
  const last = kept.at(-1);
  if (last === undefined || more === 0) return kept;
  const level = kept.some((problem) => problem.level === 'error') ? 'error' : 'warning';
  return [...kept, { level, code: 'more-problems', message: `${more} more problems are not listed`, place: last.place }];
}

function rank(problem: Problem): number {
  return problem.level === 'error' ? 0 : 1;
}
