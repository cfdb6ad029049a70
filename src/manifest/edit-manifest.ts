import { LineCounter, isMap, isScalar, isSeq, parseDocument, visit, type Document, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { GrantEdit, Place } from '../model/index.js';

export interface EditedManifest {
  text: string;
  /** Edits that the text has no place for: the line is written in a way that only a person can change. */
  skipped: readonly GrantEdit[];
}

interface Splice {
  from: number;
  to: number;
  text: string;
}

/** Changes grants in the text of a YAML or JSON manifest and nothing else: comments, order and layout stay as they are. */
export function editManifest(text: string, edits: readonly GrantEdit[]): EditedManifest {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true });
  const at = ({ line, column }: Place): number => (lines.lineStarts[line - 1] ?? -Infinity) + column - 1;
  const source: Source = { text, document, json: /^\s*[{[]/.test(text) };
  const skipped: GrantEdit[] = [];
  const splices: Splice[] = [];
  const touched = new Set<number>();
  const gone = new Map<YAMLSeq, Set<number>>();
  const added = new Map<number, Splice>();
  for (const edit of edits) {
    if (edit.k === 'add') {
      const splice = addTo(source, edit.list, at(edit.place), edit.names);
      const known = splice && added.get(splice.from);
      if (splice === undefined) skipped.push(edit);
      else if (known) known.text = mergeAdds(known.text, splice.text);
      else added.set(splice.from, splice);
      continue;
    }
    const offset = at(edit.place);
    if (touched.has(offset)) continue;
    const item = itemAt(document, offset);
    if (item === undefined) {
      skipped.push(edit);
      continue;
    }
    touched.add(offset);
    if (edit.k === 'replace') splices.push(replaceItem(source, item, edit.names));
    else gone.set(item.list, (gone.get(item.list) ?? new Set()).add(item.index));
  }
  for (const [list, indexes] of gone) splices.push(...removeItems(source, list, indexes));
  return { text: apply(text, [...splices, ...added.values()]), skipped };
}

interface Source {
  text: string;
  document: Document.Parsed;
  json: boolean;
}

interface ListItem {
  list: YAMLSeq;
  index: number;
  from: number;
  to: number;
}

function itemAt(document: Document.Parsed, offset: number): ListItem | undefined {
  let found: ListItem | undefined;
  visit(document, {
    Seq(_, list) {
      list.items.forEach((item, index) => {
        if (isScalar(item) && item.range?.[0] === offset) found = { list, index, from: offset, to: item.range[1] };
      });
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function replaceItem(source: Source, { list, from, to }: ListItem, names: readonly string[]): Splice {
  const written = names.map((name) => quote(name, source.text.slice(from, to), source.json || list.flow === true));
  if (list.flow === true) return { from, to, text: written.join(', ') };
  const indent = source.text.slice(lineStart(source.text, from), from).replace(/[^\s-].*$/, '');
  return { from, to, text: written.join(`\n${indent}`) };
}

/** A whole line where the list is written line by line; with the comma where it is not. A list that loses all becomes `[]`. */
function removeItems({ text }: Source, list: YAMLSeq, indexes: ReadonlySet<number>): Splice[] {
  const [start = 0, end = 0] = list.range ?? [];
  if (indexes.size === list.items.length) {
    if (list.flow === true) return [{ from: start + 1, to: end - 1, text: '' }];
    // The comments behind the key stay with it.
    const key = text.slice(0, start).trimEnd().length;
    return [{ from: key, to: lineEnd(text, rangeOf(list, list.items.length - 1)[1]), text: ' []' }];
  }
  return [...indexes].map((index) => {
    const [from, to] = rangeOf(list, index);
    if (list.flow !== true) return { from: lineStart(text, from), to: Math.min(lineEnd(text, to) + 1, text.length), text: '' };
    const next = rangeOf(list, index + 1)[0];
    // With the comma behind it, or with the one before it where nothing that stays comes after.
    const isLast = !list.items.some((_, other) => other > index && !indexes.has(other));
    return isLast ? { from: rangeOf(list, index - 1)[1], to, text: '' } : { from, to: next, text: '' };
  });
}

function rangeOf(list: YAMLSeq, index: number): [number, number] {
  const item = list.items[index];
  return isScalar(item) && item.range ? [item.range[0], item.range[1]] : [0, 0];
}

function addTo(source: Source, name: string, offset: number, names: readonly string[]): Splice | undefined {
  const { text, document } = source;
  const found = pairAt(document, offset);
  if (found === undefined) return undefined;
  const { pair, map } = found;
  const list = isScalar(pair.key) && pair.key.value === name ? pair.value : undefined;
  if (isSeq(list)) return append(source, list, names);
  if (list !== undefined) return undefined;
  const target = isMap(pair.value) ? pair.value : map;
  return target.flow === true || source.json ? undefined : newList(text, target, name, names);
}

/** The pair whose key stands there; failing that, the one whose mapping begins there. */
function pairAt(document: Document.Parsed, offset: number): { pair: Pair; map: YAMLMap } | undefined {
  let byKey: { pair: Pair; map: YAMLMap } | undefined;
  let byValue: { pair: Pair; map: YAMLMap } | undefined;
  visit(document, {
    Map(_, map) {
      for (const pair of map.items) {
        if (isScalar(pair.key) && pair.key.range?.[0] === offset) byKey = { pair, map };
        else if ((isMap(pair.value) || isSeq(pair.value) || isScalar(pair.value)) && pair.value.range?.[0] === offset) byValue = { pair, map };
      }
    },
  });
  return byKey ?? byValue;
}

function append({ text, json }: Source, list: YAMLSeq, names: readonly string[]): Splice {
  const [start = 0, end = 0] = list.range ?? [];
  const last = list.items.length - 1;
  if (list.flow === true) {
    const written = names.map((name) => quote(name, last < 0 ? (json ? '"' : '') : text.slice(...rangeOf(list, last)), true));
    if (last < 0) return { from: start + 1, to: end - 1, text: written.join(', ') };
    const [from, to] = rangeOf(list, last);
    const lead = /\n[ \t]*$/.exec(text.slice(start, from))?.[0];
    return { from: to, to, text: written.map((name) => (lead === undefined ? `, ${name}` : `,${lead}${name}`)).join('') };
  }
  const [from, to] = rangeOf(list, last);
  const indent = text.slice(lineStart(text, from), from).replace(/[^\s-].*$/, '');
  const at = lineEnd(text, to);
  return { from: at, to: at, text: names.map((name) => `\n${indent}${quote(name, text.slice(from, to), false)}`).join('') };
}

/** A new key behind the last one of a mapping that is written line by line. */
function newList(text: string, map: YAMLMap, name: string, names: readonly string[]): Splice | undefined {
  const first = map.items[0]?.key;
  const start = isScalar(first) ? first.range?.[0] : undefined;
  const end = map.range?.[1];
  if (start === undefined || end === undefined) return undefined;
  const indent = ' '.repeat(start - lineStart(text, start));
  const at = text.slice(0, end).trimEnd().length;
  const behind = lineEnd(text, at);
  return { from: behind, to: behind, text: `\n${indent}${name}:${names.map((one) => `\n${indent}  - ${quote(one, '', false)}`).join('')}` };
}

/** Two new lists of one name become one. */
function mergeAdds(known: string, more: string): string {
  const key = /^\n[ \t]*\w+:(?=\n)/.exec(more)?.[0];
  return key !== undefined && known.startsWith(key) ? known + more.slice(key.length) : known + more;
}

const PLAIN = /^[A-Za-z][\w./@-]*(?::[\w./@*-]+)*$/;

/** As its neighbour is written; quoted where YAML would read something else. */
function quote(name: string, like: string, flow: boolean): string {
  if (like.startsWith('"') || !PLAIN.test(name) || (flow && name.includes('*'))) return JSON.stringify(name);
  return like.startsWith("'") ? `'${name}'` : name;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const stop = end < 0 ? text.length : end;
  return text[stop - 1] === '\r' ? stop - 1 : stop;
}

function apply(text: string, splices: readonly Splice[]): string {
  let changed = text;
  for (const { from, to, text: inserted } of [...splices].sort((a, b) => b.from - a.from || b.to - a.to)) changed = changed.slice(0, from) + inserted + changed.slice(to);
  return changed;
}
