import { parseDocument, type Path, type SourceDocument } from '../../document/parse-document.js';
import { addressOf, type Block, type ReadTree, type Value } from './tree.js';

/** Plans are long. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** Reads `.tf.json` (also what the platform's export writes) and the plan or state that `terraform show -json` prints. */
export function readTerraformJson(text: string, file: string): ReadTree {
  const { document, problems } = parseDocument(text, file, MOST_CHARACTERS);
  if (document === undefined) return { blocks: [], problems };
  const root = record(document.value);
  const shown = record(root.planned_values ?? root.values);
  if (root.format_version !== undefined) return { blocks: moduleBlocks(document, [root.planned_values === undefined ? 'values' : 'planned_values', 'root_module'], record(shown.root_module), configured(root)), problems: [] };
  return { blocks: [...typed(document, ['resource'], root.resource, 'resource'), ...typed(document, ['data'], root.data, 'data'), ...locals(document, root.locals)], problems: [] };
}

type Rec = Record<string, unknown>;

function record(value: unknown): Rec {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function many(value: unknown, path: Path): [unknown, Path][] {
  return Array.isArray(value) ? value.map((one, index): [unknown, Path] => [one, [...path, index]]) : value === undefined || value === null ? [] : [[value, path]];
}

/** `resource.<type>.<label>`, each level an object or a list of objects. */
function typed(document: SourceDocument, path: Path, value: unknown, type: string): Block[] {
  return many(value, path).flatMap(([types, at]) =>
    Object.entries(record(types)).flatMap(([kind, labels]) =>
      many(labels, [...at, kind]).flatMap(([byLabel, to]) => Object.entries(record(byLabel)).flatMap(([label, body]) => many(body, [...to, label]).map(([one, place]) => block(document, place, type, [kind, label], record(one))))),
    ),
  );
}

function locals(document: SourceDocument, value: unknown): Block[] {
  return many(value, ['locals']).map(([one, path]) => block(document, path, 'locals', [], record(one)));
}

/** Objects and lists of objects are blocks, the rest are attributes. */
function block(document: SourceDocument, path: Path, type: string, labels: readonly string[], body: Rec, references: Rec = {}): Block {
  const attributes = new Map<string, Value>();
  const blocks: Block[] = [];
  for (const [key, value] of Object.entries(body)) {
    const inner = many(value, [...path, key]).filter(([one]) => typeof one === 'object' && one !== null && !Array.isArray(one));
    if (inner.length > 0) inner.forEach(([one, at], index) => blocks.push(block(document, at, key, [], record(one), record(Array.isArray(references[key]) ? references[key][index] : references[key]))));
    else if (value !== null) attributes.set(key, readValue(document, [...path, key], value));
  }
  // What a plan does not know yet, its configuration refers to.
  for (const [key, expression] of Object.entries(references)) {
    const [first] = Array.isArray(record(expression).references) ? (record(expression).references as unknown[]) : [];
    const address = typeof first === 'string' ? addressOf(first) : undefined;
    if (!attributes.has(key) && address !== undefined) attributes.set(key, { k: 'reference', address, place: document.keyPlace(path) });
  }
  return { type, labels, attributes, blocks, place: document.keyPlace(path) };
}

function readValue(document: SourceDocument, path: Path, value: unknown): Value {
  const place = document.place(path);
  if (Array.isArray(value)) return { k: 'list', items: value.map((item, index) => readValue(document, [...path, index], item)), place };
  if (typeof value === 'number' || typeof value === 'boolean') return { k: 'text', text: String(value), place };
  if (typeof value !== 'string') return { k: 'unknown', written: JSON.stringify(value), place };
  if (!value.includes('${')) return { k: 'text', text: value, place };
  const [, inside] = /^\$\{\s*([\w.[\]-]+)\s*\}$/.exec(value) ?? [];
  const address = inside === undefined ? undefined : addressOf(inside);
  return address === undefined ? { k: 'unknown', written: value, place } : { k: 'reference', address, place };
}

/** What the configuration of a plan says of each resource, by address within its module. */
function configured(root: Rec): ReadonlyMap<string, Rec> {
  const resources = record(record(root.configuration).root_module).resources;
  return new Map((Array.isArray(resources) ? resources : []).map(record).map((one) => [String(one.address), record(one.expressions)]));
}

function moduleBlocks(document: SourceDocument, path: Path, module: Rec, expressions: ReadonlyMap<string, Rec>): Block[] {
  const own = many(module.resources, [...path, 'resources']).map(([one, at]) => {
    const { mode, type, name, address, values } = record(one);
    return block(document, [...at, 'values'], mode === 'data' ? 'data' : 'resource', [String(type), String(name)], record(values), expressions.get(String(address).replace(/\[[^\]]*\]$/, '')));
  });
  return [...own, ...many(module.child_modules, [...path, 'child_modules']).flatMap(([one, at]) => moduleBlocks(document, at, record(one), new Map()))];
}
