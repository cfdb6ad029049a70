import { describe, expect, it } from 'vitest';
import { lower } from '../../../src/languages/javascript/lower.js';
import { show } from './show.js';

describe('pages', () => {
  const page = `<!doctype html>
<!-- <script>commented();</script> -->
<script src="https://cdn.example/sdk.js"></script>
<script src="js/app.js"></script>
<script type="application/json">{"a": "/api"}</script>
<script type='text/template'><b>{{ x }}</b></script>
<body onload="start('x')" data-on="no()">
<script>
  const api = make();
  function start(x) { api.get(x); }
</script>
<button title="a > b" onclick='api.go()' onfocus="say(&quot;x&quot;)">Go</button>
<SCRIPT TYPE="text/javascript" defer>api.end()</SCRIPT >
</body>`;

  it('lowers all inline scripts of a page with one top level', () => {
    expect(show(page, 'index.html')).toMatchInlineSnapshot(`
      "opaque(fn1)
      start = fn2
      api = @make()
      opaque(fn3)
      api.end()
      fn1 ()
        start("x")
      fn2 start(x)
        x = param(0)
        api.get(x)
      fn3 ()
        api.go()"
    `);
  });

  it('keeps the offsets of the page', () => {
    const program = lower(page, 'index.html');
    const api = program.variables.find((variable) => variable.name === 'api');
    expect(api?.at).toBe(page.indexOf('api = make'));
    expect(program.lineStarts.length).toBe(page.split('\n').length);
  });

  it('lists the local scripts that the page loads', () => {
    const program = lower(page, 'index.html');
    expect(program.pageScripts).toEqual(['js/app.js']);
    expect(program.kind).toBe('script');
  });

  it('takes a page of module scripts for a module', () => {
    expect(lower('<script type="module">import a from "./a.js"; a();</script>', 'a.htm').kind).toBe('module');
    expect(lower('<script type="module" src="/main.ts"></script>', 'a.html').pageScripts).toEqual(['/main.ts']);
  });

  it('goes on after a script with a syntax error', () => {
    const program = lower('<script>function ( {</script><script>f();</script>', 'a.html');
    expect(program.problems.length).toBeGreaterThan(0);
    expect(show('<script>function ( {</script><script>f();</script>', 'a.html')).toContain('@f()');
  });

  it.each([
    ['<script type="text/typescript">const a: X = f();</script>', 1],
    ['<script type="text/babel">const a = <b>{f()}</b>;</script>', 1],
    ['<script lang="ts">let a: X = f();</script>', 1],
    ['<script type="importmap">{"imports": {}}</script>', 0],
    ['<script lang="coffee">a = -> b</script>', 0],
    ['<script>f();', 1],
    ['<script data-x="</script>">f();</script>', 1],
    ['a < b <script>f();</script>', 1],
    ['<p title="open>text</p><script>f();</script>', 0],
    ['<!-- open <script>f();</script>', 0],
  ])('finds the scripts of %s', (text, statements) => {
    const { functions, problems } = lower(text, 'a.html');
    expect([functions[0]?.body.length, problems]).toEqual([statements, []]);
  });

  it('reads a page of unclosed quotes in one pass', () => {
    const text = '<p title="'.repeat(50_000);
    expect(lower(text, 'a.html').functions).toHaveLength(1);
  });

  it('ignores the comment that hides a script from old browsers', () => {
    const program = lower('<script><!-- hide\nf();\n//--></script>', 'a.html');
    expect(program.problems).toEqual([]);
  });

  it('lowers both scripts of a Vue component', () => {
    const component = `<template><a @click="f()" onclick="g()">{{ x > 1 }}</a></template>
<script lang="ts">export default { name: 'x' };</script>
<script setup lang="ts">
import api from './api';
const x: number = await api.get();
</script>
<style>a > b {}</style>`;
    expect(show(component, 'a.vue')).toMatchInlineSnapshot(`
      "default = {name: "x"}
      x = await(<./api:default>.get())
      export default = default"
    `);
    expect(lower(component, 'a.vue')).toMatchObject({ kind: 'module', problems: [], imports: [{ module: './api' }] });
  });
});

describe('jsx', () => {
  it('calls components with their attributes and holds those of elements', () => {
    expect(
      show("import { List } from './list'; const App = () => <><List a={x} b='c' d {...rest} on={() => api.get()}>{y}<b onClick={() => api.put()}>text</b></List><ns.Item/>{}<Unknown z={f()}/></>;", 'a.tsx'),
    ).toMatchInlineSnapshot(`
      "App = fn1
      fn1 arrow App()
        return opaque(<./list:List>({a: @x, b: "c", d: true, ...@rest, on: fn2, children: [@y, opaque(fn3)]}), @ns.Item({}), opaque(@f()))
      fn2 arrow on() in fn1
        return @api.get()
      fn3 arrow onClick() in fn1
        return @api.put()"
    `);
  });

  it('reads JSX in JavaScript files', () => {
    expect(lower('const a = <div>{f()}</div>;', 'a.js').problems).toEqual([]);
  });
});
