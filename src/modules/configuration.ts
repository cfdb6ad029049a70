import type { Problem } from '../model/index.js';
import { isObject, parseJson, type JsonObject } from './parse-json.js';

/** The text of a file of the tree; undefined when it cannot be read. */
export type ReadText = (file: string) => string | undefined;

/** Reads each configuration file once; a broken one is told once and counts as absent. */
export class ConfigurationFiles {
  readonly #read: ReadText;
  readonly #parsed = new Map<string, JsonObject | undefined>();
  readonly problems: Problem[] = [];

  constructor(read: ReadText) {
    this.#read = read;
  }

  get(file: string): JsonObject | undefined {
    if (!this.#parsed.has(file)) this.#parsed.set(file, this.#parse(file));
    return this.#parsed.get(file);
  }

  #parse(file: string): JsonObject | undefined {
    const text = this.#read(file);
    if (text === undefined) return undefined;
    try {
      const value = text.trim() === '' ? {} : parseJson(text);
      if (isObject(value)) return value;
      this.#report(file, text, `${file} holds ${Array.isArray(value) ? 'a list' : typeof value}, not an object`);
    } catch (error) {
      this.#report(file, text, `${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
    return undefined;
  }

  #report(file: string, text: string, message: string): void {
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    const before = text.slice(0, offset).split('\n');
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    this.problems.push({ level: 'warning', code: 'configuration-broken', message: message.replace(/\s+/g, ' '), place, hint: 'Imports are resolved without it.' });
  }
}
