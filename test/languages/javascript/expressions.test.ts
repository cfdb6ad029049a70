import { describe, expect, it } from 'vitest';
import { lower } from '../../../src/languages/javascript/lower.js';
import { show } from './show.js';

describe('expressions', () => {
  it('lowers literals', () => {
    expect(show("f('a', 1, -2, true, false, null, undefined, void 0, `b`, 10n, /x/)")).toMatchInlineSnapshot(`"@f("a", 1, -2, true, false, null, undefined, undefined, "b", opaque(), new @RegExp("x", ""))"`);
  });

  it('puts text together from templates and +, whatever the parentheses at the left', () => {
    expect(show('const p = `/a/${id}/b`; const q = "/c/" + id + "/d"; const r = ("x" + `${a}y`) + (b + "z");')).toMatchInlineSnapshot(`
      "p = text("/a/", @id, "/b")
      q = text("/c/", @id, "/d")
      r = text("x", @a, "y", @b, "z")"
    `);
  });

  it('appends, defaults and assigns with operators', () => {
    expect(show('let u = "/a"; u += "/b"; u ??= "/c"; u ||= "/d"; u &&= "/e"; let n = 1; n -= 2; n++; --n;')).toMatchInlineSnapshot(`
      "u = "/a"
      u += "/b"
      u ?= "/c"
      u ?= "/d"
      u = and(u, "/e")
      n = 1
      n = opaque(n, 2)
      n = opaque(n)
      n = opaque(n)"
    `);
  });

  it('reads members, also by a constant in brackets and through optional chains', () => {
    expect(show("const a = x; a.b.c; a['d']; a[`e`]; a[0]; a[k]; a?.f?.[0]?.g; a!.h; a.#p;")).toMatchInlineSnapshot(`
      "a = @x
      a.b.c
      a.d
      a.e
      a[0]
      a[@k]
      a.f[0].g
      a.h
      a.#p"
    `);
  });

  it('calls', () => {
    expect(show('f(); a.b(1, ...xs); new C; new a.D(1); f<string, Api>(1); a?.(); a.b?.(); (a.b)(); (0, a.b)();')).toMatchInlineSnapshot(`
      "@f()
      @a.b(1, ...@xs)
      new @C()
      new @a.D(1)
      @f<@string, @Api>(1)
      @a()
      @a.b()
      @a.b()
      (0, @a.b)()"
    `);
  });

  it('calls the tag of a template with its texts and holes', () => {
    expect(show('String.raw`/a/${id}`; gql`query`;')).toMatchInlineSnapshot(`
      "@String.raw(["/a/", ""], @id)
      @gql(["query"])"
    `);
  });

  it('says where the last name of a callee stands', () => {
    const text = "a\n  .b(1)\n  .c(2); f(3); new g.H(4); o['m'](5); (p.q)(6);";
    const program = lower(text, 'a.ts');
    const calls = program.functions[0]?.body.flatMap((statement) => (statement.k === 'do' ? [statement.expr.at] : []));
    expect(calls?.map((at) => text.slice(at, at + 3))).toEqual(['c(2', 'f(3', 'H(4', "'m'", 'q)(']);
  });

  it('makes a regular expression of its source and flags', () => {
    expect(show('p.replace(/\\{id\\}[/]/g, x)')).toMatchInlineSnapshot(`"@p.replace(new @RegExp("\\\\{id\\\\}[/]", "g"), @x)"`);
  });

  it('lowers objects', () => {
    expect(
      show("const o = { a, b: 1, 'c-d': 2, 3: 4, [k]: 5, ['e']: 6, f() {}, get g() { return 1 }, set h(v) { v() }, ...rest, async *i() {} };"),
    ).toMatchInlineSnapshot(`
      "o = {a: @a, b: 1, c-d: 2, 3: 4, [@k]: 5, e: 6, f: fn1, get g: fn2, ...@rest, i: fn4}
      fn1 method f()
      fn2 getter g()
        return 1
      fn3 setter h(v)
        v = param(0)
        v()
      fn4 method i()"
    `);
  });

  it('lowers arrays', () => {
    expect(show('[1, , ...xs, a]')).toMatchInlineSnapshot(`"[1, undefined, ...@xs, @a]"`);
  });

  it('lowers choices and logic', () => {
    expect(show("const m = isNew ? 'POST' : 'PUT'; const u = a || b && c; const v = a ?? b;")).toMatchInlineSnapshot(`
      "m = choose(@isNew 'isNew' reads [], "POST", "PUT")
      u = or(@a, and(@b, @c))
      v = nullish(@a, @b)"
    `);
  });

  it('gives two tests of one condition the same key', () => {
    expect(
      show("const a = 1; const b = 2; x(!a ? 1 : 2, a ? 3 : 4, a !== b ? 5 : 6, a  ===\n b ? 7 : 8, !(a == b) ? 9 : 10, (!!a) ? 11 : 12);"),
    ).toMatchInlineSnapshot(`
      "a = 1
      b = 2
      @x(choose(not a 'a' reads [a], 1, 2), choose(a 'a' reads [a], 3, 4), choose(not equal(a, b) 'a === b' reads [a b], 5, 6), choose(equal(a, b) 'a === b' reads [a b], 7, 8), choose(not equal(a, b) 'a == b' reads [a b], 9, 10), choose(a 'a' reads [a], 11, 12))"
    `);
  });

  it('keeps operands that may call in what it cannot say', () => {
    expect(show('typeof f(); delete a[g()]; f() > g(); f() - g() - h(); !f(); f() in g(); void f(); import.meta.url; new.target;')).toMatchInlineSnapshot(`
      "opaque(@f())
      opaque(@a[@g()])
      opaque(@f(), @g())
      opaque(@f(), @g(), @h())
      opaque(@f())
      opaque(@f(), @g())
      (@f(), undefined)
      opaque().url
      opaque()"
    `);
  });

  it('keeps comparisons', () => {
    expect(show("x(m === 'GET', m == 'GET', m !== 'GET', m != 'GET')")).toMatchInlineSnapshot(`"@x(equal(@m, "GET"), equal(@m, "GET"), opaque(equal(@m, "GET")), opaque(equal(@m, "GET")))"`);
  });

  it('awaits, and takes yield for an await', () => {
    expect(show('async function f() { await g(); } function* h() { const x = yield call(a.b); yield; yield* g(); }')).toMatchInlineSnapshot(`
      "f = fn1
      h = fn2
      fn1 f()
        await(@g())
      fn2 h()
        x = await(@call(@a.b))
        opaque()
        await(@g())"
    `);
  });

  it('keeps casts that lead to a class', () => {
    expect(show('a as Api; <Api>a; a satisfies Api; a as any; a as const; a as unknown as Api; (a!).b;')).toMatchInlineSnapshot(`
      "(@a as @Api)
      (@a as @Api)
      (@a as @Api)
      @a
      @a
      (@a as @Api)
      @a.b"
    `);
  });

  it('takes the last of a sequence', () => {
    expect(show('const x = (a(), b(), c);')).toMatchInlineSnapshot(`"x = (@a(), @b(), @c)"`);
  });

  it('binds arguments and this', () => {
    expect(show('function f() { g.apply(this, arguments); } const h = () => arguments; arguments;')).toMatchInlineSnapshot(`
      "f = fn1
      h = fn2
      @arguments
      fn1 f()
        @g.apply(this, arguments)
      fn2 arrow h()
        return opaque()"
    `);
  });
});

