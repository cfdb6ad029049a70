import { Language, Parser, type Node } from 'web-tree-sitter';
import type { Place } from '../../model/index.js';
import { addressOf, type Block, type ReadTree, type Value } from './tree.js';

/** What the grammar needs of the machine: the runtime and the grammar, as WebAssembly. */
export interface GrammarPort {
  (name: 'runtime' | 'terraform'): Promise<Uint8Array>;
}

/** Opens a reader of HCL, Terraform's dialect. Loading it takes some ten milliseconds, so it is done only for `.tf` files. */
export async function openHcl(grammar: GrammarPort): Promise<(text: string, file: string) => ReadTree> {
  await Parser.init({ wasmBinary: await grammar('runtime') });
  const parser = new Parser();
  parser.setLanguage(await Language.load(await grammar('terraform')));
  return (text, file) => {
    const tree = parser.parse(text);
    if (tree === null) return { blocks: [], problems: [] };
    const broken = tree.rootNode.hasError ? (tree.rootNode.descendantsOfType('ERROR')[0] ?? tree.rootNode) : undefined;
    const place = (node: Node): Place => ({ file, line: node.startPosition.row + 1, column: node.startPosition.column + 1 });
    const blocks = withinStack(() => blocksIn(tree.rootNode.namedChildren.find(({ type }) => type === 'body'), place));
    if (blocks === undefined) return { blocks: [], problems: [{ level: 'error', code: 'terraform-syntax', message: 'the file is nested too deep', place: place(tree.rootNode) }] };
    return { blocks, problems: broken === undefined ? [] : [{ level: 'error', code: 'terraform-syntax', message: 'this is no HCL', place: place(broken) }] };
  };
}

/** Undefined where a walk by recursion exhausts the stack. */
function withinStack<T>(walk: () => T): T | undefined {
  try {
    return walk();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type PlaceOf = (node: Node) => Place;

function blocksIn(body: Node | undefined, place: PlaceOf): Block[] {
  return (body?.namedChildren ?? []).filter(({ type }) => type === 'block').map((node) => readBlock(node, place));
}

function readBlock(node: Node, place: PlaceOf): Block {
  const [type, ...rest] = node.namedChildren;
  const body = node.namedChildren.find((child) => child.type === 'body');
  const labels = rest.filter((child) => child.type === 'string_lit' || child.type === 'identifier').map((child) => (child.type === 'string_lit' ? literalOf(child) : child.text));
  const attributes = (body?.namedChildren ?? []).flatMap((child): [string, Value][] => {
    if (child.type !== 'attribute') return [];
    const [name, value] = child.namedChildren;
    return name === undefined || value === undefined ? [] : [[name.text, readValue(value, place)]];
  });
  return { type: type?.text ?? '', labels, attributes: new Map(attributes), blocks: blocksIn(body, place), place: place(node) };
}

function literalOf(node: Node): string {
  return node.namedChildren.filter(({ type }) => type === 'template_literal').map(({ text }) => text).join('');
}

function readValue(node: Node, place: PlaceOf): Value {
  const at = place(node);
  const [only, ...more] = node.namedChildren.filter(({ type }) => type !== 'comment');
  switch (node.type) {
    case 'expression':
      if (only !== undefined && more.length === 0 && only.type !== 'variable_expr') return readValue(only, place);
      return reference(node, at);
    case 'collection_value':
    case 'literal_value':
      return only === undefined ? { k: 'unknown', written: node.text, place: at } : readValue(only, place);
    case 'string_lit':
      return { k: 'text', text: literalOf(node), place: at };
    case 'numeric_lit':
    case 'bool_lit':
      return { k: 'text', text: node.text, place: at };
    case 'tuple':
      return { k: 'list', items: node.namedChildren.filter(({ type }) => type === 'expression').map((item) => readValue(item, place)), place: at };
    case 'template_expr': {
      // "${genesyscloud_auth_role.agent.id}" is what stands in it.
      const [, inside] = /^"\$\{\s*([\w.[\]-]+)\s*\}"$/.exec(node.text) ?? [];
      const address = inside === undefined ? undefined : addressOf(inside);
      return address === undefined ? { k: 'unknown', written: node.text, place: at } : { k: 'reference', address, place: at };
    }
    default:
      return reference(node, at);
  }
}

function reference(node: Node, place: Place): Value {
  const address = addressOf(node.text.replaceAll(/\s/g, ''));
  return address === undefined ? { k: 'unknown', written: node.text, place } : { k: 'reference', address, place };
}
