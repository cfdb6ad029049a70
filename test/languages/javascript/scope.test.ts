import { describe, expect, it } from 'vitest';
import { lower } from '../../../src/languages/javascript/lower.js';
import { show } from './show.js';

describe('scope', () => {
  it('separates blocks', () => {
    expect(show('let a = 1; { let a = 2; f(a); } for (let a of xs) f(a); f(a); try {} catch (a) { f(a); }')).toMatchInlineSnapshot(`
      "a = 1
      a$1 = 2
      @f(a$1)
      loop
        a$2 = element(@xs)
        @f(a$2)
      @f(a)
      try
      catch
        a$3 = opaque()
        @f(a$3)"
    `);
  });

  it('hoists var through blocks up to the function', () => {
    expect(show('f(a); if (x) { var a = 1; } for (var i = 0;;) {} function g() { b(); try { var b = 2; } catch (e) { var c = 3; } return c; }')).toMatchInlineSnapshot(`
      "g = fn1
      @f(a)
      if @x 'x' reads []
        a = 1
      i = 0
      loop
      fn1 g()
        b()
        try
          b = 2
        catch
          e = opaque()
          c = 3
        return c"
    `);
  });

  it('takes a parameter and a var of one name for one variable', () => {
    expect(show('function f(a) { var a = a || 1; return a; }')).toMatchInlineSnapshot(`
      "f = fn1
      fn1 f(a)
        a = param(0)
        a = or(a, 1)
        return a"
    `);
  });

  it('runs function declarations first', () => {
    expect(show('f(); function f() { return g; } function g() {}')).toMatchInlineSnapshot(`
      "f = fn1
      g = fn2
      f()
      fn1 f()
        return g
      fn2 g()"
    `);
  });

  it('binds the names of function and class expressions inside them', () => {
    expect(show('const a = function b() { b(); }; b(); const c = class D { m() { D.x(); } }; D;')).toMatchInlineSnapshot(`
      "a = (b = fn1, b)
      @b()
      c = (D = class0, D)
      @D
      fn1 b()
        b()
      fn2 method m() of class0
        D.x()
      class0 D new / { method m fn2 }"
    `);
  });

  it('names anonymous functions and classes after what they are assigned to', () => {
    const program = lower('const a = () => {}; o.b = function () {}; const o = { c: () => 1 }; let { d = () => 2 } = o; const E = class {};', 'a.js');
    expect(program.functions.map((fn) => fn.name)).toEqual(['', 'a', 'b', 'c', 'd']);
    expect(program.classes.map((cls) => cls.name)).toEqual(['E']);
  });

  it('says which variables another function reads or writes', () => {
    const { variables } = lower('let a, b, c, d; function f() { a; b = 1; let e; e; } c; d += 1;', 'a.js');
    expect(variables.filter((variable) => variable.captured).map((variable) => variable.name)).toEqual(['a', 'b']);
    expect(variables.map(({ name, owner }) => `${name}${owner}`)).toEqual(['a0', 'b0', 'c0', 'd0', 'f0', 'e1']);
  });

  it('binds enums, namespaces and import aliases', () => {
    expect(
      show("enum M { Get = 'GET', Put = Get, A = 1, B, C } const enum N { X } namespace P { export const a = 1; const b = a; export function f() { return b; } } namespace Q.R { export let z = 1; } import S = P.a;"),
    ).toMatchInlineSnapshot(`
      "M = {Get: "GET", Put: "GET", A: 1, B: 2, C: 3}
      N = {X: 0}
      P ?= {}
      f = fn1
      P.f = f
      a = 1
      P.a = a
      b = a
      Q ?= {}
      R ?= {}
      z = 1
      R.z = z
      Q.R = R
      S = P.a
      fn1 f()
        return b"
    `);
  });

  it('takes ambient declarations for globals unless their type leads somewhere', () => {
    expect(
      show("import { Api } from 'm'; declare var require: any; declare const api: Api; declare const w: Window; declare function f(): void; declare global { interface Window { x: 1 } } require('n'); api; w; f;"),
    ).toMatchInlineSnapshot(`
      "<n:*>
      api
      @w
      @f
      var api: <m:Api>"
    `);
  });
});
