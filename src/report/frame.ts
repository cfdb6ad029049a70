import type { Paint } from './colour.js';
import { displayWidth, visible } from './plain-text.js';

/** A line of an audited file, 1-based; undefined when the file or the line cannot be had. */
export type SourceLine = (file: string, line: number) => string | undefined;

interface Frame {
  line: number;
  /** 1-based, in UTF-16 units. */
  column: number;
  source: string;
  note: string;
}

/** Widest source text shown when the terminal's width is not known. */
const CLIP = 160;
const TAB = '    ';
const ELLIPSIS = '…';

/**
 * The source line with its number and carets under what stands at the column:
 *
 *        |
 *     12 | const queues = await api.getRoutingQueues();
 *        |                          ^^^^^^^^^^^^^^^^ calls GET …
 */
export function codeFrame(frame: Frame, gutter: number, width: number | undefined, paint: Paint): string[] {
  const bar = paint.frame('|');
  const margin = ' '.repeat(gutter);
  const number = paint.frame(String(frame.line).padStart(gutter));
  const { before, token, after } = clip(cut(frame.source, frame.column), width === undefined ? CLIP : Math.max(20, width - gutter - 4));
  const carets = '^'.repeat(Math.max(1, displayWidth(token)));
  const pointer = ' '.repeat(displayWidth(before)) + paint.error(`${carets} ${visible(frame.note)}`.trimEnd());
  return [`${margin} ${bar}`, `${number} ${bar} ${before}${token}${after}`, `${margin} ${bar} ${pointer}`];
}

interface Parts {
  before: string;
  token: string;
  after: string;
}

/** Splits the line at what the column points to: a name, a quoted text, a bare word of a manifest, or one character. */
const TOKEN = /^(?:[\p{L}_$][\p{L}\p{N}_$*:-]*|'[^']*'|"[^"]*"|`[^`]*`|[*/][^\s,'"`]*|.)/u;

function cut(source: string, column: number): Parts {
  const start = Math.min(Math.max(column - 1, 0), source.length);
  const token = TOKEN.exec(source.slice(start))?.[0] ?? '';
  return { before: shown(source.slice(0, start)), token: shown(token), after: shown(source.slice(start + token.length).trimEnd()) };
}

const shown = (text: string): string => visible(text.replaceAll('\t', TAB));

/** Keeps what surrounds the token when the line is wider than there is room. */
function clip(parts: Parts, room: number): Parts {
  if (displayWidth(parts.before + parts.token + parts.after) <= room) return parts;
  const token = parts.token.length > room / 2 ? parts.token.slice(0, Math.floor(room / 2)) + ELLIPSIS : parts.token;
  const left = Math.floor((room - token.length) / 2);
  const before = parts.before.length > left ? ELLIPSIS + parts.before.slice(parts.before.length - left + 1) : parts.before;
  const right = Math.max(0, room - before.length - token.length);
  const after = parts.after.length > right ? parts.after.slice(0, Math.max(0, right - 1)) + ELLIPSIS : parts.after;
  return { before, token, after };
}
