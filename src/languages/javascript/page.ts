/** A piece of script: a whole file, or one of the scripts of a page. */
export interface Piece {
  text: string;
  /** Offset of the piece in its file. */
  base: number;
  syntax: 'ts' | 'tsx' | 'js';
  module: boolean;
  /** Code that runs when something happens, not when the page loads. */
  handler: boolean;
}

export interface Page {
  pieces: readonly Piece[];
  /** Local scripts that the page loads. */
  scripts: readonly string[];
}

/** Cuts a file into its pieces of script. */
export function cut(text: string, path: string): Page {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (extension === 'html' || extension === 'htm' || extension === 'vue') return cutPage(text, extension === 'vue');
  const syntax = extension === 'tsx' ? 'tsx' : extension.endsWith('ts') ? 'ts' : 'js';
  const module = extension.length === 3 && extension !== 'tsx' && extension !== 'jsx';
  const base = text.startsWith('\uFEFF') ? 1 : 0;
  return { pieces: [{ text: base === 0 ? text : text.slice(base), base, syntax, module, handler: false }], scripts: [] };
}

const SCRIPT_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:javascript|ecmascript|babel|jsx|typescript|typescript-jsx|ts))$/i;
const SCRIPT_LANGUAGE = /^(?:[jt]sx?|javascript|typescript|babel)$/i;

function cutPage(text: string, isVue: boolean): Page {
  const pieces: Piece[] = [];
  const scripts: string[] = [];
  let at = text.indexOf('<');
  while (at >= 0) {
    let next = at + 1;
    if (text.startsWith('<!--', at)) next = endOf(text, '-->', at + 4);
    else if (isLetter(text.charCodeAt(next))) {
      next = endOfTag(text, next);
      const tag = text.slice(at, next);
      if (/^<script[\s>/]/i.test(tag)) {
        const end = endOfScript(text, next);
        const piece = scriptPiece(tag, text.slice(next, end), next, isVue, scripts);
        if (piece !== undefined) pieces.push(piece);
        next = end;
      } else if (!isVue) pieces.push(...handlers(tag, at));
    }
    at = text.indexOf('<', next);
  }
  return { pieces, scripts };
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

function endOf(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

/** The offset after the `>` that closes a tag; one inside an attribute's value closes nothing. */
function endOfTag(text: string, from: number): number {
  let afterEquals = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return at + 1;
    if (afterEquals && (code === QUOTE || code === APOSTROPHE)) at = endOf(text, code === QUOTE ? '"' : "'", at + 1) - 1;
    if (code > SPACE) afterEquals = code === EQUALS;
  }
  return text.length;
}

const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;
const GREATER = 62;

function endOfScript(text: string, from: number): number {
  const end = /<\/script[\s>/]/gi;
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}

/** The code of a script tag, if it has code and is JavaScript or TypeScript. A local file that it loads goes to `scripts`. */
function scriptPiece(tag: string, content: string, base: number, isVue: boolean, scripts: string[]): Piece | undefined {
  const type = attribute(tag, 'type') ?? '';
  if (!SCRIPT_TYPE.test(type) || !SCRIPT_LANGUAGE.test(attribute(tag, 'lang') ?? 'js')) return undefined;
  const source = attribute(tag, 'src');
  if (source !== undefined) {
    if (isLocal(source)) scripts.push(source);
    return undefined;
  }
  const named = (attribute(tag, 'lang') ?? type.slice(type.indexOf('/') + 1)).toLowerCase();
  const syntax = /^(?:tsx|typescript-jsx)$/.test(named) ? 'tsx' : /^(?:x-)?(?:ts|typescript)$/.test(named) ? 'ts' : 'js';
  // The comment that hides a script from very old browsers is no syntax of the parser.
  const text = content.trimStart().startsWith('<!--') ? content.replace('<!--', '//  ') : content;
  return { text, base, syntax, module: isVue || type.toLowerCase() === 'module', handler: false };
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3]);
}

function isLocal(source: string): boolean {
  return source !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(source);
}

/** The event handler attributes of a tag, where they need no decoding. */
function handlers(tag: string, base: number): Piece[] {
  const pieces: Piece[] = [];
  for (const match of tag.matchAll(/\son[a-z]+\s*=\s*(["'])/gi)) {
    const start = match.index + match[0].length;
    const end = tag.indexOf(match[1] ?? '"', start);
    const text = tag.slice(start, end);
    if (end > start && !/&#?\w+;/.test(text)) pieces.push({ text, base: base + start, syntax: 'js', module: false, handler: true });
  }
  return pieces;
}
