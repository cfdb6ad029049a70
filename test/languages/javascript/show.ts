import { lower } from '../../../src/languages/javascript/lower.js';
import { print } from './print.js';

/** The lowered form of a piece of code as text. */
export function show(text: string, path = 'a.ts'): string {
  return print(lower(text, path));
}
