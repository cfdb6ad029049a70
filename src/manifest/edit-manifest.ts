import { LineCounter, isMap, isScalar, isSeq, parseDocument, visit, type Document, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { GrantEdit, Place } from '../model/index.js';
import { editList, writeName } from './edit-list.js';
import { entriesAfter, inOrder } from './list-entries.js';
import { applySplices, lineBreak, lineEnd, lineStart, type Splice } from './splice.js';

export interface EditedManifest {
  text: string;
  /** Edits that the text has no place for: the line is written in a way that only a person can change. */
  skipped: readonly GrantEdit[];
}

/**
 * Changes grants in the text of a YAML or JSON manifest and nothing else: comments, order and layout stay as they are, and a list that is in order
 * stays in order. Of several edits of one entry the first counts; no name is written twice.
 */
export function editManifest(text: string, edits: readonly GrantEdit[]): EditedManifest {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true });
  const offsetOf = ({ line, column }: Place): number => (lines.lineStarts[line - 1] ?? -Infinity) + column - 1;
  const json = isJson(text);
  const skipped: GrantEdit[] = [];
  const changes = new Map<YAMLSeq, Change>();
  const begun = new Map<YAMLMap, Map<string, string[]>>();
  for (const edit of edits) {
    const target = edit.k === 'add' ? listFor(document, edit.list, offsetOf(edit.place)) : entryAt(document, offsetOf(edit.place));
    if (target === undefined || (target.k === 'none' && (json || target.map.flow === true))) skipped.push(edit);
    else if (target.k === 'none') collect(begun, target.map, edit);
    else plan(changes, target, edit);
  }
  const splices = [...begun].flatMap(([map, keys]) => beginLists(text, map, keys));
  for (const [list, change] of changes) {
    const splice = editList(text, list, change, json);
    if (splice === undefined) skipped.push(...change.edits);
    else splices.push(splice);
  }
  return { text: applySplices(text, splices), skipped };
}

/** Brings the lists of permissions and scopes in order, each group between blank lines by itself; comments go with their entries. */
export function sortManifest(text: string): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const json = isJson(text);
  const splices: Splice[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !LISTS.has(String(key.value))) return;
      const lists = isMap(value) ? value.items.map((item) => item.value) : [value];
      for (const list of lists) {
        const splice = isSeq(list) ? editList(text, list, { replaced: new Map(), added: [], sort: true }, json) : undefined;
        if (splice !== undefined) splices.push(splice);
      }
    },
  });
  return applySplices(text, splices);
}

function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

const LISTS: ReadonlySet<string> = new Set<(GrantEdit & { k: 'add' })['list']>(['permissions', 'scopes']);

interface Change {
  replaced: Map<number, readonly string[]>;
  added: string[];
  edits: GrantEdit[];
}

/** Where an edit goes: to a list or an entry of it; or to a mapping that has no such list yet. */
type Target = { k: 'list'; list: YAMLSeq; index?: number } | { k: 'none'; map: YAMLMap };

function plan(changes: Map<YAMLSeq, Change>, { list, index }: Target & { k: 'list' }, edit: GrantEdit): void {
  const change: Change = changes.get(list) ?? { replaced: new Map(), added: [], edits: [] };
  changes.set(list, change);
  change.edits.push(edit);
  if (edit.k === 'add') change.added.push(...edit.names);
  else if (index !== undefined && !change.replaced.has(index)) change.replaced.set(index, edit.k === 'replace' ? edit.names : []);
}

function collect(begun: Map<YAMLMap, Map<string, string[]>>, map: YAMLMap, edit: GrantEdit): void {
  if (edit.k !== 'add') return;
  const keys = begun.get(map) ?? new Map<string, string[]>();
  begun.set(map, keys.set(edit.list, [...(keys.get(edit.list) ?? []), ...edit.names]));
}

function entryAt(document: Document.Parsed, offset: number): Target | undefined {
  let found: Target | undefined;
  visit(document, {
    Seq(_, list) {
      const index = list.items.findIndex((item) => isScalar(item) && item.range?.[0] === offset);
      if (index >= 0) found = { k: 'list', list, index };
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** The list of that name: the key stands there, or in the same mapping, or in the mapping of the key that stands there. */
function listFor(document: Document.Parsed, name: string, offset: number): Target | undefined {
  const found = pairAt(document, offset);
  if (found === undefined) return undefined;
  const { pair, map } = found;
  const isItsKey = isScalar(pair.key) && pair.key.value === name;
  const within = !isItsKey && isMap(pair.value) ? pair.value : map;
  const list = isItsKey ? pair.value : within.get(name, true);
  if (isSeq(list)) return { k: 'list', list };
  return list === undefined ? { k: 'none', map: within } : undefined;
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

/** New keys, with their names in order, behind the last one of a mapping that is written line by line. */
function beginLists(text: string, map: YAMLMap, keys: ReadonlyMap<string, readonly string[]>): Splice[] {
  const first = map.items[0]?.key;
  const start = isScalar(first) ? first.range?.[0] : undefined;
  const end = map.range?.[1];
  if (start === undefined || end === undefined) return [];
  const indent = ' '.repeat(start - lineStart(text, start));
  const behind = lineEnd(text, text.slice(0, end).trimEnd().length);
  const lines = [...keys].flatMap(([key, names]) => [`${key}:`, ...inOrder(entriesAfter([], { replaced: new Map(), added: names }), [], {}).map(({ name }) => `  - ${writeName(name, '', false)}`)]);
  return [{ from: behind, to: behind, text: lines.map((line) => `${lineBreak(text)}${indent}${line}`).join('') }];
}
