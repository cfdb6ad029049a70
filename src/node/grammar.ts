import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from './package-root.js';

/** The WebAssembly of a parser, as the build put it beside the catalog. */
export function readGrammar(name: 'runtime' | 'terraform'): Promise<Uint8Array> {
  return readFile(path.join(packageRoot(), 'dist', 'grammars', `${name}.wasm`));
}
