import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Imports a TypeScript module, given relative to this folder, with all that it imports. */
export async function importTypeScript(relative) {
  const folder = await mkdtemp(join(tmpdir(), 'scope-audit-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      entryPoints: [fileURLToPath(new URL(relative, import.meta.url))],
      bundle: true, outfile, format: 'esm', platform: 'neutral', target: 'node20', external: ['node:*'],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
