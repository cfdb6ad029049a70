import { UNKNOWN, literal, literalText, type Item, type Lit, type Outcome, type Term } from '../model/index.js';

/** String methods on text whose literal pieces are known. */
export function callText(of: Term, name: string, args: readonly Item[]): Outcome | undefined {
  if (of.t === 'choice') {
    const outcomes = of.options.map((option) => callText(option.value, name, args)?.value ?? UNKNOWN);
    return outcomes.every((value) => value === UNKNOWN) ? undefined : { value: { t: 'choice', options: of.options.map((option, i) => ({ ...option, value: outcomes[i] ?? UNKNOWN })) } };
  }
  const parts = of.t === 'text' ? of.parts : [of];
  if (of.t !== 'text' && !(of.t === 'lit' && typeof of.value === 'string')) return passThrough(of, name);
  const first = args[0]?.value;
  switch (name) {
    case 'toString':
    case 'valueOf':
    case 'trim':
    case 'trimEnd':
    case 'trimStart':
    case 'normalize':
    case 'toLocaleString':
      return { value: of };
    case 'toUpperCase':
      return { value: mapped(parts, (text) => text.toUpperCase()) };
    case 'toLowerCase':
      return { value: mapped(parts, (text) => text.toLowerCase()) };
    case 'concat':
      return { value: { t: 'text', parts: [...parts, ...args.map((arg) => arg.value)] } };
    case 'replace':
    case 'replaceAll':
      return { value: replaced(parts, first, args[1]?.value ?? UNKNOWN) };
    case 'startsWith': {
      const start = parts[0] && literalText(parts[0]);
      const wanted = first && literalText(first);
      return { value: start !== undefined && wanted !== undefined && start.length >= wanted.length ? literal(start.startsWith(wanted)) : UNKNOWN, harmless: true };
    }
    case 'slice':
    case 'substring':
    case 'substr': {
      const from = first && first.t === 'lit' && typeof first.value === 'number' ? first.value : undefined;
      const head = parts[0];
      const text = head && literalText(head);
      if (from === undefined || from < 0 || args.length > 1 || text === undefined || text.length < from) return { value: UNKNOWN, harmless: true };
      return { value: { t: 'text', parts: [literal(text.slice(from), head?.t === 'lit' ? head.at : undefined), ...parts.slice(1)] } };
    }
    case 'split': {
      const text = parts.length === 1 && parts[0] ? literalText(parts[0]) : undefined;
      const separator = first && literalText(first);
      if (text === undefined || separator === undefined) return { value: UNKNOWN, harmless: true };
      const at = parts[0]?.t === 'lit' ? parts[0].at : undefined;
      return { value: { t: 'array', items: text.split(separator).map((piece) => ({ value: literal(piece, at) })) } };
    }
    default:
      return { harmless: true };
  }
}

/** Methods that leave unknown text what it is. */
function passThrough(of: Term, name: string): Outcome | undefined {
  return name === 'toString' || name === 'trim' || name === 'valueOf' ? { value: of } : undefined;
}

function mapped(parts: readonly Term[], map: (text: string) => string): Term {
  return { t: 'text', parts: parts.map((part) => (part.t === 'lit' && typeof part.value === 'string' ? withText(part, map(part.value)) : part)) };
}

function withText(part: Lit, text: string): Lit {
  return literal(text, part.at);
}

/** Replaces what a literal or a simple pattern finds by a value. */
function replaced(parts: readonly Term[], search: Term | undefined, value: Term): Term {
  const wanted = search && (literalText(search) ?? patternText(search));
  if (wanted === undefined || wanted === '') return { t: 'text', parts };
  return { t: 'text', parts: parts.flatMap((part) => splitAt(part, wanted, value)) };
}

/** What a regular expression looks for, when that is one text or a kind of placeholder. The scanned pattern is never run. */
function patternText(search: Term): string | RegExp | undefined {
  if (search.t !== 'call' || search.callee.t !== 'global' || search.callee.name !== 'RegExp') return undefined;
  const first = search.args[0]?.value;
  const pattern = first && literalText(first);
  if (pattern === undefined) return undefined;
  const plain = pattern.replace(/\\([^A-Za-z0-9])/g, (_, character: string) => character);
  if (/^[\w:{}/<>%-]+$/.test(plain) && !/[[\]()*+?|^$]/.test(pattern.replace(/\\./g, ''))) return plain;
  if (pattern.includes('{')) return /\{[^{}/]*\}/;
  return pattern.startsWith(':') ? /:[A-Za-z_]\w*/ : undefined;
}

function splitAt(part: Term, separator: string | RegExp, value: Term): Term[] {
  if (part.t !== 'lit' || typeof part.value !== 'string') return [part];
  const pieces = part.value.split(separator);
  return pieces.flatMap((piece, i) => (i === 0 ? [withText(part, piece)] : [value, withText(part, piece)]));
}
