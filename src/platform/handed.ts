import type { Item, ObjectTerm, Term } from '../model/index.js';
import { isVerb, methodExpansions, type MethodExpansion } from './request-method.js';

const PATH_KEYS = ['url', 'uri', 'path', 'endpoint', 'pathname', 'route', 'resource', 'href'];
const METHOD_KEYS = ['method', 'httpMethod', 'verb', 'type', 'requestType'];
const BODY_KEYS = ['body', 'data', 'json', 'form', 'payload'];
const SENDER = /(?:request|fetch|call|send|invoke|proxy|execute|query|api|http|curl|ajax)/i;
const ROUTER = /^(?:get|post|put|patch|delete|del|head|options)$/;

/** Whether a function of that name sends requests, of whatever method. */
export function isSender(name: string): boolean {
  return SENDER.test(name);
}

/**
 * The method that stands beside a handed path: in the object it is in, among the arguments, in an options object, or in the
 * helper's name. Undefined: nothing says. Empty: the call is a route's declaration.
 */
export function handedMethods(name: string, args: readonly Item[], beside: Term | undefined): MethodExpansion[] | undefined {
  const given = beside ?? args.map((arg) => arg.value).find(isVerb) ?? optionMethod(args);
  if (given) return methodExpansions(given);
  if (ROUTER.test(name) && args.some((arg) => arg.value.t === 'function')) return [];
  const verb = verbIn(name);
  return verb === undefined ? undefined : [{ when: [], method: verb, part: undefined }];
}

/** A text that could be a path, with the method an object says beside it. */
export interface HandedPath {
  term: Term;
  method: Term | undefined;
  /** It stands in what a request carries: a back end is asked to send it on. */
  carried?: true;
}

/** Texts in an argument that could be a path. */
export function handedPaths(term: Term): HandedPath[] {
  if (term.t === 'lit' || term.t === 'text') return [{ term, method: undefined }];
  if (term.t === 'choice') return term.options.every((option) => option.value.t === 'lit' || option.value.t === 'text') ? [{ term, method: undefined }] : [];
  if (term.t !== 'object') return [];
  const fields = fieldsOf(term);
  const bodies = BODY_KEYS.map((key) => fields.get(key)).filter((body) => body !== undefined).map(unpacked);
  return [...pathsIn(fields), ...bodies.flatMap((body) => (body.t === 'object' ? carriedPaths(fieldsOf(body)) : []))];
}

function pathsIn(fields: ReadonlyMap<string, Term>): HandedPath[] {
  const method = METHOD_KEYS.map((key) => fields.get(key)).find((value) => value !== undefined);
  return PATH_KEYS.flatMap((key) => {
    const term = fields.get(key);
    return term ? [{ term, method }] : [];
  });
}

/** In a body a path is a request only with its method beside it. */
function carriedPaths(fields: ReadonlyMap<string, Term>): HandedPath[] {
  return pathsIn(fields).flatMap((path) => (path.method ? [{ ...path, carried: true as const }] : []));
}

function fieldsOf(term: ObjectTerm): ReadonlyMap<string, Term> {
  return new Map(term.entries.flatMap((entry): [string, Term][] => (entry.k === 'field' ? [[entry.name, entry.value]] : [])));
}

/** The value that `JSON.stringify` makes a text of. */
function unpacked(body: Term): Term {
  if (body.t !== 'call' || body.callee.t !== 'member' || body.callee.name !== 'stringify') return body;
  return body.args[0]?.value ?? body;
}

function optionMethod(args: readonly Item[]): Term | undefined {
  for (const arg of args) {
    if (arg.value.t !== 'object') continue;
    for (const entry of arg.value.entries) if (entry.k === 'field' && METHOD_KEYS.includes(entry.name) && isVerb(entry.value)) return entry.value;
  }
  return undefined;
}

/** The HTTP method in a helper's name: `apiGet`, `post`, `deleteJson`. */
function verbIn(name: string): string | undefined {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
  for (const word of words) {
    if (word === 'del') return 'DELETE';
    if (/^(?:get|post|put|patch|delete|head)$/.test(word)) return word.toUpperCase();
  }
  return undefined;
}
