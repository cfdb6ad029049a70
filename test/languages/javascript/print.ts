import type { Arg, ClassForm, Entry, Expr, FunctionForm, Program, Stmt, Target, Test, TypeRef } from '../../../src/model/program.js';

/**
 * A lowered program as text, for inline snapshots. `<m:x>` is what is imported as `x` from `m`, `@x` a global,
 * `$3` a kept value, `fn1` and `class0` functions and classes, `param(0)` a raw argument, `?=` an assignment where nothing was.
 */
export function print(program: Program): string {
  const names = program.variables.map(({ name }, id) => {
    if (name === '') return `$${id}`;
    return program.variables.findIndex((other) => other.name === name) === id ? name : `${name}$${id}`;
  });
  const printer = new Printer(names);
  const parts = program.functions.flatMap((fn, index) => printer.fn(fn, index));
  parts.push(...program.classes.map((cls, index) => printer.cls(cls, index)));
  program.types.forEach((form, index) => {
    const bases = form.extends.map((base) => ` & ${printer.type(base)}`).join('');
    parts.push(`type${index} ${form.name} = ${form.alias === undefined ? printer.members(form.members) : printer.type(form.alias)}${bases}`);
  });
  for (const { name, type } of program.variables) if (type !== undefined) parts.push(`var ${name}: ${printer.type(type)}`);
  for (const item of program.exports) {
    if (item.k === 'value') parts.push(`export ${item.name} = ${printer.expr(item.value)}`);
    else parts.push(item.k === 'all' ? `export * from ${item.module}` : `export ${item.name} = <${item.module}:${item.imported}>`);
  }
  return parts.join('\n');
}

class Printer {
  readonly #names: readonly string[];

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  fn(fn: FunctionForm, index: number): string[] {
    if (index === 0) return fn.body.flatMap((stmt) => this.stmt(stmt, ''));
    const params = fn.params.map((param) => {
      const type = param.type === undefined ? '' : `: ${this.type(param.type)}`;
      return `${param.rest ? '...' : ''}${param.name === '' ? '_' : param.name}${param.optional ? '?' : ''}${type}`;
    });
    const owner = fn.cls === undefined ? '' : ` of class${fn.cls}`;
    const outer = fn.outer === 0 ? '' : ` in fn${fn.outer}`;
    const returns = fn.returns === undefined ? '' : `: ${this.type(fn.returns)}`;
    const marks = `${fn.static === true ? 'static ' : ''}${fn.lexicalThis ? 'arrow ' : ''}${fn.role === 'function' ? '' : `${fn.role} `}`;
    return [`fn${index} ${marks}${fn.name}(${params.join(', ')})${returns}${owner}${outer}`, ...fn.body.flatMap((stmt) => this.stmt(stmt, '  '))];
  }

  cls(cls: ClassForm, index: number): string {
    const base = cls.extends === undefined ? '' : ` extends ${this.expr(cls.extends)}`;
    const supertypes = cls.implements.map((type) => ` implements ${this.type(type)}`).join('');
    const calls = [cls.construct, cls.initializer].map((fn) => (fn === undefined ? '' : `fn${fn}`)).join('/');
    const members = cls.members.map((member) => {
      const value = member.fn === undefined ? '' : ` fn${member.fn}`;
      const type = member.type === undefined ? '' : `: ${this.type(member.type)}`;
      return `${member.static ? 'static ' : ''}${member.kind} ${member.name}${type}${value}`;
    });
    return `class${index} ${cls.name}${base}${supertypes} new ${calls} { ${members.join('; ')} }`;
  }

  block(stmts: readonly Stmt[], indent: string): string[] {
    return stmts.flatMap((stmt) => this.stmt(stmt, `${indent}  `));
  }

  stmt(stmt: Stmt, indent: string): string[] {
    switch (stmt.k) {
      case 'do':
        return [`${indent}${this.expr(stmt.expr)}`];
      case 'if':
        return [
          `${indent}if ${this.test(stmt.test)}`,
          ...this.block(stmt.then, indent),
          ...(stmt.else.length > 0 ? [`${indent}else`, ...this.block(stmt.else, indent)] : []),
        ];
      case 'loop':
        return [`${indent}loop${stmt.test === undefined ? '' : ` ${this.expr(stmt.test)}`}`, ...this.block(stmt.body, indent)];
      case 'try':
        return [`${indent}try`, ...this.block(stmt.body, indent), `${indent}catch`, ...this.block(stmt.handler, indent)];
      case 'switch':
        return [
          `${indent}switch ${this.expr(stmt.subject)}`,
          ...stmt.arms.flatMap((arm) => [
            `${indent}  ${arm.when.length === 0 ? 'else' : arm.when.map((value) => this.expr(value)).join(', ')}:${arm.fallsThrough ? ' falls' : ''}`,
            ...this.block(arm.body, `${indent}  `),
          ]),
        ];
      case 'return':
        return [`${indent}return${stmt.value === undefined ? '' : ` ${this.expr(stmt.value)}`}`];
      case 'exit':
        return [`${indent}${stmt.how}${stmt.value === undefined ? '' : ` ${this.expr(stmt.value)}`}`];
    }
  }

