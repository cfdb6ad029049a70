// Builds the GitHub Action into action/: node scripts/build-action.mjs [--into DIR]. The folder is committed; a test holds it to the sources.
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildCatalog } from './build-catalog.mjs';
import { buildGrammars } from './build-grammars.mjs';
import { bundleOptions, COPIED_PACKAGES } from './build/bundle-options.mjs';
import { bundledLicenses } from './build/licenses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A small entry, parsers in parts that load when they are needed, the catalog and the pages of the rules. */
export async function buildAction(into) {
  await rm(into, { recursive: true, force: true });
  await mkdir(path.join(into, 'dist'), { recursive: true });
  const { metafile } = await build({
    ...bundleOptions(root),
    entryPoints: { index: 'src/action/main.ts' },
    outdir: into,
    chunkNames: 'parts/[name]-[hash]',
    target: 'node24',
    minify: true,
  });
  await buildCatalog(path.join(into, 'dist', 'catalog.json'));
  await buildGrammars(path.join(into, 'dist', 'grammars'));
  await mkdir(path.join(into, 'rules', 'checks'), { recursive: true });
  for (const name of await readdir(path.join(root, 'rules', 'checks'))) if (name.endsWith('.md')) await cp(path.join(root, 'rules', 'checks', name), path.join(into, 'rules', 'checks', name));
  await writeFile(path.join(into, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`);
  await writeFile(path.join(into, 'LICENSES'), await bundledLicenses(root, Object.keys(metafile.inputs).concat(COPIED_PACKAGES)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { into: { type: 'string', default: path.join(root, 'action') } } });
  await buildAction(path.resolve(values.into));
}
