import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Puts the WebAssembly of the parser's runtime and of its grammars into a folder. */
export async function buildGrammars(outDir) {
  await mkdir(outDir, { recursive: true });
  await copyFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), path.join(outDir, 'runtime.wasm'));
  const grammar = path.dirname(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json'));
  await copyFile(path.join(grammar, 'tree-sitter-terraform.wasm'), path.join(outDir, 'terraform.wasm'));
}
