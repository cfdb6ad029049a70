// Builds the tool into dist/: node scripts/build.mjs [--fast]
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions, COPIED_PACKAGES } from './build/bundle-options.mjs';
import { buildAuthPackage } from './build/auth-package.mjs';
import { bundledLicenses } from './build/licenses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const fast = process.argv.includes('--fast');
const BUILD_MARK = '@build-digest@';

async function bundle() {
  const entries = { cli: 'src/cli/main.ts', index: 'src/index.ts' };
  const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));
  const result = await build({
    ...bundleOptions(root),
    entryPoints: Object.fromEntries(present),
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
    target: 'node20.19',
    define: { SCOPE_AUDIT_BUILD: JSON.stringify(BUILD_MARK) },
    minifySyntax: true,
    minifyWhitespace: true,
  });
  await stampBuild(Object.keys(result.metafile.outputs).map((file) => path.join(root, file)));
  if ('cli' in Object.fromEntries(present)) await chmod(path.join(dist, 'cli.js'), 0o755);
  const inputs = Object.keys(result.metafile.inputs).concat(COPIED_PACKAGES);
  await writeFile(path.join(dist, 'LICENSES'), await bundledLicenses(root, inputs));
}

/** Puts the digest of all code in the place of the mark, so that what one build keeps no other reads. */
async function stampBuild(files) {
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')));
  const digest = createHash('sha256').update(texts.join('\0')).digest('hex');
  const marked = texts.flatMap((text, index) => (text.includes(BUILD_MARK) ? [writeFile(files[index], text.replaceAll(BUILD_MARK, digest))] : []));
  if (marked.length === 0) throw new Error(`no file holds ${BUILD_MARK}`);
  await Promise.all(marked);
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
  await buildAuthPackage(root, path.join(dist, 'auth'), fast ? undefined : path.join(dist, 'types/src/auth'));
} catch (error) {
  console.error(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