describe('destructuring', () => {
  it('takes patterns of declarations apart', () => {
    expect(show("const { a, b: c, d = 1, e: { f }, 'g-h': i, [k]: l, ...rest } = o;")).toMatchInlineSnapshot(`
      "a = @o.a
      c = @o.b
      d = default(@o.d, 1)
      f = @o.e.f
      i = @o.g-h
      l = @o[@k]
      rest = rest(@o, 0, -a, -b, -d, -e, -g-h)"
    `);
  });

  it('keeps the value when evaluating it twice would call twice', () => {
    expect(show('const { a, b } = make(); const [x, , y = 1, ...zs] = await all();')).toMatchInlineSnapshot(`
      "$5 = @make()
      a = $5.a
      b = $5.b
      $6 = await(@all())
      x = $6[0]
      y = default($6[2], 1)
      zs = rest($6, 3)"
    `);
  });

  it('assigns to patterns', () => {
    expect(show('let a, b; ({ a, b: x.y, c: [b] = [], ...rest } = o); [a, b] = [b, a]; [x[0], ...xs] = f();')).toMatchInlineSnapshot(`
      "($2 = @o, a = $2.a, @x.y = $2.b, $3 = default($2.c, []), b = $3[0], @rest = rest($2, 0, -a, -b, -c))
      ($4 = [b, a], a = $4[0], b = $4[1])
      ($5 = @f(), @x[0] = $5[0], @xs = rest($5, 1))"
    `);
  });

  it('takes parameters apart', () => {
    expect(
      show('function f({ api, opts: { path } = {} }: { api: Api; opts?: any }, [first] = [], ...{ length }) {} ((a = 1, b?: Api) => a)()'),
    ).toMatchInlineSnapshot(`
      "f = fn1
      fn2()
      fn1 f(_: {api: @Api, opts}, _?, ..._)
        api = param(0).api
        path = default(param(0).opts, {}).path
        $5 = default(param(1), [])
        first = $5[0]
        length = param(2).length
      fn2 arrow (a?, b?: @Api)
        a = default(param(0), 1)
        b = param(1)
        return a
      var api: @Api
      var b: @Api"
    `);
  });
});
