import type { Arg, Entry, Expr, Language, Stmt, Target } from '../../../src/model/index.js';
import { assign, Draft, testOf, type ClassDraft, type FunctionDraft } from './draft.js';
import { field, fields, named, openGrammar, problemsOf, type Node } from './grammar.js';

/** Enough of Python to lower the sample: not a language of the product. */
export const python: Language = {
  id: 'python',
  owns: (file) => file.endsWith('.py'),
  load: async () => {
    const parse = await openGrammar('python');
    return {
      lower(text, file) {
        const root = parse(text);
        const lowering = new Python(new Draft());
        lowering.file(root);
        lowering.draft.problems.push(...problemsOf(root));
        return lowering.draft.program(file, 'python', text);
      },
    };
  },
};

const nothing = (at: number, of: readonly Expr[] = []): Expr => ({ k: 'opaque', of, at });

class Python {
  constructor(readonly draft: Draft) {}

  file(root: Node): void {
    const body = this.draft.functions[0]?.body ?? [];
    this.hoist(root);
    this.block(root, body);
    for (const [name, meaning] of this.draft.scope.names) {
      if ('variable' in meaning) this.draft.exports.push({ k: 'value', name, value: this.draft.read(name, 0), at: 0 });
    }
  }

  /** Names that a block assigns are those of its function, from its beginning. */
  private hoist(block: Node): void {
    for (const node of named(block)) {
      if (node.type === 'function_definition' || node.type === 'class_definition') this.draft.declare(field(node, 'name').text, node.startIndex);
      else {
        const left = node.type === 'assignment' || node.type === 'for_statement' ? field(node, 'left') : undefined;
        if (left?.type === 'identifier') this.draft.declare(left.text, left.startIndex);
        this.hoist(node);
      }
    }
  }

  private block(block: Node, out: Stmt[]): void {
    for (const node of named(block)) this.statement(node, out);
  }

  private lowered(block: Node | null): Stmt[] {
    const out: Stmt[] = [];
    if (block !== null) this.block(block, out);
    return out;
  }

  private statement(node: Node, out: Stmt[]): void {
    const at = node.startIndex;
    switch (node.type) {
      case 'import_statement':
        for (const name of fields(node, 'name')) this.import(name.text, '*', name.text, at);
        return;
      case 'import_from_statement': {
        const module = field(node, 'module_name').text;
        for (const name of fields(node, 'name')) this.import(module, name.text, name.text, at);
        return;
      }
      case 'expression_statement':
        for (const child of named(node)) this.statement(child, out);
        return;
      case 'assignment':
        out.push(assign(this.target(field(node, 'left')), this.expr(field(node, 'right')), at));
        return;
      case 'augmented_assignment':
        out.push(assign(this.target(field(node, 'left')), this.expr(field(node, 'right')), at, 'append'));
        return;
      case 'function_definition':
        out.push(assign(this.target(field(node, 'name')), { k: 'function', index: this.function(node), at }, at));
        return;
      case 'class_definition':
        this.class(node, out);
        return;
      case 'return_statement': {
        const [value] = named(node);
        out.push(value === undefined ? { k: 'return', at } : { k: 'return', value: this.expr(value), at });
        return;
      }
      case 'if_statement':
        this.if(node, fields(node, 'alternative'), out);
        return;
      case 'for_statement': {
        const element: Expr = { k: 'element', of: this.expr(field(node, 'right')), at };
        out.push({ k: 'loop', body: [assign(this.target(field(node, 'left')), element, at), ...this.lowered(field(node, 'body'))] });
        return;
      }
      case 'raise_statement':
        out.push({ k: 'exit', how: 'throw', value: nothing(at, named(node).map((child) => this.expr(child))) });
        return;
      default:
        out.push({ k: 'do', expr: this.expr(node) });
    }
  }

  private if(node: Node, alternatives: readonly Node[], out: Stmt[]): void {
    const condition = field(node, 'condition');
    const [next, ...later] = alternatives;
    const otherwise: Stmt[] = [];
    if (next?.type === 'elif_clause') this.if(next, later, otherwise);
    else if (next !== undefined) otherwise.push(...this.lowered(next.childForFieldName('body')));
    out.push({ k: 'if', test: testOf(this.expr(condition), condition.text), then: this.lowered(field(node, 'consequence')), else: otherwise });
  }

  private import(module: string, name: string, own: string, at: number): void {
    this.draft.imports.push({ module, typeOnly: false, at });
    this.draft.bind(own, (where) => ({ k: 'import', module, name, at: where }));
  }

  private function(node: Node, cls?: number): number {
    const name = field(node, 'name').text;
    const role = cls === undefined ? 'function' : name === '__init__' ? 'constructor' : 'method';
    return this.draft.inFunction({ name, role, ...(cls !== undefined && { cls }), lexicalThis: cls === undefined }, node.startIndex, (fn) => {
      this.params(field(node, 'parameters'), fn, cls !== undefined);
      const body = field(node, 'body');
      this.hoist(body);
      this.block(body, fn.body);
    });
  }

  /** The first parameter of a method is the receiver, whatever its name. */
  private params(list: Node, fn: FunctionDraft, method: boolean): void {
    const [first, ...others] = named(list);
    if (method && first !== undefined) this.draft.bind(first.text, (at) => ({ k: 'this', at }));
    for (const node of method ? others : named(list)) {
      const at = node.startIndex;
      if (node.type === 'identifier') this.draft.addParam(fn, { name: node.text, rest: false, at });
      else if (node.type === 'default_parameter') this.draft.addParam(fn, { name: field(node, 'name').text, rest: false, at }, this.expr(field(node, 'value')));
      else if (node.type === 'list_splat_pattern') this.draft.addParam(fn, { name: named(node)[0]?.text ?? '', rest: true, at });
    }
  }

