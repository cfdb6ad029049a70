import { describe, expect, it } from 'vitest';
import { show } from './show.js';

describe('types', () => {
  it('binds names to imports, classes, types and globals', () => {
    expect(
      show("import type { A } from 'm'; import * as pc from 'n'; class B {} interface C {} let a: A, b: B, c: C, d: pc.RoutingApi, e: Window, f: string, g: pc.models.Queue<A>;"),
    ).toMatchInlineSnapshot(`
      "B = class0
      class0 B new / {  }
      type0 C = {}
      var a: <m:A>
      var b: class0
      var c: type0
      var d: <n:*>.RoutingApi
      var e: @Window
      var g: <n:*>.models.Queue<<m:A>>"
    `);
  });

  it('lowers compound types', () => {
    expect(
      show(
        "import { A } from 'm'; let a: A | undefined, b: A & { x: A }, c: A[], d: readonly A[], e: [A, string], f: Pick<A, 'x' | 'y'>, g: Promise<A>, h: Map<string, A>, i: () => A, j: A['x'], k: keyof A, l: 'GET' | 'PUT', m: A extends string ? A : never, n: (A);",
      ),
    ).toMatchInlineSnapshot(`
      "var a: <m:A>
      var b: <m:A> | {x: <m:A>}
      var c: <m:A>[]
      var d: <m:A>[]
      var e: <m:A>[]
      var f: @Pick<<m:A>, "x" | "y">
      var g: @Promise<<m:A>>
      var h: @Map<@string, <m:A>>
      var l: "GET" | "PUT"
      var m: <m:A>
      var n: <m:A>"
    `);
  });

  it('lowers typeof and import types', () => {
    expect(
      show("import type pc from 'm'; const o = {}; let a: typeof pc, b: typeof o.x, c: import('n').A, d: typeof import('n'), e: InstanceType<typeof pc.RoutingApi>, f: import('n').a.B<string>;"),
    ).toMatchInlineSnapshot(`
      "o = {}
      var a: typeof <m:default>
      var b: typeof o.x
      var c: <n:A>
      var d: typeof <n:*>
      var e: @InstanceType<typeof <m:default>.RoutingApi>
      var f: <n:a>.B<@string>"
    `);
  });

  it('lowers interfaces and aliases', () => {
    expect(
      show("import { A } from 'm'; interface I extends J, A { a: A; b?: string; c(): A; readonly d: I; get e(): A } interface I { f: A } type T = { x: A }; type U = A | I; type V<K extends A> = K; type W = string;"),
    ).toMatchInlineSnapshot(`
      "type0 I = {a: <m:A>, b, c, d: type0, e: <m:A>, f: <m:A>} & @J & <m:A>
      type1 T = {x: <m:A>}
      type2 U = <m:A> | type0
      type3 V = <m:A>
      type4 W = {}"
    `);
  });

  it('lets a type parameter stand for its constraint', () => {
    expect(show("import { A } from 'm'; function f<T extends A, U>(a: T, b: U): T { return a; } class C<T extends A> { x: T; }")).toMatchInlineSnapshot(`
      "f = fn1
      C = class0
      fn1 f(a: <m:A>, b: @U): <m:A>
        a = param(0)
        b = param(1)
        return a
      class0 C new / { field x: <m:A> }
      var a: <m:A>
      var b: @U"
    `);
  });

  it('keeps the declared type of what a pattern takes apart', () => {
    expect(show("import { Deps } from 'm'; const { api }: Deps = f();")).toMatchInlineSnapshot(`
      "$1 = (@f() as <m:Deps>)
      api = $1.api"
    `);
  });

  it('types destructured parameters by an object type', () => {
    expect(show("import { A } from 'm'; function f({ api, n }: { api: A; n: string }) {} let [x]: A[] = f();")).toMatchInlineSnapshot(`
      "f = fn1
      $4 = (f() as <m:A>[])
      x = $4[0]
      fn1 f(_: {api: <m:A>, n})
        api = param(0).api
        n = param(0).n
      var x: <m:A>
      var api: <m:A>"
    `);
  });
});
