import { describe, expect, it } from 'vitest';
import { lower } from '../../../src/languages/javascript/lower.js';
import { show } from './show.js';

function imports(text: string): string[] {
  return lower(text, 'a.ts').imports.map(({ module, typeOnly }) => (typeOnly ? `${module} (types)` : module));
}

describe('modules', () => {
  it('binds imports', () => {
    expect(show("import a, { b, c as d, default as e } from 'm'; import * as f from 'n'; import g = require('o'); import 'p'; a; b; d; e; f.x; g.y;")).toMatchInlineSnapshot(`
      "<m:default>
      <m:b>
      <m:c>
      <m:default>
      <n:*>.x
      <o:*>.y"
    `);
  });

  it('binds require and dynamic import', () => {
    expect(
      show("const a = require('m'); const { b } = require(`n`); require('o').c(); const d = await import('p'); import('q').then((r) => r.x); require(name); import(name); require.resolve('s');"),
    ).toMatchInlineSnapshot(`
      "a = <m:*>
      b = <n:*>.b
      <o:*>.c()
      d = await(<p:*>)
      <q:*>.then(fn1)
      @require(@name)
      opaque(@name)
      @require.resolve("s")
      fn1 arrow (r)
        r = param(0)
        return r.x"
    `);
  });

  it('leaves a shadowed require alone, and sees through createRequire', () => {
    expect(show("function f(require) { require('m'); }")).toMatchInlineSnapshot(`
      "f = fn1
      fn1 f(require)
        require = param(0)
        require("m")"
    `);
    expect(show("import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const a = require('m');")).toMatchInlineSnapshot(`"a = <m:*>"`);
  });

  it('exports', () => {
    expect(
      show(
        "import i from 'm'; export const a = 1, { b, c: [d] } = o; export function f() {} export class C {} export enum E {} export { a as z, i as j }; export * from 'n'; export * as ns from 'o'; export { p as q } from 'r'; export default function () {}",
      ),
    ).toMatchInlineSnapshot(`
      "f = fn1
      default = fn2
      a = 1
      b = @o.b
      d = @o.c[0]
      C = class0
      E = {}
      fn1 f()
      fn2 default()
      class0 C new / {  }
      export f = f
      export default = default
      export a = a
      export b = b
      export d = d
      export C = C
      export E = E
      export z = a
      export j = <m:default>
      export * from n
      export ns = <o:*>
      export q = <r:p>"
    `);
  });

  it('exports a default', () => {
    expect(show('export default { a: 1 }')).toMatchInlineSnapshot(`
      "default = {a: 1}
      export default = default"
    `);
    expect(show('const x = 1; export default x;')).toMatchInlineSnapshot(`
      "x = 1
      export default = x"
    `);
    expect(show('export default class A {}')).toMatchInlineSnapshot(`
      "A = class0
      class0 A new / {  }
      export default = A"
    `);
    expect(show('export = make();')).toMatchInlineSnapshot(`
      "default = @make()
      export = = default"
    `);
  });

  it('assigns CommonJS exports', () => {
    expect(
      show("module.exports = { a }; module.exports.b = 1; exports.c = 2; exports = module.exports = d; module.exports['e'] = 3; Object.assign(module.exports, { f }); module.exports.g.h = 4; exports[k] = 5;", 'a.js'),
    ).toMatchInlineSnapshot(`
      "export(=) = {a: @a}
      export(b) = 1
      export(c) = 2
      @exports = export(=) = @d
      export(e) = 3
      @Object.assign(@module.exports, {f: @f})
      @module.exports.g.h = 4
      @exports[@k] = 5"
    `);
    expect(show("module.exports = { ...require('./x') }", 'a.js')).toMatchInlineSnapshot(`"export(=) = {...<./x:*>}"`);
    expect(show('function f(exports) { exports.a = 1; }', 'a.js')).toMatchInlineSnapshot(`
      "f = fn1
      fn1 f(exports)
        exports = param(0)
        exports.a = 1"
    `);
  });

  it('names every module once for each time it is written', () => {
    expect(
      imports(
        "import a from 'a'; import type b from 'b'; import { type c } from 'c'; import { type d, e } from 'd'; export * from 'f'; export type { g } from 'g'; require('h'); import('i'); let j: import('j').J; define(['k', './l'], () => {}); import type m = require('m');",
      ),
    ).toEqual(['a', 'b (types)', 'c (types)', 'd', 'm (types)', 'f', 'g (types)', 'h', 'i', 'j (types)', 'k', './l']);
  });

  it('leaves AMD to be calls of globals', () => {
    expect(show("define(['m'], function (m) { return m.x; }); require(['n'], (n) => n); requirejs(['o'], f);", 'a.js')).toMatchInlineSnapshot(`
      "@define(["m"], fn1)
      @require(["n"], fn2)
      @requirejs(["o"], @f)
      fn1 (m)
        m = param(0)
        return m.x
      fn2 arrow (n)
        n = param(0)
        return n"
    `);
  });

  it.each([
    ['a.ts', 'f();', 'script'],
    ['a.js', "import 'x';", 'module'],
    ['a.js', 'export {};', 'module'],
    ['a.js', 'export const a = 1;', 'module'],
    ['a.mjs', 'f();', 'module'],
    ['a.cts', 'f();', 'module'],
    ['a.js', 'module.exports = 1;', 'module'],
    ['a.js', "const platformClient = require('platformClient');", 'script'],
    ['a.tsx', 'f();', 'script'],
  ])('takes %s with %s for a %s', (path, text, kind) => {
    expect(lower(text, path).kind).toBe(kind);
  });
});
