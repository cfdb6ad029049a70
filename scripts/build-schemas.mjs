import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadSchemas } from './build/load-schemas.mjs';

/** Writes the JSON Schemas of the manifest and of configurations, for editors, and of the result and the guard's file into a folder. */
export async function buildSchemas(outDir) {
  const { MANIFEST_SCHEMA, CONFIG_SCHEMA, BROKER_SCHEMA } = await loadSchemas();
  const files = { 'scope-manifest.json': MANIFEST_SCHEMA, 'config.json': CONFIG_SCHEMA, 'broker.json': BROKER_SCHEMA };
  await mkdir(outDir, { recursive: true });
  for (const name of ['result', 'guard']) await copyFile(new URL(`../src/report/${name}.schema.json`, import.meta.url), path.join(outDir, `${name}.json`));
  for (const [file, schema] of Object.entries(files)) await writeFile(path.join(outDir, file), `${JSON.stringify(schema, null, 2)}\n`);
}
