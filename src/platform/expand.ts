import type { Guard, Lit, Option, Term } from '../model/index.js';
import { mergeGuards } from '../model/guards.js';

/** One way a text can come out: literal pieces with the literals they are from, and holes. */
export interface Expansion {
  when: readonly Guard[];
  pieces: readonly Piece[];
}

export type Piece = { text: string; from: Lit } | { hole: Term };

const MAX = 64;

/** Every way a text can come out, choices that contradict each other left out. */
export function expand(term: Term, when: readonly Guard[] = []): Expansion[] {
  switch (term.t) {
    case 'lit':
      return term.value === undefined || term.value === null ? [{ when, pieces: [{ hole: term }] }] : [{ when, pieces: [{ text: String(term.value), from: term }] }];
    case 'text':
      return term.parts.reduce<Expansion[]>((list, part) => combine(list, expand(part)), [{ when, pieces: [] }]);
    case 'choice':
      return withoutPlaceholders(term.options)
        .flatMap((option) => {
          const merged = mergeGuards(when, option.when);
          return merged ? expand(option.value, merged) : [];
        })
        .slice(0, MAX);
    case 'default':
      return [...expand(term.of, when), ...expand(term.fallback, when)].slice(0, MAX);
    case 'logic':
      return [...expand(term.left, when), ...expand(term.right, when)].slice(0, MAX);
    case 'typed':
      return expand(term.of, when);
    case 'object':
      return expandUrlObject(term, when);
    case 'array':
      return [{ when, pieces: [{ hole: term }] }];
    default:
      return [{ when, pieces: [{ hole: term }] }];
  }
}

/** An empty text that no choice leads to is what a variable held before it was given its value. */
function withoutPlaceholders(options: readonly Option[]): readonly Option[] {
  const real = options.filter((option) => !(option.when.length === 0 && option.value.t === 'lit' && (option.value.value === '' || option.value.value === null || option.value.value === undefined)));
  return real.length > 0 ? real : options;
}

/** A `URL` whose path was set afterwards, or an object with parts of a URL. */
function expandUrlObject(term: Extract<Term, { t: 'object' }>, when: readonly Guard[]): Expansion[] {
  let base: Term | undefined;
  let path: Term | undefined;
  for (const entry of term.entries) {
    if (entry.k === 'spread') base = entry.value;
    if (entry.k === 'field' && (entry.name === 'pathname' || entry.name === 'href')) path = entry.value;
  }
  if (path && base) return expand({ t: 'text', parts: [base, path] }, when);
  const only = path ?? base;
  return only ? expand(only, when) : [{ when, pieces: [{ hole: term }] }];
}

function combine(left: readonly Expansion[], right: readonly Expansion[]): Expansion[] {
  const list: Expansion[] = [];
  for (const a of left) {
    for (const b of right) {
      const when = mergeGuards(a.when, b.when);
      if (when && list.length < MAX) list.push({ when, pieces: [...a.pieces, ...b.pieces] });
    }
  }
  return list;
}


/** Whether every one of the words stands in some literal of a value: a cheap look before it is expanded. */
export function mayHold(term: Term, words: readonly string[]): boolean {
  return words.every((word) => someLiteral(term, word));
}

function someLiteral(term: Term, word: string): boolean {
  switch (term.t) {
    case 'lit':
      return typeof term.value === 'string' && term.value.includes(word);
    case 'text':
      return term.parts.some((part) => someLiteral(part, word));
    case 'choice':
      return term.options.some((option) => someLiteral(option.value, word));
    case 'default':
      return someLiteral(term.of, word) || someLiteral(term.fallback, word);
    case 'logic':
      return someLiteral(term.left, word) || someLiteral(term.right, word);
    case 'typed':
      return someLiteral(term.of, word);
    case 'object':
      return term.entries.some((entry) => someLiteral(entry.value, word));
    case 'array':
      return term.items.some((item) => someLiteral(item.value, word));
    default:
      return false;
  }
}
