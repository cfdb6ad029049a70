import { describe, expect, it } from 'vitest';
import { json } from '../../../src/languages/json/index.js';
import type { Expr } from '../../../src/model/index.js';

const lowerer = await json.load();

/** The value as plain data, each text followed by where it stands. */
function plain(expr: Expr): unknown {
  if (expr.k === 'lit') return typeof expr.value === 'string' ? `${expr.value}@${expr.at}` : expr.value;
  if (expr.k === 'array') return expr.items.map((item) => plain(item.value));
  if (expr.k === 'object') return Object.fromEntries(expr.entries.map((entry) => (entry.k === 'field' ? [`${entry.name}@${entry.at}`, plain(entry.value)] : [])));
  return expr.k;
}

function read(text: string): { value: unknown; problems: readonly string[] } {
  const { exports, problems } = lowerer.lower(text, 'a.json');
  const [whole] = exports;
  expect(exports).toMatchObject([{ k: 'value', name: '=' }]);
  return { value: whole?.k === 'value' ? plain(whole.value) : undefined, problems: problems.map(({ at, message }) => `${at}: ${message}`) };
}

describe('a JSON file', () => {
  it('exports its value, with places', () => {
    expect(read('{"a": "x", "b": [1, -2.5e3, true, null], "c": {}}')).toEqual({ value: { 'a@1': 'x@6', 'b@11': [1, -2500, true, null], 'c@41': {} }, problems: [] });
    expect(read(' "a\\u0062\\n\\"c" ')).toEqual({ value: 'ab\n"c@1', problems: [] });
    expect(lowerer.lower('{\r\n"a":\n1}', 'a.json').lineStarts).toEqual([0, 3, 8]);
  });

  it('may have comments, trailing commas and a mark at its start', () => {
    expect(read('\uFEFF// paths\n{ "a": "x", /* y */ }')).toEqual({ value: { 'a@12': 'x@17' }, problems: [] });
  });

  it.each([
    ['', '0: a value is expected'],
    ['{"a" 1}', '5: `:` is expected'],
    ['{"a": 1 "b": 2}', '8: `,` or `}` is expected'],
    ['[1, 2', '5: `,` or `]` is expected'],
    ['{a: 1}', '1: a text in double quotes is expected'],
    ['{"a": "x\n"}', '6: a text in double quotes is expected'],
    ['["\\x"]', '1: unknown escape in a text'],
    ['[1] [2]', '4: nothing may stand behind the value'],
    ['[NaN, 1]', '1: a value is expected'],
    ['[,]', '1: a value is expected'],
    ['['.repeat(100_000), '200: values are nested too deeply'],
  ])('that is broken says where: %s', (text, problem) => {
    expect(read(text)).toEqual({ value: 'opaque', problems: [problem] });
  });

  it('that is large has an unknown value', () => {
    const text = (size: number): string => `"${'x'.repeat(size)}"`;
    expect(read(text(1_000_000)).value).toHaveLength(1_000_002);
    expect(read(text(2_000_000))).toEqual({ value: 'opaque', problems: [] });
  });
});
