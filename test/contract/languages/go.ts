import type { Arg, Expr, Language, Stmt, Target, TypeRef } from '../../../src/model/index.js';
import { assign, Draft, testOf, type ClassDraft, type FunctionDraft } from './draft.js';
import { field, fields, named, openGrammar, problemsOf, type Node } from './grammar.js';

/** Enough of Go to lower the sample: not a language of the product. A package is one file. */
export const go: Language = {
  id: 'go',
  owns: (file) => file.endsWith('.go'),
  load: async () => {
    const parse = await openGrammar('go');
    return {
      lower(text, file) {
        const root = parse(text);
        const lowering = new Go(new Draft());
        lowering.file(root);
        lowering.draft.problems.push(...problemsOf(root));
        return lowering.draft.program(file, 'go', text);
      },
    };
  },
};

const nothing = (at: number, of: readonly Expr[] = []): Expr => ({ k: 'opaque', of, at });

class Go {
  constructor(readonly draft: Draft) {}
  private readonly classes = new Map<string, number>();

  /** Everything at the top is declared before anything of it is used, in whatever order it stands. */
  file(root: Node): void {
    const nodes = named(root);
    const body = this.draft.functions[0]?.body ?? [];
    for (const spec of root.descendantsOfType('import_spec')) this.import(spec);
    for (const spec of nodes.filter(({ type }) => type === 'type_declaration').flatMap(named)) this.class(spec, body);
    for (const node of nodes) if (node.type === 'function_declaration') this.draft.declare(field(node, 'name').text, node.startIndex);
    for (const node of nodes) if (/^(?:const|var)_declaration$/.test(node.type)) this.statement(node, body);
    for (const node of nodes) this.topFunction(node, body);
    for (const name of this.draft.scope.names.keys()) {
      if (/^[A-Z]/.test(name)) this.draft.exports.push({ k: 'value', name, value: this.draft.read(name, 0), at: 0 });
    }
  }

  private import(spec: Node): void {
    const at = spec.startIndex;
    const module = field(spec, 'path').text.slice(1, -1);
    const name = spec.childForFieldName('name')?.text ?? module.slice(module.lastIndexOf('/') + 1);
    this.draft.imports.push({ module, typeOnly: false, at });
    this.draft.bind(name, (where) => ({ k: 'import', module, name: '*', at: where }));
  }

  /** A struct is a class whose constructor takes its fields by name, which is what a literal gives. */
  private class(spec: Node, body: Stmt[]): void {
    const at = spec.startIndex;
    const name = field(spec, 'name').text;
    const index = this.draft.addClass(name, at);
    const form = this.draft.classes[index];
    this.classes.set(name, index);
    body.push(assign(this.draft.declare(name, at), { k: 'class', index, at }, at));
    if (form === undefined) return;
    form.construct = this.draft.inFunction({ name, role: 'constructor', cls: index }, at, (fn) => {
      for (const declaration of spec.descendantsOfType('field_declaration')) {
        for (const own of fields(declaration, 'name')) this.field(own, this.type(field(declaration, 'type')), form, fn);
      }
    });
  }

  private field(own: Node, type: TypeRef | undefined, form: ClassDraft, fn: FunctionDraft): void {
    const at = own.startIndex;
    const name = own.text;
    form.members.push({ name, kind: 'field', static: false, at, ...(type && { type }) });
    this.draft.addParam(fn, { name, rest: false, at, ...(type && { type }) });
    fn.body.push(assign({ k: 'member', of: { k: 'this', at }, name }, this.draft.read(name, at), at));
  }

  private topFunction(node: Node, body: Stmt[]): void {
    const at = node.startIndex;
    if (node.type === 'function_declaration') {
      const index = this.function(node, { name: field(node, 'name').text, role: 'function' });
      body.push(assign(this.draft.target(field(node, 'name').text), { k: 'function', index, at }, at));
    }
    if (node.type !== 'method_declaration') return;
    const [receiver] = named(field(node, 'receiver'));
    const cls = this.classes.get(receiver?.childForFieldName('type')?.text.replace('*', '') ?? '');
    const form = cls === undefined ? undefined : this.draft.classes[cls];
    if (cls === undefined || form === undefined) return;
    const name = field(node, 'name').text;
    const fn = this.function(node, { name, role: 'method', cls }, receiver?.childForFieldName('name')?.text);
    form.members.push({ name, kind: 'method', static: false, fn, at });
  }

