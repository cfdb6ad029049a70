import { isScalar, type YAMLSeq } from 'yaml';
import { entriesAfter, inOrder, type Entry, type ListChange } from './list-entries.js';
import { lineBreak, lineEnd, lineStart, type Splice } from './splice.js';

/** The list with the change, its other entries and all comments as they are. Undefined: it is written in a way that only a person can change. */
export function editList(text: string, list: YAMLSeq, change: ListChange, json: boolean): Splice | undefined {
  const items = list.items.flatMap((item): Item[] => (isScalar(item) && item.range ? [{ name: String(item.value), from: item.range[0], to: item.range[1] }] : []));
  if (items.length < list.items.length) return undefined;
  return list.flow === true ? editFlow(text, list, items, change, json) : editBlock(text, list, items, change);
}

interface Item {
  name: string;
  from: number;
  to: number;
}

const namesOf = (items: readonly Item[]): string[] => items.map(({ name }) => name);

/** `[a, b]`, on one line or on several. */
function editFlow(text: string, list: YAMLSeq, items: readonly Item[], change: ListChange, json: boolean): Splice | undefined {
  const [start = 0, end = 0] = list.range ?? [];
  const entries = inOrder(entriesAfter(namesOf(items), change), namesOf(items), change);
  const inPlace = entries.length === items.length && entries.every(({ index }, position) => index === position);
  // A comment between brackets may belong to what stands before it or to what comes after.
  if (!inPlace && text.slice(start, end).includes('#')) return undefined;
  const gaps = items.map(({ from }, index) => text.slice(items[index - 1]?.to ?? start + 1, from));
  const lead = /\r?\n[ \t]*$/.exec(gaps.at(-1) ?? '')?.[0] ?? ' ';
  const written = entries.map((entry, position) => {
    const { index, origin } = entry;
    const gap = position === 0 ? gaps[0] : index === 0 || origin === 'new' ? undefined : gaps[index];
    return `${gap ?? (position === 0 ? '' : `,${lead}`)}${writeEntry(text, items[index], entry, true, json)}`;
  });
  const to = entries.length === 0 ? end - 1 : (items.at(-1)?.to ?? end - 1);
  return { from: start + 1, to, text: written.join('') };
}

/** An entry on a line of its own, with what belongs to it. */
interface Line extends Item {
  /** Blank lines before it, which begin a group, with the comments above them. */
  opening: string;
  /** Comments directly above it. */
  above: string;
  dash: string;
  behind: string;
}

/** One entry on a line. A list that loses all becomes `[]`. */
function editBlock(text: string, list: YAMLSeq, items: readonly Item[], change: ListChange): Splice | undefined {
  const entries = entriesAfter(namesOf(items), change);
  const lines = passComments(items.map((item, index) => readLine(text, item, items[index - 1])), entries);
  if (lines.some(({ dash }) => !/^[ \t]*-[ \t]+$/.test(dash))) return undefined;
  const [first] = items;
  const to = lineEnd(text, items.at(-1)?.to ?? 0);
  // The comments behind the key stay with it.
  if (first === undefined || entries.length === 0) return { from: text.slice(0, list.range?.[0]).trimEnd().length, to, text: ' []' };
  const groups = lines.flatMap(({ opening }, index) => (index === 0 || opening !== '' ? [index] : []));
  const eol = lineBreak(text);
  const written = groups.flatMap((begin, at) => {
    const isWithin = (_: unknown, index: number): boolean => index >= begin && index < (groups[at + 1] ?? lines.length);
    const own = inOrder(entries.filter(({ index }) => isWithin(undefined, index)), namesOf(lines.filter(isWithin)), change);
    if (own.length === 0) return [];
    return [`${at === 0 ? '' : (lines[begin]?.opening ?? '')}${own.map((entry) => writeLine(text, lines[entry.index], entry)).join(eol)}`];
  });
  return { from: lineStart(text, first.from) - readLine(text, first, undefined).above.length, to, text: written.join(eol) };
}

function readLine(text: string, { name, from, to }: Item, before: Item | undefined): Line {
  const start = lineStart(text, from);
  const floor = before === undefined ? 0 : Math.min(lineEnd(text, before.to) + lineBreak(text).length, start);
  let above = start;
  while (above > floor && text.slice(lineStart(text, above - 1), above).trimStart().startsWith('#')) above = lineStart(text, above - 1);
  return { name, from, to, opening: before === undefined ? '' : text.slice(floor, above), above: text.slice(above, start), dash: text.slice(start, from), behind: text.slice(to, lineEnd(text, to)) };
}

/** A comment above an entry that goes is taken for the heading of those behind it that have none of their own. */
function passComments(lines: readonly Line[], entries: readonly Entry[]): Line[] {
  const staying = new Set(entries.flatMap(({ index, origin }) => (origin === 'new' ? [] : [index])));
  let passed = '';
  return lines.map((line, index) => {
    const above = line.above === '' && line.opening === '' ? passed : line.above;
    passed = staying.has(index) ? '' : above;
    return { ...line, above };
  });
}

function writeLine(text: string, line: Line | undefined, entry: Entry): string {
  if (line === undefined) return '';
  const written = `${line.dash}${writeEntry(text, line, entry, false, false)}`;
  return entry.origin === 'new' ? written : `${line.above}${written}${line.behind}`;
}

function writeEntry(text: string, item: Item | undefined, { name, origin }: Entry, flow: boolean, json: boolean): string {
  const like = item === undefined ? '' : text.slice(item.from, item.to);
  return origin === 'stays' ? like : writeName(name, json ? '"' : like, flow);
}

const PLAIN = /^[A-Za-z][\w./@-]*(?::[\w./@*-]+)*$/;

/** As its neighbour is written; quoted where YAML would read something else. */
export function writeName(name: string, like: string, flow: boolean): string {
  if (like.startsWith('"') || !PLAIN.test(name) || (flow && name.includes('*'))) return JSON.stringify(name);
  return like.startsWith("'") ? `'${name}'` : name;
}
