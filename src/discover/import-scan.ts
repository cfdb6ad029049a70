/** A module named in a file, found by a quick text search: a superset of what a parser would find. */
export interface NamedModule {
  /** As it stands in the searched text, one character a byte. */
  module: string;
  /** `import type`, `export type`: no value flows through it. */
  typeOnly: boolean;
}

/** `from 'x'`, `import 'x'`, `import('x')`, `require('x')`, with block comments before the name. */
const MODULE = /(?:from|import|require)\s*(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)*(['"`])([^'"`\n$]+)\1/g;
const TYPE_ONLY = /^(?:import|export)\s+type\s+(?![\s,]|$)/;
const SCRIPT_TAG = /<script\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)/gi;
const PAGE = /\.(?:html?|vue)$/i;

/** Modules named in a searchable text. */
export function scanImports(text: string): NamedModule[] {
  const found: NamedModule[] = [];
  MODULE.lastIndex = 0;
  for (let match = MODULE.exec(text); match; match = MODULE.exec(text)) {
    const typeOnly = match[0].startsWith('f') && isTypeOnly(text, match.index);
    found.push({ module: match[2] ?? '', typeOnly });
  }
  return found;
}

/** Scripts that a page loads, as written. */
export function scanScriptTags(text: string, file: string): string[] {
  return PAGE.test(file) ? Array.from(text.matchAll(SCRIPT_TAG), (match) => match[1] ?? '') : [];
}

function isTypeOnly(text: string, from: number): boolean {
  const start = Math.max(text.lastIndexOf('import ', from), from - 2000, 0);
  const statement = text.slice(start, from);
  const exported = statement.lastIndexOf('export ');
  return TYPE_ONLY.test(exported < 0 ? statement : statement.slice(exported));
}