  private function(node: Node, place: Parameters<Draft['inFunction']>[0], receiver?: string): number {
    return this.draft.inFunction(place, node.startIndex, (fn) => {
      if (receiver !== undefined) this.draft.bind(receiver, (at) => ({ k: 'this', at }));
      const result = node.childForFieldName('result');
      const returns = result === null ? undefined : this.type(result);
      if (returns) fn.returns = returns;
      for (const declaration of named(field(node, 'parameters'))) {
        const type = this.type(field(declaration, 'type'));
        for (const name of fields(declaration, 'name')) {
          this.draft.addParam(fn, { name: name.text, rest: declaration.type === 'variadic_parameter_declaration', at: name.startIndex, ...(type && { type }) });
        }
      }
      fn.body.push(...this.block(field(node, 'body')));
    });
  }

  private type(node: Node): TypeRef | undefined {
    switch (node.type) {
      case 'pointer_type':
        return this.type(named(node)[0] ?? node);
      case 'slice_type': {
        const of = this.type(field(node, 'element'));
        return of && { k: 'array', of };
      }
      case 'qualified_type': {
        const of = this.draft.read(field(node, 'package').text, node.startIndex);
        return of.k === 'import' ? { k: 'named', binding: { k: 'import', module: of.module, name: field(node, 'name').text }, path: [], args: [] } : undefined;
      }
      case 'type_identifier': {
        const index = this.classes.get(node.text);
        return { k: 'named', binding: index === undefined ? { k: 'global', name: node.text } : { k: 'class', index }, path: [], args: [] };
      }
      default:
        return undefined;
    }
  }

  private block(node: Node): Stmt[] {
    return this.draft.inBlock(() => {
      const out: Stmt[] = [];
      for (const statement of named(node).flatMap((child) => (child.type === 'statement_list' ? named(child) : [child]))) this.statement(statement, out);
      return out;
    });
  }

  private statement(node: Node, out: Stmt[]): void {
    const at = node.startIndex;
    switch (node.type) {
      case 'const_declaration':
      case 'var_declaration':
        for (const spec of named(node)) this.assign(fields(spec, 'name'), spec.childForFieldName('value'), 'declare', out);
        return;
      case 'short_var_declaration':
        this.assign(named(field(node, 'left')), field(node, 'right'), 'declare', out);
        return;
      case 'assignment_statement':
        this.assign(named(field(node, 'left')), field(node, 'right'), field(node, 'operator').type === '+=' ? 'append' : 'set', out);
        return;
      case 'expression_statement':
        for (const child of named(node)) out.push({ k: 'do', expr: this.expr(child) });
        return;
      case 'return_statement': {
        const [list] = named(node);
        out.push(list === undefined ? { k: 'return', at } : { k: 'return', value: this.values(list), at });
        return;
      }
      case 'if_statement':
        this.draft.inBlock(() => {
          this.if(node, out);
        });
        return;
      case 'for_statement':
        this.draft.inBlock(() => {
          this.for(node, out);
        });
        return;
      default:
        out.push({ k: 'do', expr: this.expr(node) });
    }
  }

  private if(node: Node, out: Stmt[]): void {
    const first = node.childForFieldName('initializer');
    if (first !== null) this.statement(first, out);
    const condition = field(node, 'condition');
    const alternative = node.childForFieldName('alternative');
    const otherwise: Stmt[] = [];
    if (alternative?.type === 'if_statement') this.statement(alternative, otherwise);
    else if (alternative) otherwise.push(...this.block(alternative));
    out.push({ k: 'if', test: testOf(this.expr(condition), condition.text), then: this.block(field(node, 'consequence')), else: otherwise });
  }

  /** `for index, value := range list`, and any other loop by its body alone. */
  private for(node: Node, out: Stmt[]): void {
    const range = named(node).find(({ type }) => type === 'range_clause');
    const body: Stmt[] = [];
    if (range !== undefined) {
      const of = this.expr(field(range, 'right'));
      const [key, value] = named(field(range, 'left'));
      for (const [name, k] of [[key, 'key'], [value, 'element']] as const) {
        if (name !== undefined && name.text !== '_') body.push(assign(this.draft.declare(name.text, name.startIndex), { k, of, at: name.startIndex }, name.startIndex));
      }
    }
    out.push({ k: 'loop', body: [...body, ...this.block(field(node, 'body'))] });
  }

