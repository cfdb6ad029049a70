import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ts } from 'ts-morph';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { trimTypeScript } from '../../scripts/build/trim-typescript.mjs';

const NAMES = ['createSourceFile', 'forEachChild', 'SyntaxKind', 'ScriptKind', 'ScriptTarget', 'JSDocParsingMode', 'isCallExpression', 'flattenDiagnosticMessageText', 'TypeNode'];
const folder = mkdtempSync(path.join(tmpdir(), 'trim-'));
let trimmed: typeof ts;
let text: string;

beforeAll(async () => {
  const compiler = createRequire(import.meta.url).resolve('@ts-morph/common/dist/typescript.js');
  text = trimTypeScript(readFileSync(compiler, 'utf8'), NAMES);
  const file = path.join(folder, 'parser.mjs');
  writeFileSync(file, text);
  trimmed = (await import(pathToFileURL(file).href)) as typeof ts;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

function dump(compiler: typeof ts, code: string, kind: ts.ScriptKind): unknown {
  const source = compiler.createSourceFile('file', code, { languageVersion: compiler.ScriptTarget.ESNext, jsDocParsingMode: compiler.JSDocParsingMode.ParseNone }, true, kind);
  const rows: unknown[] = [];
  const visit = (node: ts.Node): void => {
    rows.push([node.kind, node.pos, node.end, node.flags, node.getStart(source), compiler.isCallExpression(node) ? node.expression.getText(source) : '']);
    compiler.forEachChild(node, visit);
  };
  visit(source);
  const { parseDiagnostics = [] } = source as ts.SourceFile & { parseDiagnostics?: ts.DiagnosticWithLocation[] };
  return { rows, problems: parseDiagnostics.map((problem) => [problem.start, problem.length, compiler.flattenDiagnosticMessageText(problem.messageText, ' ')]) };
}

function filesBelow(start: string, pattern: RegExp): string[] {
  return readdirSync(start, { recursive: true, encoding: 'utf8' }).filter((name) => pattern.test(name)).map((name) => path.join(start, name));
}

it('is a small part of the compiler', () => {
  expect(text.length).toBeLessThan(1_500_000);
  expect(text).not.toContain('function createTypeChecker');
});

it('parses as the whole compiler does', () => {
  const sources = [...filesBelow('src/languages', /\.ts$/), ...filesBelow('node_modules/yaml/dist/schema', /\.js$/), ...filesBelow('node_modules/ajv/lib/vocabularies', /\.ts$/)];
  expect(sources.length).toBeGreaterThan(50);
  for (const file of sources) {
    const code = readFileSync(file, 'utf8');
    const kind = file.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
    expect(dump(trimmed, code, kind), file).toEqual(dump(ts, code, kind));
  }
});

it.each([
  ['broken code', 'const a = {; function (x { return `a${b} ;\nclass { constructor(private }', ts.ScriptKind.TS],
  ['JSX', 'export const a = <div className={x} {...y}>text {z} <B.C/> &amp; <></></div>;', ts.ScriptKind.TSX],
  ['broken JSX', 'const a = <div><span></div>;', ts.ScriptKind.TSX],
  ['JSDoc and pragmas', '/// <reference path="x"/>\n// @ts-check\n/** @type {Foo<string>} @param a - b */\nlet a = /re[/]+/giu;', ts.ScriptKind.JS],
  ['decorators and types', '@A() class B<const T extends U = V> implements C { declare a?: readonly string[]; static { } accessor b = 1 satisfies X }', ts.ScriptKind.TS],
  ['merge conflict and bad unicode', '<<<<<<< HEAD\nlet \u{1F600} = "\\u{zz}";\n=======\nlet ünïcode = 1_0n;\n>>>>>>> x', ts.ScriptKind.TS],
  ['a bad regular expression', 'const a = /(?<n>a)(?<n>b)[z-a]\\p{Foo}/u;', ts.ScriptKind.TS],
  ['nothing', '', ts.ScriptKind.TS],
])('parses %s as the whole compiler does', (_, code, kind) => {
  expect(dump(trimmed, code, kind)).toEqual(dump(ts, code, kind));
});

it('names what it does not understand', () => {
  expect(() => trimTypeScript('var ts = 1;', NAMES)).toThrow(/does not begin with var ts = \{\}/);
});
