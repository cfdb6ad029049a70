import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import fastGlob from 'fast-glob';

/** Optional packages that stores of secrets use; whoever uses such a store installs its own. */
const PEERS = { '@aws-sdk/client-secrets-manager': '^3', '@azure/keyvault-secrets': '^4' };

/**
 * Makes the runtime auth module a package of its own in `out`: every file of src/auth as ESM and as CommonJS, nothing else.
 * `scope-audit/auth` leads into the same files. `types`: where its declarations are, when they are to go along.
 */
export async function buildAuthPackage(root, out, types) {
  const entryPoints = await fastGlob('src/auth/**/*.ts', { cwd: root });
  for (const [folder, format] of [['esm', 'esm'], ['cjs', 'cjs']]) {
    const outdir = path.join(out, folder);
    await build({ absWorkingDir: root, entryPoints, outbase: 'src/auth', outdir, bundle: false, format, platform: 'node', target: 'node20.19', supported: { 'dynamic-import': true }, logLevel: 'warning' });
    await writeFile(path.join(outdir, 'package.json'), `${JSON.stringify({ type: format === 'esm' ? 'module' : 'commonjs' })}\n`);
    if (types !== undefined) await cp(types, outdir, { recursive: true });
  }
  await mkdir(out, { recursive: true });
  const whole = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await writeFile(path.join(out, 'package.json'), `${JSON.stringify(manifest(whole), null, 2)}\n`);
  for (const [from, to] of [['docs/auth.md', 'README.md'], ['LICENSE', 'LICENSE']]) await cp(path.join(root, from), path.join(out, to));
}

function manifest({ version, license, engines, exports }) {
  const own = Object.entries(exports).filter(([name]) => name === './auth' || name.startsWith('./auth/'));
  return {
    name: 'scope-audit-auth',
    version,
    description: 'Keeps an OAuth token of Genesys Cloud ready: client credentials, renewed ahead of time, without storms.',
    license,
    type: 'module',
    engines,
    exports: Object.fromEntries(own.map(([name, target]) => [name.replace('./auth', '.'), JSON.parse(JSON.stringify(target).replaceAll('./dist/auth/', './'))])),
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(Object.keys(PEERS).map((name) => [name, { optional: true }])),
  };
}
