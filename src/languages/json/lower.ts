import type { Expr, Program } from '../../model/program.js';
import { JsonReader, JsonFault } from './json-reader.js';

/** Larger files are data, not settings: their value is unknown. UTF-16 units. */
const LARGEST = 1024 * 1024;

/** A JSON file as a module that exports its value. Never throws on bad input. */
export function lower(text: string, path: string): Program {
  const { value, problems } = read(text);
  return {
    file: path,
    language: 'json',
    kind: 'module',
    lineStarts: [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length)],
    imports: [],
    exports: [{ k: 'value', name: '=', value, at: 0 }],
    functions: [{ name: '', role: 'top', outer: -1, lexicalThis: false, params: [], body: [], at: 0 }],
    classes: [],
    types: [],
    variables: [],
    pageScripts: [],
    problems,
  };
}

function read(text: string): { value: Expr; problems: Program['problems'] } {
  const unknown: Expr = { k: 'opaque', of: [], at: 0 };
  if (text.length > LARGEST) return { value: unknown, problems: [] };
  try {
    return { value: new JsonReader(text).read(), problems: [] };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { value: unknown, problems: [{ at: error.at, message: error.message }] };
  }
}
