// Compiles rules/catalog to one JSON file: node scripts/build-catalog.mjs [OUT]
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { importTypeScript } from './catalog/load.mjs';

const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Writes the compiled catalog to `outFile` and gives it back. */
export async function buildCatalog(outFile) {
  const [{ readFacts }, { compileCatalog }] = await Promise.all(['./fact-files.ts', '../../src/catalog/compile.ts'].map(importTypeScript));
  const data = compileCatalog(await readFacts(root('rules/catalog')));
  await mkdir(dirname(outFile), { recursive: true });
  await writeFile(outFile, JSON.stringify(data));
  return data;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const data = await buildCatalog(process.argv[2] ?? root('dist/catalog.json'));
  console.log(`Catalog of ${data.date}, hash ${data.hash}: ${data.counts.operations} operations`);
}
