import { describe, expect, it } from 'vitest';
import { show } from './show.js';

describe('statements', () => {
  it('branches', () => {
    expect(show('if (a) f(); else if (!b) { g(); } else h();')).toMatchInlineSnapshot(`
      "if @a 'a' reads []
        @f()
      else
        if not @b 'b' reads []
          @g()
        else
          @h()"
    `);
  });

  it('binds the variable of a loop over values or keys', () => {
    expect(
      show('for (const x of xs) f(x); for (const [k, v] of Object.entries(m)) g(k, v); for (const k in o) h(k); let y; for (y of xs) f(y); for (o.p of xs) f();'),
    ).toMatchInlineSnapshot(`
      "loop
        x = element(@xs)
        @f(x)
      loop
        $4 = element(@Object.entries(@m))
        k = $4[0]
        v = $4[1]
        @g(k, v)
      loop
        k$5 = key(@o)
        @h(k$5)
      loop
        y = element(@xs)
        @f(y)
      loop
        @o.p = element(@xs)
        @f()"
    `);
  });

  it('loops', () => {
    expect(
      show('for (let i = 0, n = 2; i < n; i++) f(i); for (;;) break; while (more()) { if (a) continue; g(); } do { h(); } while (again());'),
    ).toMatchInlineSnapshot(`
      "i = 0
      n = 2
      loop opaque(i, n)
        @f(i)
        i = opaque(i)
      loop
        break
      loop @more()
        if @a 'a' reads []
          continue
        @g()
      loop
        @h()
        @again()"
    `);
  });

  it('switches', () => {
    expect(
      show("switch (m) { case 'a': case 'b': f(); break; case 'c': g(); case 'd': { h(); break; } case 'e': if (x) break; else throw y; default: i(); }"),
    ).toMatchInlineSnapshot(`
      "switch @m
        "a", "b":
          @f()
        "c": falls
          @g()
        "d":
          @h()
        "e":
          if @x 'x' reads []
            break
          else
            throw @y
        else: falls
          @i()"
    `);
    expect(show('switch (m) { case 1: let x = f(); default: case 2: x; }')).toMatchInlineSnapshot(`
      "switch @m
        1: falls
          x = @f()
        else: falls
          x"
    `);
  });

  it('tries', () => {
    expect(show('try { f(); } catch (e) { g(e); } finally { h(); } try { f() } catch { } try { f() } finally { h() } try {} catch ({ message }) { message }')).toMatchInlineSnapshot(`
      "try
        @f()
      catch
        e = opaque()
        @g(e)
      @h()
      try
        @f()
      catch
      try
        @f()
      catch
      @h()
      try
      catch
        $2 = opaque()
        message = $2.message
        message"
    `);
  });

  it('lowers a function that is the whole branch', () => {
    expect(show('if (a) function f() { g(); }', 'a.js')).toMatchInlineSnapshot(`
      "if @a 'a' reads []
        f = fn1
      fn1 f()
        @g()"
    `);
  });

  it('leaves', () => {
    expect(show('function f() { if (a) return; outer: for (;;) { break outer; } throw new Error("x"); }')).toMatchInlineSnapshot(`
      "f = fn1
      fn1 f()
        if @a 'a' reads []
          return
        loop
          break
        throw new @Error("x")"
    `);
  });

  it('says nothing of directives and empty statements', () => {
    expect(show("'use strict'; ; debugger;")).toBe('');
  });
});
