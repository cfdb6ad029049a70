import { describe, expect, it } from 'vitest';
import { show } from './show.js';

describe('functions', () => {
  it('lowers declarations, expressions, arrows', () => {
    expect(show('async function f(a, b = a, ...c) { return a; } const g = function () { return this; }; const h = async (x: Api): Promise<Api> => x;')).toMatchInlineSnapshot(`
      "f = fn1
      g = fn2
      h = fn3
      fn1 f(a, b?, ...c)
        a = param(0)
        b = default(param(1), a)
        c = param(2)
        return a
      fn2 g()
        return this
      fn3 arrow h(x: @Api): @Promise<@Api>
        x = param(0)
        return x
      var x: @Api"
    `);
  });

  it('skips the this parameter and overload signatures', () => {
    expect(show('function f(a: string): void; function f(this: Ctx, a: any) { a; }')).toMatchInlineSnapshot(`
      "f = fn1
      fn1 f(a)
        a = param(0)
        a"
    `);
  });

  it('nests', () => {
    expect(show('const wrap = (client) => (path) => client.get(path);')).toMatchInlineSnapshot(`
      "wrap = fn1
      fn1 arrow wrap(client)
        client = param(0)
        return fn2
      fn2 arrow (path) in fn1
        path = param(0)
        return client.get(path)"
    `);
  });
});

describe('classes', () => {
  it('assigns fields in an initializer and statics where the class is defined', () => {
    expect(
      show('class A extends B.C<T> implements I, J { static url = "/x"; static { this.go(); var q = () => this; } #p = 1; q: Api; r = () => this.#p; [k] = 2; static s; }'),
    ).toMatchInlineSnapshot(`
      "A = class0
      A.url = "/x"
      A.go()
      q = fn1
      fn1 arrow q()
        return A
      fn2 initializer A() of class0
        this.#p = 1
        this.r = fn3
        this[@k] = 2
      fn3 arrow r() in fn2
        return this.#p
      class0 A extends @B.C implements @I implements @J new /fn2 { static field url; field #p; field q: @Api; field r; static field s }"
    `);
  });

  it('lowers methods, accessors and constructors', () => {
    expect(
      show('class A { constructor(a) { super(a); super.m(); } m() {} get g() { return 1; } set g(v) {} static async s() { return this; } #h() {} ["c"]() {} [d]() {} m2(): void; m2(x?) {} }'),
    ).toMatchInlineSnapshot(`
      "A = class0
      A.prototype[@d] = fn8
      fn1 constructor constructor(a) of class0
        a = param(0)
        super(a)
        super.m()
      fn2 method m() of class0
      fn3 getter g() of class0
        return 1
      fn4 setter g(v) of class0
        v = param(0)
      fn5 static method s() of class0
        return this
      fn6 method #h() of class0
      fn7 method c() of class0
      fn8 method () of class0
      fn9 method m2(x?) of class0
        x = param(0)
      class0 A new fn1/ { method m fn2; getter g fn3; setter g fn4; static method s fn5; method #h fn6; method c fn7; method m2 fn9 }"
    `);
  });

  it('makes parameter properties fields', () => {
    expect(show('class A { constructor(private readonly http: HttpClient, public n = 1, plain: Api) { this.http.get(n); } }')).toMatchInlineSnapshot(`
      "A = class0
      fn1 constructor constructor(http: @HttpClient, n?, plain: @Api) of class0
        http = param(0)
        this.http = http
        n = default(param(1), 1)
        this.n = n
        plain = param(2)
        this.http.get(n)
      class0 A new fn1/ { field http: @HttpClient; field n }
      var http: @HttpClient
      var plain: @Api"
    `);
  });

  it('lowers class expressions', () => {
    expect(show('const A = class { m() {} }; const B = class C { static x = 1; }; export default class extends A { static y = this.z; } f(class { static { if (a) this.b(); } })')).toMatchInlineSnapshot(`
      "A = class0
      B = (C = class1, C.x = 1, C)
      default = class2
      default.y = default.z
      @f(($5 = class3, fn2(), $5))
      fn1 method m() of class0
      fn2 arrow ()
        if @a 'a' reads []
          $5.b()
      class0 A new / { method m fn1 }
      class1 C new / { static field x }
      class2 default extends A new / { static field y }
      class3  new / {  }
      export default = default"
    `);
  });

  it('runs decorators where the class is defined', () => {
    expect(show("@Injectable({ providedIn: 'root' }) class A { @Input() x = 1; @Log m() {} constructor(@Inject(TOKEN) private t: any) {} }")).toMatchInlineSnapshot(`
      "opaque(@Injectable({providedIn: "root"}))
      A = class0
      opaque(@Input())
      opaque(@Log)
      opaque(@Inject(@TOKEN))
      fn1 method m() of class0
      fn2 constructor constructor(t) of class0
        t = param(0)
        this.t = t
      fn3 initializer A() of class0
        this.x = 1
      class0 A new fn2/fn3 { field x; method m fn1; field t }"
    `);
  });

  it('keeps what abstract methods return', () => {
    expect(show('abstract class A { abstract api(): Api; abstract readonly url: string; run() { this.api().get(); } }')).toMatchInlineSnapshot(`
      "A = class0
      fn1 method api(): @Api of class0
      fn2 method run() of class0
        this.api().get()
      class0 A new / { method api fn1; field url; method run fn2 }"
    `);
  });

  it('lowers prototypes as ordinary assignments', () => {
    expect(show('function A() { this.x = 1; } A.prototype.m = function () { return this.x; }; A.prototype = { n() {} };', 'a.js')).toMatchInlineSnapshot(`
      "A = fn1
      A.prototype.m = fn2
      A.prototype = {n: fn3}
      fn1 A()
        this.x = 1
      fn2 m()
        return this.x
      fn3 method n()"
    `);
  });
});
