import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/document/parse-document.js';
import { problemLines } from './problem-lines.js';

const problemsOf = (text: string): string[] => problemLines(parseDocument(text, 'a.yaml').problems);

describe('places', () => {
  const { document } = parseDocument('web:\n  - one\n  - {deep: two}\nall: &all [x]\nsame: *all\n', 'a.yaml');

  test.each([
    [['web'], '2:3', '1:1'],
    [['web', 0], '2:5', '2:5'],
    [['web', '1', 'deep'], '3:12', '3:6'],
    [['same', 0], '4:12', '4:12'],
    [['web', 7], '2:3', '1:1'],
    [['nowhere', 'at', 'all'], '1:1', '1:1'],
  ])('%j', (path, value, key) => {
    const [at, keyAt] = [document?.place(path), document?.keyPlace(path)];
    expect([`${at?.line}:${at?.column}`, `${keyAt?.line}:${keyAt?.column}`]).toEqual([value, key]);
  });

  test('columns count UTF-16 units, lines end with CR LF as well, a byte order mark takes no column', () => {
    const { document: other } = parseDocument('\uFEFFa: 1\r\n"\u{1F600}": [x, y]\r\n', 'a.yaml');
    expect(other?.place(['\u{1F600}', 1])).toEqual({ file: 'a.yaml', line: 2, column: 11 });
    expect(other?.keyPlace(['a'])).toEqual({ file: 'a.yaml', line: 1, column: 1 });
  });

  test('JSON indented with tabs', () => {
    expect(parseDocument('{\n\t"a": [\n\t\t1\n\t]\n}', 'a.json').document?.place(['a', 0])).toEqual({ file: 'a.json', line: 3, column: 3 });
  });
});

test.each<[string, string, string[]]>([
  ['a key twice', 'web: 1\napi: 2\nweb: 3', ['3:1 error duplicate-key: `web` stands twice (first on line 1; keep one)']],
  ['a key twice in JSON', '{"a": 1,\n "a": 2}', ['2:2 error duplicate-key: `a` stands twice (first on line 1; keep one)']],
  ['a tab', 'a:\n\tb: 1', ['2:1 error tab-indent: the line is indented with a tab (indent with spaces)']],
  ['a wildcard without quotes', 'a:\n  - *:*', ['2:5 error unquoted-text: text that begins with `*` is an alias in YAML (put it in quotes, e.g. "*:*")']],
  ['an asterisk alone', 'a: *', ['1:4 error unquoted-text: text that begins with `*` is an alias in YAML (put it in quotes, e.g. "*:*")']],
  ['a tag', 'a: !x/**', ['1:4 error unquoted-text: text that begins with `!` is a tag in YAML (put it in quotes, e.g. "!text")']],
  ['a known tag', 'a: !!binary xx', ['1:4 error unquoted-text: text that begins with `!` is a tag in YAML (put it in quotes, e.g. "!text")']],
  ['a reserved character', 'a: @x', ['1:4 error unquoted-text: text must not begin with this character in YAML (put it in quotes)']],
  ['two documents', 'a: 1\n---\nb: 2', ['2:1 error several-documents: a second document begins here (keep one document in a file: remove the `---` line)']],
  ['two colons', 'a: b: c', ['1:4 error invalid-yaml: a second `: ` on one line (put the value in quotes, or begin the inner mapping on a new line)']],
  ['an open bracket', 'a: [1\nb: 2', ['2:1 error invalid-yaml: the indentation does not fit (align the entries of one list or mapping, and close every `[` and `{`)']],
  ['an open quote', "a: 'x", ["1:6 error invalid-yaml: a closing quote, a comma or a space is missing (close what the lines above open)"]],
  ['a list as key', '? [a]\n: b', ['1:3 error wrong-type: a key must be text (put it in quotes)']],
  ['an alias inside itself', 'a: &a [*a]', ['1:8 error endless-alias: the alias stands inside the value it repeats (write the value out)']],
  ['brackets without end', `a: ${'['.repeat(100_000)}`, ['1:259 error too-deep: values are nested too deeply (is this the right file?)']],
  ['mappings without end', 'a: '.repeat(50_000), ['1:770 error too-deep: values are nested too deeply (is this the right file?)']],
  ['dashes without end', '- '.repeat(50_000), ['1:513 error too-deep: values are nested too deeply (is this the right file?)']],
  ['steps without end', Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), ['257:258 error too-deep: values are nested too deeply (is this the right file?)']],
  ['an enormous file', 'x'.repeat(300_000), ['1:1 error file-too-large: the file has 300000 characters (at most 262144 are read: is this the right file?)']],
])('%s', (_, text, expected) => {
  expect(problemsOf(text)).toEqual(expected);
});

test('aliases that multiply end with one line', () => {
  const levels = Array.from({ length: 12 }, (_, n) => `a${n}: &a${n} [${Array.from({ length: 9 }, () => (n === 0 ? 'x' : `*a${n - 1}`)).join(', ')}]`);
  expect(problemsOf(levels.join('\n'))).toEqual(['1:1 error too-many-aliases: aliases repeat a value more than 100 times (write the values out)']);
});

test('no message repeats the text of the file', () => {
  for (const text of ['a: "x" hunter2', 'a: !hunter2', 'a: *hunter2', 'a: |hunter2\n  x', 'a: "\\hunter2"', '%hunter2 x\n---\na: 1', 'a: @hunter2', 'a: x: hunter2']) {
    const lines = problemsOf(text);
    expect(lines).not.toEqual([]);
    expect(lines.join()).not.toContain('hunter2');
  }
});

test('any text gives a document or problems', () => {
  const alphabet = ['a', ': ', '- ', '\n', '  ', '[', ']', '{', '}', ',', '"', "'", '&a ', '*a', '!', '|', '>', '#', '?', '\t', '---\n', '%', '\u0000', '\ud800', '\r'];
  let seed = 7;
  for (let round = 0; round < 1000; round++) {
    let text = '';
    for (let length = 0; length < 14; length++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += alphabet[seed % alphabet.length] ?? '';
    }
    const { document, problems } = parseDocument(text, 'a.yaml');
    expect(document === undefined, JSON.stringify(text)).toBe(problems.length > 0);
  }
});
