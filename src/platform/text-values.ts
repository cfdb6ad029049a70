import { UNKNOWN, literal, literalText, type Item, type Term } from '../model/index.js';

/** Values with a separator between them, as one text. */
export function joined(values: readonly Term[], separator: Term): Term {
  const parts: Term[] = [];
  values.forEach((value, i) => {
    if (i > 0) parts.push(separator);
    parts.push(value);
  });
  return { t: 'text', parts };
}

/** The texts of a tagged template with the values of its holes between them. */
export function interleaved(texts: readonly Item[], holes: readonly Item[]): Term[] {
  return texts.flatMap((text, i) => [text.value, ...(holes[i] ? [holes[i].value] : [])]);
}

/** `%s`-style placeholders filled from the arguments that follow. */
export function formatted(args: readonly Item[]): Term {
  const format = args[0]?.value;
  const text = format && literalText(format);
  if (text === undefined) return UNKNOWN;
  const parts: Term[] = [];
  const at = args[0]?.value.t === 'lit' ? args[0].value.at : undefined;
  text.split(/%[sdifjoO]/).forEach((piece, i) => {
    if (i > 0) parts.push(args[i]?.value ?? UNKNOWN);
    parts.push(literal(piece, at));
  });
  return { t: 'text', parts };
}

/** `new URL(path, base)`: an absolute path replaces that of the base. */
export function resolveUrl(path: Term, base: Term): Term {
  if (base.t === 'lit' && base.value === undefined) return { t: 'text', parts: [path] };
  const parts = base.t === 'text' ? base.parts : [base];
  const leading = path.t === 'text' ? path.parts[0] : path;
  const absolute = leading ? literalText(leading)?.startsWith('/') : false;
  if (!absolute) return { t: 'text', parts: [...parts, literal('/'), path] };
  const origin: Term[] = [];
  for (const part of parts) {
    const text = literalText(part);
    const start = origin.length === 0 && text ? text.search(/:\/\/[^/]*\//) : -1;
    const end = text === undefined ? -1 : start >= 0 ? text.indexOf('/', start + 3) : origin.length > 0 ? text.indexOf('/') : -1;
    if (text !== undefined && end >= 0) {
      origin.push(literal(text.slice(0, end)));
      break;
    }
    origin.push(part);
  }
  return { t: 'text', parts: [...origin, path] };
}

/** Text with its literal pieces changed; undefined where nothing of it is literal. */
export function mapText(value: Term, transform: (text: string) => string): Term | undefined {
  switch (value.t) {
    case 'lit':
      return literalText(value) === undefined ? undefined : literal(transform(literalText(value) ?? ''), value.at);
    case 'text':
      return value.parts.some((part) => part.t === 'lit') ? { t: 'text', parts: value.parts.map((part) => mapText(part, transform) ?? part) } : undefined;
    case 'choice': {
      const options = value.options.map((option) => ({ ...option, value: mapText(option.value, transform) ?? UNKNOWN }));
      return options.some((option) => option.value !== UNKNOWN) ? { t: 'choice', options } : undefined;
    }
    default:
      return undefined;
  }
}
