import { describe, expect, it } from 'vitest';
import { javascript } from '../../../src/languages/javascript/index.js';
import { lower } from '../../../src/languages/javascript/lower.js';
import { show } from './show.js';

describe('bad input', () => {
  it.each(['', '\uFEFF', '\0\0\u0001', '#!/usr/bin/env node\n', '}}}', 'class { (', '<<<<<<< HEAD', 'const {', 'import', 'export {', 'a.', 'a[', 'f(', '`${', '@', 'switch(', 'enum', 'x = <'])(
    'lowers %j',
    (text) => {
      for (const path of ['a.ts', 'a.jsx', 'a.html', 'a.vue']) expect(lower(text, path).functions.length).toBeGreaterThan(0);
    },
  );

  it('lowers what stands around a syntax error and reports it', () => {
    expect(show('f(; g(1); const x = ; h();')).toContain('@g(1)');
    const { problems } = lower('f();\nconst = 1;', 'a.ts');
    expect(problems[0]?.at).toBe(11);
  });

  it('starts after a byte order mark and a shebang, whatever the line ends', () => {
    const { lineStarts, functions, problems } = lower('\uFEFF#!/usr/bin/env node\r\nf();\rg();\nh();', 'a.js');
    expect(problems).toEqual([]);
    expect(lineStarts).toEqual([0, 22, 27, 32]);
    expect(functions[0]?.body).toHaveLength(3);
  });
});

describe('deep nesting', () => {
  const repeat = (text: string, count: number): string => text.repeat(count);

  it('lowers a text of ten thousand terms', () => {
    const { problems, functions } = lower(`x = ${repeat('a + ', 10_000)} b;`, 'a.js');
    expect(problems).toEqual([]);
    const statement = functions[0]?.body[0];
    const text = statement?.k === 'do' && statement.expr.k === 'assign' ? statement.expr.value : undefined;
    expect(text?.k === 'text' ? text.parts.length : 0).toBe(10_001);
  });

  it.each([
    ['a || ', 'b'],
    ['a && ', 'b'],
    ['a, ', 'b'],
    ['a - ', 'b'],
  ])('keeps the operands of ten thousand times %s', (link, end) => {
    expect(lower(`x = (${repeat(link, 10_000)} ${end});`, 'a.js').problems).toEqual([]);
  });

  it.each([
    ['arrays', repeat('[', 5000) + repeat(']', 5000)],
    ['parentheses', `${repeat('(', 5000)}1${repeat(')', 5000)}`],
    ['calls', repeat('f(', 5000) + repeat(')', 5000)],
    ['chains', `a${repeat('.b()', 5000)}`],
    ['blocks', repeat('{', 5000) + repeat('}', 5000)],
    ['branches', `${repeat('if (a) {} else ', 5000)} {}`],
    ['functions', repeat('() => ', 5000) + '1'],
    ['patterns', `let ${repeat('[', 5000)}a${repeat(']', 5000)} = 1`],
    ['types', `let a: ${repeat('A<', 5000)}B${repeat('>', 5000)}`],
    ['not', `${repeat('!', 5000)}a`],
    ['elements', `x = ${repeat('<a>', 3000)}${repeat('</a>', 3000)}`],
  ])('reports %s that are nested too deeply', (_, text) => {
    const { problems } = lower(`${text};`, 'a.tsx');
    expect(problems.map((problem) => problem.message)).toContain('nested too deeply');
    expect(lower('f();', 'a.ts').problems).toEqual([]);
  });

  it('lowers what stands beside the nesting', () => {
    expect(show(`f(); x = ${repeat('[', 600)}${repeat(']', 600)}; g();`)).toMatch(/^@f\(\)\n.*\n@g\(\)$/s);
  });
});

describe('ownership', () => {
  it.each(['a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.cjs', 'a.html', 'a.htm', 'a.vue', 'A.JS', 'a.d.js'])('owns %s', (path) => {
    expect(javascript.owns(path)).toBe(true);
  });

  it.each(['a.d.ts', 'a.d.mts', 'a.d.cts', 'a.json', 'a.py', 'ts', 'a.css'])('does not own %s', (path) => {
    expect(javascript.owns(path)).toBe(false);
  });

  it('loads its lowering', async () => {
    const lowerer = await javascript.load();
    expect(lowerer.lower('f()', 'a.ts').functions).toHaveLength(1);
  });
});
