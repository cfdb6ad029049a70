// Builds the tool into dist/: node scripts/build.mjs [--fast]
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions, COPIED_PACKAGES } from './build/bundle-options.mjs';
import { bundledLicenses } from './build/licenses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const fast = process.argv.includes('--fast');

async function bundle() {
  const entries = { cli: 'src/cli/main.ts', index: 'src/index.ts' };
  const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));
  const result = await build({
    ...bundleOptions(root),
    entryPoints: Object.fromEntries(present),
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
  });
  if ('cli' in Object.fromEntries(present)) await chmod(path.join(dist, 'cli.js'), 0o755);
  const inputs = Object.keys(result.metafile.inputs).concat(COPIED_PACKAGES);
  await writeFile(path.join(dist, 'LICENSES'), await bundledLicenses(root, inputs));
}

async function types() {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const project = path.join(root, 'scripts/build/tsconfig.types.json');
  await promisify(execFile)(process.execPath, [compiler, '-p', project]).catch((error) => {
    throw new Error(`the types do not compile:\n${error.stdout}`);
  });
}

/** Data that other scripts make, each where its script exists. */
async function data() {
  const makers = [
    ['./build-catalog.mjs', 'buildCatalog', path.join(dist, 'catalog.json')],
    ['./build-schemas.mjs', 'buildSchemas', path.join(dist, 'schemas')],
    ['./build-grammars.mjs', 'buildGrammars', path.join(dist, 'grammars')],
  ];
  for (const [script, name, target] of makers) {
    if (!existsSync(new URL(script, import.meta.url))) continue;
    const maker = await import(script);
    await maker[name](target);
  }
}

try {
  await rm(fast ? path.join(dist, 'chunks') : dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await Promise.all([bundle(), data(), fast ? undefined : types()]);
} catch (error) {
  console.error(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