  private class(node: Node, out: Stmt[]): void {
    const at = node.startIndex;
    const name = field(node, 'name');
    const index = this.draft.addClass(name.text, at);
    const form = this.draft.classes[index];
    if (form === undefined) return;
    const [parent] = node.childForFieldName('superclasses') === null ? [] : named(field(node, 'superclasses'));
    if (parent !== undefined) form.extends = this.expr(parent);
    out.push(assign(this.target(name), { k: 'class', index, at }, at));
    const members = named(field(node, 'body'));
    for (const member of members) if (member.type === 'function_definition') this.method(member, form, index);
    const values = members.flatMap((member) => named(member).filter((child) => child.type === 'assignment'));
    if (values.length > 0) form.initializer = this.draft.inFunction({ name: name.text, role: 'initializer', cls: index }, at, (fn) => {
      for (const value of values) fn.body.push(assign({ k: 'member', of: { k: 'this', at }, name: field(value, 'left').text }, this.expr(field(value, 'right')), value.startIndex));
    });
  }

  private method(node: Node, form: ClassDraft, cls: number): void {
    const name = field(node, 'name').text;
    const fn = this.function(node, cls);
    if (name === '__init__') form.construct = fn;
    else form.members.push({ name, kind: 'method', static: false, fn, at: node.startIndex });
  }

  private target(node: Node): Target {
    switch (node.type) {
      case 'attribute':
        return { k: 'member', of: this.expr(field(node, 'object')), name: field(node, 'attribute').text };
      case 'subscript':
        return { k: 'index', of: this.expr(field(node, 'value')), index: this.expr(field(node, 'subscript')) };
      default:
        return this.draft.target(node.text);
    }
  }

  private expr(node: Node): Expr {
    const at = node.startIndex;
    switch (node.type) {
      case 'identifier':
        return this.draft.read(node.text, at);
      case 'string':
        return this.string(node, at);
      case 'integer':
      case 'float':
        return { k: 'lit', value: Number(node.text), at };
      case 'true':
      case 'false':
        return { k: 'lit', value: node.type === 'true', at };
      case 'none':
        return { k: 'lit', value: null, at };
      case 'attribute': {
        const name = field(node, 'attribute');
        return { k: 'member', of: this.expr(field(node, 'object')), name: name.text, at: name.startIndex };
      }
      case 'subscript':
        return { k: 'index', of: this.expr(field(node, 'value')), index: this.expr(field(node, 'subscript')), at };
      case 'call':
        return this.call(node);
      case 'list':
      case 'tuple':
        return { k: 'array', items: named(node).map((item) => ({ value: this.expr(item) })), at };
      case 'dictionary':
        return { k: 'object', entries: named(node).map((pair) => this.entry(pair)), at };
      case 'binary_operator':
        return this.binary(field(node, 'operator').type, this.expr(field(node, 'left')), this.expr(field(node, 'right')), at);
      case 'boolean_operator':
        return { k: 'logic', op: field(node, 'operator').type === 'and' ? 'and' : 'or', left: this.expr(field(node, 'left')), right: this.expr(field(node, 'right')), at };
      case 'comparison_operator': {
        const [left, right] = named(node).map((operand) => this.expr(operand));
        return left !== undefined && right !== undefined && node.children[1]?.type === '==' ? { k: 'equal', left, right, at } : nothing(at);
      }
      default:
        return nothing(at, named(node).map((child) => this.expr(child)));
    }
  }

  private string(node: Node, at: number): Expr {
    const parts = named(node).flatMap((part): Expr[] => {
      if (part.type === 'interpolation') return [this.expr(field(part, 'expression'))];
      return part.type === 'string_content' ? [{ k: 'lit', value: part.text, at }] : [];
    });
    const [only] = parts;
    if (parts.length === 0) return { k: 'lit', value: '', at };
    return parts.length === 1 && only?.k === 'lit' ? only : { k: 'text', parts, at };
  }

  /** `%` is a method of its left side; what that does is the business of a model. */
  private binary(operator: string, left: Expr, right: Expr, at: number): Expr {
    if (operator === '+') return { k: 'text', parts: [left, right], at };
    if (operator === '%') return { k: 'call', callee: { k: 'member', of: left, name: '__mod__', at }, args: [{ value: right }], construct: false, at };
    return nothing(at, [left, right]);
  }

  private call(node: Node): Expr {
    const callee = field(node, 'function');
    const last = callee.type === 'attribute' ? field(callee, 'attribute') : callee;
    const args = named(field(node, 'arguments')).map((arg) => this.arg(arg));
    if (callee.text === 'super' && args.length === 0) return { k: 'super', at: callee.startIndex };
    // A class is called like a function; by custom alone its name begins with a capital letter.
    return { k: 'call', callee: this.expr(callee), args, construct: /^[A-Z]\w*[a-z]/.test(last.text), at: last.startIndex };
  }

  private arg(node: Node): Arg {
    if (node.type === 'keyword_argument') return { name: field(node, 'name').text, value: this.expr(field(node, 'value')) };
    const [inner] = named(node);
    return node.type === 'list_splat' && inner !== undefined ? { value: this.expr(inner), spread: true } : { value: this.expr(node) };
  }

  private entry(node: Node): Entry {
    if (node.type !== 'pair') return { k: 'spread', value: this.expr(named(node)[0] ?? node) };
    const key = this.expr(field(node, 'key'));
    const value = this.expr(field(node, 'value'));
    return key.k === 'lit' ? { k: 'field', name: String(key.value), value, at: node.startIndex } : { k: 'computed', name: key, value, at: node.startIndex };
  }
}
