import type { Place, Problem } from '../model/index.js';
import { createPaint, type Paint } from './colour.js';
import { visible } from './plain-text.js';

/** One line for what is wrong with an input file, and one for what to do, if anything is known. */
export function problemLines(problem: Problem, paint: Paint): string[] {
  const level = paint.bold(paint[problem.level](problem.level));
  const lines = [`${level}: ${visible(placeText(problem.place))}: ${visible(problem.message)}`];
  if (problem.hint !== undefined) lines.push(`  ${paint.good('hint')}: ${visible(problem.hint)}`);
  return lines;
}

export function placeText(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

export function problemsText(problems: readonly Problem[], colour: boolean): string {
  const paint = createPaint(colour);
  return problems.map((problem) => `${problemLines(problem, paint).join('\n')}\n`).join('');
}
