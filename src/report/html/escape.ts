import { visible } from '../plain-text.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML, as content or inside quotes; what could hide or reorder text is written out. */
export function escape(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** Our sentences set code in backticks. */
export function inline(text: string): string {
  return text.split('`').map((part, index) => (index % 2 === 1 ? `<code>${escape(part)}</code>` : escape(part))).join('');
}

export function at({ file, line }: { file: string; line: number }): string {
  return `<code>${escape(`${file}:${line}`)}</code>`;
}

/** What a search looks through, for an attribute. */
export function textOf(parts: readonly string[]): string {
  return escape(parts.join(' ').toLowerCase().replaceAll('`', ''));
}
