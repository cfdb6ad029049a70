import { literalText, type CallTerm, type Term } from '../model/index.js';
import { isCollection } from './silent.js';

/** Where something outside the program comes from: a package or a global, and the way from there. */
export interface Origin {
  kind: 'module' | 'global';
  name: string;
  steps: readonly Step[];
}

export type Step = { k: 'member'; name: string } | { k: 'call'; call: CallTerm };

const WINDOWS = new Set(['window', 'globalThis', 'self', 'global']);
const REQUIRES = new Set(['require', 'requirejs']);

/** Follows stuck terms back to the package or global they come from, each once. `default` steps are left out. */
export class Origins {
  private readonly known = new WeakMap<Term, { origin: Origin | undefined }>();

  of(term: Term): Origin | undefined {
    if (!isStep(term)) return undefined;
    let known = this.known.get(term);
    if (!known) this.known.set(term, (known = { origin: originOf(term, (of) => this.of(of)) }));
    return known.origin;
  }
}

/** The same for one term, without keeping it. */
export function originOf(term: Term, follow: (of: Term) => Origin | undefined = originOf): Origin | undefined {
  switch (term.t) {
    case 'import':
      return { kind: 'module', name: term.module.replace(/^node:/, ''), steps: isModule(term.name) ? [] : [{ k: 'member', name: term.name }] };
    case 'global':
      return { kind: 'global', name: term.name, steps: [] };
    case 'member': {
      const of = follow(term.of);
      if (!of) return undefined;
      if (of.kind === 'global' && of.steps.length === 0 && WINDOWS.has(of.name)) return { kind: 'global', name: term.name, steps: [] };
      if (term.name === 'default') return of;
      return { ...of, steps: [...of.steps, { k: 'member', name: term.name }] };
    }
    case 'call': {
      const of = follow(term.callee);
      // What a collection holds does not come from it.
      if (of && isCollection(of) && of.steps.at(-1)?.k === 'member') return undefined;
      return of && { ...of, steps: [...of.steps, { k: 'call', call: term }] };
    }
    case 'typed':
      return follow(term.of);
    default:
      return undefined;
  }
}

function isStep(term: Term): boolean {
  return term.t === 'import' || term.t === 'global' || term.t === 'member' || term.t === 'call' || term.t === 'typed';
}

function isModule(name: string): boolean {
  return name === '*' || name === 'default';
}

/** The names of a way that has no calls in it; undefined when it has. */
export function memberPath(steps: readonly Step[]): readonly string[] | undefined {
  const names = steps.map((step) => (step.k === 'member' ? step.name : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

export function isWindow(term: Term): boolean {
  return term.t === 'global' && WINDOWS.has(term.name);
}

/** The module that `require('name')` gives where `require` is a function of the page's loader. */
export function requiredModule(callee: Term, argument: Term | undefined): Term | undefined {
  const module = argument && literalText(argument);
  if (callee.t !== 'global' || !REQUIRES.has(callee.name) || module === undefined) return undefined;
  return { t: 'import', from: callee.program, module, name: '*' };
}
