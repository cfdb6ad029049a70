import { createTwoFilesPatch } from 'diff';
import { createPaint } from './colour.js';
import { visible } from './plain-text.js';

/** A change of a file as a unified diff that `git apply` and `patch` take. */
export function patchText(file: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 2 }).replace(/^=+\n/, '');
}

/** The same for people: coloured, and nothing in it that a terminal would obey. */
export function paintPatch(patch: string, colour: boolean): string {
  if (!colour) return patch;
  const paint = createPaint(true);
  return patch
    .split('\n')
    .map((line) => (/^(?:\+\+\+|---)/.test(line) ? paint.bold(visible(line)) : line.startsWith('+') ? paint.good(visible(line)) : line.startsWith('-') ? paint.error(visible(line)) : visible(line)))
    .join('\n');
}
