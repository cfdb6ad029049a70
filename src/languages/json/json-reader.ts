import type { Arg, Entry, Expr } from '../../model/program.js';

const DEEPEST = 200;
/** White space, and what is often written in JSON although it does not belong there. */
const GAP = /(?:[\s\uFEFF]+|\/\/[^\n\r]*|\/\*[^]*?\*\/)*/y;
const STRING = /"[^"\\\n\r]*(?:\\[^\n\r][^"\\\n\r]*)*"/y;
const WORD = /[-\w.+]+/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What keeps a text from being JSON, and where. */
export class JsonFault extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Reads one JSON text to an expression that knows where each value stands. Comments and trailing commas are let pass. */
export class JsonReader {
  #at = 0;
  #depth = 0;

  constructor(private readonly text: string) {}

  read(): Expr {
    const value = this.#value();
    this.#take(GAP);
    if (this.#at < this.text.length) this.#fail('nothing may stand behind the value');
    return value;
  }

  #value(): Expr {
    this.#take(GAP);
    const at = this.#at;
    switch (this.text[at]) {
      case '{':
        return { k: 'object', entries: this.#list('}', () => this.#entry()), at };
      case '[':
        return { k: 'array', items: this.#list(']', (): Arg => ({ value: this.#value() })), at };
      case '"':
        return { k: 'lit', value: this.#string(), at };
      default:
        return { k: 'lit', value: this.#word(), at };
    }
  }

  #entry(): Entry {
    const at = this.#at;
    const name = this.#string();
    this.#take(GAP);
    if (this.text[this.#at] !== ':') this.#fail('`:` is expected');
    this.#at++;
    return { k: 'field', name, value: this.#value(), at };
  }

  #list<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    if (++this.#depth > DEEPEST) this.#fail('values are nested too deeply');
    this.#at++;
    for (this.#take(GAP); this.text[this.#at] !== end; this.#take(GAP)) {
      items.push(item());
      this.#take(GAP);
      if (this.text[this.#at] === ',') this.#at++;
      else if (this.text[this.#at] !== end) this.#fail(`\`,\` or \`${end}\` is expected`);
    }
    this.#at++;
    this.#depth--;
    return items;
  }

  #string(): string {
    const start = this.#at;
    const quoted = this.#take(STRING);
    if (quoted === '') this.#fail('a text in double quotes is expected');
    if (!quoted.includes('\\')) return quoted.slice(1, -1);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      return this.#fail('unknown escape in a text', start);
    }
  }

  #word(): boolean | number | null {
    const start = this.#at;
    const word = this.#take(WORD);
    const known = WORDS.get(word);
    if (known !== undefined) return known;
    return word === '' || Number.isNaN(Number(word)) ? this.#fail('a value is expected', start) : Number(word);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [match = ''] = pattern.exec(this.text) ?? [];
    this.#at += match.length;
    return match;
  }

  #fail(message: string, at = this.#at): never {
    throw new JsonFault(message, at);
  }
}
