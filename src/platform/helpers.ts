import { UNDEFINED, literal, type Ask, type Item, type RequestTerm, type Term } from '../model/index.js';
import type { Origin } from './origin.js';

/** A helper named in the configuration: a function outside the tree that sends what it is given. */
export interface HelperConfig {
  /** `callApi`, or `client.send` for a method. */
  name: string;
  /** The module it is imported from, where the name alone would be too wide. */
  module?: string;
  /** Argument that holds the path: an index, an option of an argument (`1.url`). */
  path: number | string;
  /** The same for the method, or a verb. */
  method?: number | string;
  /** What the path stands behind. */
  base?: string;
}

const VERB = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/i;

/** The request that a configured helper makes; undefined when the callee is none. */
export function interpretHelper(callee: Term, origin: Origin | undefined, args: readonly Item[], helpers: readonly HelperConfig[], ask: Ask): RequestTerm | undefined {
  const helper = helpers.find((candidate) => names(callee, origin, candidate));
  if (!helper) return undefined;
  const { method } = helper;
  return {
    url: argumentAt(helper.path, args, ask),
    method: method === undefined ? literal('GET') : typeof method === 'string' && VERB.test(method) ? literal(method.toUpperCase()) : argumentAt(method, args, ask),
    base: helper.base === undefined ? UNDEFINED : literal(helper.base),
    via: 'declared',
  };
}

function names(callee: Term, origin: Origin | undefined, helper: HelperConfig): boolean {
  const wanted = helper.name.split('.');
  const own: string[] = [];
  let term: Term = callee;
  while (term.t === 'member' && own.length < wanted.length) {
    own.unshift(term.name);
    term = term.of;
  }
  const root = term.t === 'global' ? term.name : term.t === 'import' ? term.name : undefined;
  if (own.length < wanted.length && root !== undefined) own.unshift(root === '*' || root === 'default' ? (wanted[0] ?? '') : root);
  if (own.join('.') !== helper.name) return false;
  return helper.module === undefined || origin?.name === helper.module;
}

function argumentAt(where: number | string, args: readonly Item[], ask: Ask): Term {
  const [index, ...keys] = String(where).split('.');
  const at = Number(index);
  if (!Number.isInteger(at)) {
    // An option of the first object among the arguments.
    const object = args.find((arg) => arg.value.t === 'object')?.value;
    return object ? ask.member(object, String(where)) : UNDEFINED;
  }
  return keys.reduce<Term>((term, key) => ask.member(term, key), args[at]?.value ?? UNDEFINED);
}
