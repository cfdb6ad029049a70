import type { Env, Item, Term } from '../model/index.js';

/** The terms a term is directly made of, what its closures have bound included. */
export function childrenOf(term: Term): readonly Term[] {
  switch (term.t) {
    case 'text':
      return term.parts;
    case 'member':
      return term.key ? [term.of, term.key] : [term.of];
    case 'element':
    case 'key':
    case 'rest':
    case 'typed':
      return [term.of];
    case 'index':
      return [term.of, term.index];
    case 'call':
      return [term.callee, ...valuesOf(term.args)];
    case 'object':
      return term.entries.flatMap((entry) => (entry.k === 'any' ? [entry.name, entry.value] : [entry.value]));
    case 'array':
      return valuesOf(term.items);
    case 'choice':
      return term.options.map((option) => option.value);
    case 'default':
      return [term.of, term.fallback];
    case 'logic':
    case 'equal':
      return [term.left, term.right];
    case 'function':
      return [...ofEnv(term.env), ...(term.self ? [term.self] : []), ...valuesOf(term.bound)];
    case 'class':
      return ofEnv(term.env);
    case 'instance':
      return [...ofEnv(term.env), ...valuesOf(term.args)];
    case 'super':
      return term.self ? [term.self] : [];
    case 'lit':
    case 'param':
    case 'self':
    case 'joined':
    case 'arguments':
    case 'cell':
    case 'global':
    case 'import':
    case 'unknown':
      return [];
  }
}

function valuesOf(items: readonly Item[] | undefined): Term[] {
  return (items ?? []).map((item) => item.value);
}

function ofEnv(env: Env): Term[] {
  return [...env.values()].flatMap((frame) => [...(frame.args === 'free' ? [] : valuesOf(frame.args)), ...(frame.self ? [frame.self] : [])]);
}
