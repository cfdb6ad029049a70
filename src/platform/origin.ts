import type { CallTerm, Term } from '../model/index.js';

/** Where something outside the program comes from: a package or a global, and the way from there. */
export interface Origin {
  kind: 'module' | 'global';
  name: string;
  steps: readonly Step[];
}

export type Step = { k: 'member'; name: string } | { k: 'call'; call: CallTerm };

const WINDOWS = new Set(['window', 'globalThis', 'self', 'global']);

/** Follows a stuck term back to the package or global it comes from. `default` steps are left out. */
export function originOf(term: Term): Origin | undefined {
  switch (term.t) {
    case 'import':
      return { kind: 'module', name: term.module.replace(/^node:/, ''), steps: isModule(term.name) ? [] : [{ k: 'member', name: term.name }] };
    case 'global':
      return { kind: 'global', name: term.name, steps: [] };
    case 'member': {
      const of = originOf(term.of);
      if (!of) return undefined;
      if (of.kind === 'global' && of.steps.length === 0 && WINDOWS.has(of.name)) return { kind: 'global', name: term.name, steps: [] };
      if (term.name === 'default') return of;
      return { ...of, steps: [...of.steps, { k: 'member', name: term.name }] };
    }
    case 'call': {
      const of = originOf(term.callee);
      return of && { ...of, steps: [...of.steps, { k: 'call', call: term }] };
    }
    case 'typed':
      return originOf(term.of);
    default:
      return undefined;
  }
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
