import path from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { loadSchemas } from './load-schemas.mjs';

/** Modules that compile a schema when they load, what they export, and the schema. */
const MODULES = {
  'validate-manifest.ts': { name: 'validateManifest', schema: 'MANIFEST_SCHEMA' },
  'validate-config.ts': { name: 'validateConfig', schema: 'CONFIG_SCHEMA' },
  'validate-broker.ts': { name: 'validateBroker', schema: 'BROKER_SCHEMA' },
  'validate-baseline.ts': { name: 'validateBaseline', schema: 'BASELINE_SCHEMA' },
  'validate-pbom.ts': { name: 'validatePbom', schema: 'PBOM_SCHEMA' },
  'validate-usage.ts': { name: 'validateUsage', schema: 'USAGE_SCHEMA' },
  'validate-result.ts': { name: 'validateResult', schema: 'RESULT_SCHEMA' },
};

/** Same as `VALIDATOR_OPTIONS` in src/document/compile-schema.ts. */
const OPTIONS = { allErrors: true, verbose: true, allowUnionTypes: true };

/** esbuild plugin: puts the finished code of a validator where the source compiles it, so that the tool ships without ajv. */
export function compiledValidators() {
  return {
    name: 'compiled-validators',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]\w+[\\/]validate-\w+\.ts$/ }, async (args) => {
        const { name, schema } = MODULES[path.basename(args.path)];
        const wanted = (await loadSchemas())[schema];
        const ajv = new Ajv({ ...OPTIONS, schemas: [wanted], code: { source: true, esm: true } });
        return { contents: standaloneCode.default(ajv, { [name]: wanted.$id }), loader: 'js' };
      });
    },
  };
}
