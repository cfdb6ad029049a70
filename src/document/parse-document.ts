import type { Place, Problem } from '../model/index.js';
import type { Document, Pair } from 'yaml';
import { LineCounter, isAlias, isMap, isNode, isSeq, parseDocument as parseYaml } from 'yaml';
import { limitProblems } from './limit-problems.js';
import { findAliasFaults, findKeyFaults, keyText } from './node-faults.js';
import { findTooDeep } from './nesting.js';
import { explainSyntax, type Fault } from './syntax-faults.js';

/** Keys and indexes from the root of a document to a value. */
export type Path = readonly (string | number)[];

/** A YAML or JSON file as plain data, with where each value and each key stands. */
export interface SourceDocument {
  file: string;
  value: unknown;
  /** The place of the value, or of the nearest value around it that exists. */
  place(path: Path): Place;
  /** The place of the last key of the path, or of the value when it is not under a key. */
  keyPlace(path: Path): Place;
}

const MOST_CHARACTERS = 256 * 1024;
const MOST_ALIASES = 100;

/** Reads the text of a YAML or JSON file. Never throws: what is wrong with it is in `problems`, and then there is no document. */
export function parseDocument(text: string, file: string, most = MOST_CHARACTERS): { document?: SourceDocument; problems: readonly Problem[] } {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const placeAt = placesOf(source, file);
  const fail = (faults: readonly Fault[]) => ({ problems: toProblems(faults, placeAt) });

  if (source.length > most) {
    const message = `the file has ${source.length} characters`;
    return fail([{ code: 'file-too-large', message, hint: `at most ${most} are read: is this the right file?`, offset: 0 }]);
  }
  const deep = findTooDeep(source);
  if (deep !== undefined) return fail([{ code: 'too-deep', message: 'values are nested too deeply', hint: 'is this the right file?', offset: deep }]);

  const tree = parseYaml(source, { schema: 'core', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  const syntax = [...tree.errors, ...tree.warnings].map((error) => ({ ...explainSyntax(error.code, error.message), offset: error.pos[0] }));
  if (syntax.length > 0) return fail(firstOfEachLine(syntax, placeAt));
  const faults = [...findKeyFaults(tree, placeAt), ...findAliasFaults(tree)];
  if (faults.length > 0) return fail(faults);

  try {
    const value: unknown = tree.toJS({ maxAliasCount: MOST_ALIASES });
    return { document: openDocument(tree, value, file, placeAt), problems: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return fail([{ code: 'too-many-aliases', message: `aliases repeat a value more than ${MOST_ALIASES} times`, hint: 'write the values out', offset: 0 }]);
  }
}

function openDocument(tree: Document.Parsed, value: unknown, file: string, placeAt: (offset: number) => Place): SourceDocument {
  const root = offsetOf(tree.contents) ?? 0;
  const walk = (path: Path): { value: number; key: number } => {
    let node: unknown = tree.contents;
    let found = { value: root, key: root };
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(tree);
      const pair: Pair | undefined = isMap(node) ? node.items.find((item) => keyText(item.key) === String(step)) : undefined;
      const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
      if (pair === undefined && next === undefined) break;
      const key = offsetOf(pair?.key);
      const start = offsetOf(next) ?? key ?? found.value;
      found = { value: start, key: key ?? start };
      node = next;
    }
    return found;
  };
  return { file, value, place: (path) => placeAt(walk(path).value), keyPlace: (path) => placeAt(walk(path).key) };
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function placesOf(text: string, file: string): (offset: number) => Place {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
}

function toProblems(faults: readonly Fault[], placeAt: (offset: number) => Place): readonly Problem[] {
  return limitProblems(faults.map(({ code, message, hint, offset }) => ({ level: 'error', code, message, place: placeAt(offset), ...(hint !== undefined && { hint }) })));
}

/** One mistake often makes a parser complain several times. */
function firstOfEachLine(faults: readonly Fault[], placeAt: (offset: number) => Place): Fault[] {
  const seen = new Set<number>();
  return faults.filter(({ offset }) => {
    const { line } = placeAt(offset);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}
