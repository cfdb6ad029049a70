import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const ENTRY = `
export { MANIFEST_SCHEMA } from './src/manifest/manifest-schema.ts';
export { CONFIG_SCHEMA } from './src/config/config-schema.ts';
export { BROKER_SCHEMA } from './src/config/broker-schema.ts';
export { BASELINE_SCHEMA } from './src/saved/baseline-schema.ts';
export { PBOM_SCHEMA } from './src/saved/pbom-schema.ts';
export { USAGE_SCHEMA } from './src/saved/usage-schema.ts';
export { RESULT_SCHEMA } from './src/saved/result-schema.ts';
`;

/** The schemas as the source has them. */
export async function loadSchemas() {
  const { outputFiles } = await build({ stdin: { contents: ENTRY, resolveDir: ROOT }, bundle: true, write: false, format: 'esm', platform: 'node' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