  /** Several values at once are a list that is taken apart. */
  private assign(names: readonly Node[], right: Node | null, how: 'declare' | 'set' | 'append', out: Stmt[]): void {
    const values = right === null ? [] : named(right).map((value) => this.expr(value));
    const only = values.length === 1 && names.length > 1 ? values[0] : undefined;
    const at = right?.startIndex ?? 0;
    const list = only && this.draft.declare(`values at ${at}`, at);
    if (only && list?.k === 'var') out.push(assign(list, only, at));
    names.forEach((name, index) => {
      if (name.text === '_') return;
      const value = list?.k === 'var' ? ({ k: 'index', of: { k: 'var', id: list.id, at }, index: { k: 'lit', value: index, at }, at } as const) : values[index];
      const target = how === 'declare' ? this.draft.declare(name.text, name.startIndex) : this.target(name);
      out.push(assign(target, value ?? nothing(at), name.startIndex, how === 'append' ? 'append' : 'set'));
    });
  }

  private target(node: Node): Target {
    if (node.type === 'selector_expression') return { k: 'member', of: this.expr(field(node, 'operand')), name: field(node, 'field').text };
    if (node.type === 'index_expression') return { k: 'index', of: this.expr(field(node, 'operand')), index: this.expr(field(node, 'index')) };
    return this.draft.target(node.text);
  }

  private values(list: Node): Expr {
    const values = named(list).map((value) => this.expr(value));
    const [only] = values;
    return values.length === 1 && only !== undefined ? only : { k: 'array', items: values.map((value) => ({ value })), at: list.startIndex };
  }

  private expr(node: Node): Expr {
    const at = node.startIndex;
    switch (node.type) {
      case 'identifier':
        return this.draft.read(node.text, at);
      case 'interpreted_string_literal':
        return { k: 'lit', value: JSON.parse(node.text) as string, at };
      case 'raw_string_literal':
        return { k: 'lit', value: node.text.slice(1, -1), at };
      case 'int_literal':
        return { k: 'lit', value: Number(node.text), at };
      case 'nil':
        return { k: 'lit', value: null, at };
      case 'true':
      case 'false':
        return { k: 'lit', value: node.type === 'true', at };
      case 'parenthesized_expression':
      case 'literal_element':
        return this.expr(named(node)[0] ?? node);
      case 'selector_expression': {
        const name = field(node, 'field');
        return { k: 'member', of: this.expr(field(node, 'operand')), name: name.text, at: name.startIndex };
      }
      case 'index_expression':
        return { k: 'index', of: this.expr(field(node, 'operand')), index: this.expr(field(node, 'index')), at };
      case 'call_expression': {
        const callee = field(node, 'function');
        const last = callee.type === 'selector_expression' ? field(callee, 'field') : callee;
        return { k: 'call', callee: this.expr(callee), args: named(field(node, 'arguments')).map((value) => ({ value: this.expr(value) })), construct: false, at: last.startIndex };
      }
      case 'unary_expression':
        return field(node, 'operator').type === '&' ? this.expr(field(node, 'operand')) : nothing(at, [this.expr(field(node, 'operand'))]);
      case 'binary_expression':
        return this.binary(field(node, 'operator').type, this.expr(field(node, 'left')), this.expr(field(node, 'right')), at);
      case 'composite_literal':
        return this.composite(field(node, 'type'), named(field(node, 'body')), at);
      case 'func_literal':
        return { k: 'function', index: this.function(node, { name: '', role: 'function', lexicalThis: true }), at };
      default:
        return nothing(at, named(node).map((child) => this.expr(child)));
    }
  }

  private binary(operator: string, left: Expr, right: Expr, at: number): Expr {
    if (operator === '+') return { k: 'text', parts: [left, right], at };
    if (operator === '==') return { k: 'equal', left, right, at };
    if (operator === '&&' || operator === '||') return { k: 'logic', op: operator === '&&' ? 'and' : 'or', left, right, at };
    return nothing(at, [left, right]);
  }

  private composite(type: Node, elements: readonly Node[], at: number): Expr {
    const args = elements.map((element): Arg => {
      if (element.type !== 'keyed_element') return { value: this.expr(element) };
      return { name: field(element, 'key').text, value: this.expr(field(element, 'value')) };
    });
    if (type.type === 'slice_type') return { k: 'array', items: args, at };
    if (type.type === 'map_type') return { k: 'object', entries: args.map(({ name = '', value }) => ({ k: 'field', name: name.replace(/^"|"$/g, ''), value, at })), at };
    const callee: Expr =
      type.type === 'qualified_type'
        ? { k: 'member', of: this.draft.read(field(type, 'package').text, at), name: field(type, 'name').text, at }
        : this.draft.read(type.text, at);
    return { k: 'call', callee, args, construct: true, at };
  }
}