  test(test: Test): string {
    const reads = test.reads.map((id) => this.#names[id]).join(' ');
    return `${test.negated ? 'not ' : ''}${this.expr(test.expr)} '${test.key}' reads [${reads}]`;
  }

  target(target: Target): string {
    switch (target.k) {
      case 'var':
        return this.#names[target.id] ?? '';
      case 'global':
        return `@${target.name}`;
      case 'member':
        return `${this.expr(target.of)}.${target.name}`;
      case 'index':
        return `${this.expr(target.of)}[${this.expr(target.index)}]`;
      case 'export':
        return `export(${target.name})`;
    }
  }

  list(exprs: readonly Expr[]): string {
    return exprs.map((expr) => this.expr(expr)).join(', ');
  }

  args(args: readonly Arg[]): string {
    return args.map((arg) => `${arg.spread === true ? '...' : ''}${this.expr(arg.value)}`).join(', ');
  }

  entry(entry: Entry): string {
    switch (entry.k) {
      case 'field':
        return `${entry.name}: ${this.expr(entry.value)}`;
      case 'computed':
        return `[${this.expr(entry.name)}]: ${this.expr(entry.value)}`;
      case 'getter':
        return `get ${entry.name}: fn${entry.fn}`;
      case 'spread':
        return `...${this.expr(entry.value)}`;
    }
  }

  expr(expr: Expr): string {
    switch (expr.k) {
      case 'lit':
        return expr.value === undefined ? 'undefined' : JSON.stringify(expr.value);
      case 'text':
        return `text(${this.list(expr.parts)})`;
      case 'var':
        return this.#names[expr.id] ?? '';
      case 'global':
        return `@${expr.name}`;
      case 'param':
        return `param(${expr.index})`;
      case 'arguments':
      case 'this':
      case 'super':
        return expr.k;
      case 'import':
        return `<${expr.module}:${expr.name}>`;
      case 'member':
        return `${this.expr(expr.of)}.${expr.name}`;
      case 'index':
        return `${this.expr(expr.of)}[${this.expr(expr.index)}]`;
      case 'call': {
        const types = expr.types === undefined ? '' : `<${expr.types.map((type) => this.type(type)).join(', ')}>`;
        return `${expr.construct ? 'new ' : ''}${this.expr(expr.callee)}${types}(${this.args(expr.args)})`;
      }
      case 'object':
        return `{${expr.entries.map((entry) => this.entry(entry)).join(', ')}}`;
      case 'array':
        return `[${this.args(expr.items)}]`;
      case 'function':
        return `fn${expr.index}`;
      case 'class':
        return `class${expr.index}`;
      case 'choose':
        return `choose(${this.test(expr.test)}, ${this.expr(expr.then)}, ${this.expr(expr.else)})`;
      case 'logic':
        return `${expr.op}(${this.expr(expr.left)}, ${this.expr(expr.right)})`;
      case 'default':
        return `default(${this.expr(expr.of)}, ${this.expr(expr.fallback)})`;
      case 'assign':
        return `${this.target(expr.target)} ${{ set: '=', append: '+=', default: '?=' }[expr.op]} ${this.expr(expr.value)}`;
      case 'element':
      case 'key':
      case 'await':
        return `${expr.k}(${this.expr(expr.of)})`;
      case 'rest':
        return `rest(${this.expr(expr.of)}, ${expr.from}${expr.without.map((name) => `, -${name}`).join('')})`;
      case 'cast':
        return `(${this.expr(expr.of)} as ${this.type(expr.type)})`;
      case 'sequence':
        return `(${this.list(expr.of)})`;
      case 'equal':
        return `equal(${this.expr(expr.left)}, ${this.expr(expr.right)})`;
      case 'opaque':
        return `opaque(${this.list(expr.of)})`;
    }
  }

  members(members: readonly { name: string; type?: TypeRef }[]): string {
    return `{${members.map(({ name, type }) => (type === undefined ? name : `${name}: ${this.type(type)}`)).join(', ')}}`;
  }

  type(type: TypeRef): string {
    switch (type.k) {
      case 'named': {
        const { binding, path, args } = type;
        const first =
          binding.k === 'import'
            ? `<${binding.module}:${binding.name}>`
            : binding.k === 'global'
              ? `@${binding.name}`
              : `${binding.k}${binding.index}`;
        return `${[first, ...path].join('.')}${args.length > 0 ? `<${args.map((arg) => this.type(arg)).join(', ')}>` : ''}`;
      }
      case 'union':
        return type.of.map((member) => this.type(member)).join(' | ');
      case 'array':
        return `${this.type(type.of)}[]`;
      case 'object':
        return this.members(type.members);
      case 'text':
        return JSON.stringify(type.value);
      case 'typeof':
        return `typeof ${this.expr(type.of)}`;
    }
  }
}
