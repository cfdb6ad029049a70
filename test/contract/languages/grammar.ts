import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';

export type { Node } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

/** A parser with the grammar that a package ships. */
export async function openGrammar(name: 'python' | 'go'): Promise<(text: string) => Node> {
  await Parser.init();
  const folder = path.dirname(require.resolve(`tree-sitter-${name}/package.json`));
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.join(folder, `tree-sitter-${name}.wasm`)));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error(`no tree for ${text}`);
    return tree.rootNode;
  };
}

export function field(node: Node, name: string): Node {
  const found = node.childForFieldName(name);
  if (found === null) throw new Error(`${node.type} has no ${name}: ${node.text}`);
  return found;
}

export function fields(node: Node, name: string): Node[] {
  return node.childrenForFieldName(name).filter((child) => child.isNamed);
}

export function named(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

/** Where the first broken part stands. */
export function problemsOf(root: Node): { at: number; message: string }[] {
  if (!root.hasError) return [];
  const broken = root.descendantsOfType('ERROR')[0] ?? root;
  return [{ at: broken.startIndex, message: 'a syntax error' }];
}
