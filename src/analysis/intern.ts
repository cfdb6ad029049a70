import type { Memory } from './remembered.js';
import type { Env, Guard, Item, Term } from '../model/index.js';

/** Gives equal evaluated terms one identity, so that they are compared, joined and remembered once. */
export class Interner {
  private readonly ids = new Map<object, number>();
  private readonly terms = new Map<string, Term>();
  private last = 0;

  constructor(private readonly memory: Memory) {}

  intern(term: Term): Term {
    const record = this.memory.peek(term);
    if (record && record.id > 0) return term;
    const key = this.key(term);
    const known = key === undefined ? undefined : this.terms.get(key);
    if (known) return known;
    this.id(term);
    if (key !== undefined) this.terms.set(key, term);
    return term;
  }

  /** A number that equal evaluated terms share. */
  id(term: Term): number {
    const record = this.memory.of(term);
    return record.id || (record.id = ++this.last);
  }

  /** A number for a function, a program, a place: for whatever is one object. */
  idOf(object: object): number {
    let id = this.ids.get(object);
    if (id === undefined) this.ids.set(object, (id = ++this.last));
    return id;
  }

  /** Children are interned already; their ids stand for them. Undefined: not worth it. */
  private key(term: Term): string | undefined {
    switch (term.t) {
      case 'lit':
        return `l${typeof term.value}:${String(term.value)}@${term.at ? this.idOf(term.at) : ''}`;
      case 'unknown':
        return '?';
      case 'param':
      case 'joined':
        return `${term.t}${this.idOf(term.fn)}.${term.index}`;
      case 'self':
        return `s${this.idOf(term.fn)}`;
      case 'global':
        return `g${term.name}.${this.idOf(term.program)}`;
      case 'import':
        return `i${this.idOf(term.from)}.${term.module}.${term.name}`;
      case 'text':
        return `t${term.parts.map((part) => this.id(part)).join(',')}`;
      case 'member':
        return `m${this.id(term.of)}.${term.name}@${this.idOf(term.at)}${term.key ? `#${this.id(term.key)}` : ''}`;
      case 'index':
        return `x${this.id(term.of)}.${this.id(term.index)}@${this.idOf(term.at)}`;
      case 'element':
      case 'key':
        return `${term.t}${this.id(term.of)}`;
      case 'choice':
        return `c${term.options.map((option) => `${this.guards(option.when)}${this.id(option.value)}`).join(',')}`;
      case 'default':
        return `d${this.id(term.of)}.${this.id(term.fallback)}`;
      case 'logic':
        return `o${term.op}${this.id(term.left)}.${this.id(term.right)}`;
      case 'equal':
        return `e${this.id(term.left)}.${this.id(term.right)}`;
      case 'typed':
        return `y${this.id(term.of)}.${this.idOf(term.type)}`;
      case 'array':
        return `a${this.items(term.items)}`;
      case 'object':
        return `b${term.entries.map((entry) => `${entry.k}${entry.k === 'spread' ? '' : entry.k === 'any' ? this.id(entry.name) : entry.name}=${this.id(entry.value)}`).join(';')}`;
      case 'function':
        return `f${this.idOf(term.fn)}[${this.env(term.env)}]${term.self ? this.id(term.self) : ''}${term.bound ? this.items(term.bound) : ''}`;
      case 'class':
        return `k${this.idOf(term.cls)}[${this.env(term.env)}]`;
      default:
        return undefined;
    }
  }

  private guards(guards: readonly Guard[]): string {
    return guards.map((guard) => `${guard.key}=${guard.arm}${guard.test ? `?${this.id(guard.test)}` : ''}&`).join('');
  }

  private items(items: readonly Item[]): string {
    return items.map((item) => `${item.spread ? '*' : ''}${item.name ?? ''}${this.id(item.value)}`).join(',');
  }

  private env(env: Env): string {
    return [...env].map(([fn, frame]) => `${this.idOf(fn)}:${frame.args === 'free' ? 'free' : frame.args ? this.items(frame.args) : ''}/${frame.self ? this.id(frame.self) : ''}`).join(';');
  }
}
