import { checkShape, type Checked } from '../document/check-shape.js';
import type { Validator } from '../document/compile-schema.js';
import { parseDocument } from '../document/parse-document.js';
import type { Problem } from '../model/index.js';

/** What the tool wrote, it reads again whatever its length. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/**
 * Reads a JSON file that the tool wrote. Keys that a newer version has put beside the known ones are no fault. Only a faulty
 * file is parsed for places, which takes far longer.
 */
export function readSaved<T>(text: string, file: string, validate: Validator<T>): Checked<T> {
  const conflict = text.split('\n').findIndex((line) => /^(?:<{7}|={7}|>{7})/.test(line));
  if (conflict >= 0) return { problems: [{ level: 'error', code: 'merge-marks', message: 'a merge left its marks in the file', place: { file, line: conflict + 1, column: 1 } }] };
  const value = parseJson(text);
  if (validate(value)) return { value, problems: [] };
  const { document, problems } = parseDocument(text, file, MOST_CHARACTERS);
  return document === undefined ? { problems } : checkShape(document, validate);
}

/** One problem for all that is wrong with a saved file: nobody mends such a file line by line. */
export function summarize(problems: readonly Problem[], code: string, lead: string, hint: string): Problem[] {
  const [first, ...more] = problems;
  if (first === undefined) return [];
  return [{ ...first, level: 'error', code, message: `${lead}: ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`, hint }];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
