import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchemas } from '../../scripts/build-schemas.mjs';
import { compiledValidators } from '../../scripts/build/validators-plugin.mjs';
import { readManifest } from '../../src/manifest/read-manifest.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scope-audit-schemas-'));
  await buildSchemas(folder);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['scope-manifest.json', 'urn:scope-audit:scope-manifest'],
  ['config.json', 'urn:scope-audit:config'],
  ['broker.json', 'urn:scope-audit:broker'],
])('%s is a schema with a description for every key', async (name, id) => {
  const schema = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Record<string, unknown>;
  expect(schema.$id).toBe(id);
  expect(new Ajv({ allowUnionTypes: true }).validateSchema(schema)).toBe(true);
  expect(undescribed(schema)).toEqual([]);
});

test('the complete example agrees with the published schema', async () => {
  const schema = JSON.parse(await readFile(path.join(folder, 'scope-manifest.json'), 'utf8')) as object;
  const example: unknown = parse(await readFile(new URL('../../fixtures/manifests/complete.yaml', import.meta.url), 'utf8'));
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  expect([validate(example), validate.errors]).toEqual([true, null]);
});

test('the built reader is free of ajv and says the same as the source', async () => {
  const entry = fileURLToPath(new URL('../../src/manifest/read-manifest.ts', import.meta.url));
  const outfile = path.join(folder, 'read-manifest.mjs');
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  const { metafile } = await build({ entryPoints: [entry], bundle: true, format: 'esm', platform: 'node', outfile, metafile: true, banner: { js: banner }, plugins: [compiledValidators()] });
  expect(Object.keys(metafile.inputs).filter((input) => /node_modules.ajv/.test(input))).toEqual([]);

  const built = (await import(pathToFileURL(outfile).href)) as { readManifest: typeof readManifest };
  for (const text of ['application: x\nclients: {web: {gant: code, roles: [1]}}', 'application: x\ngrant: cod\nenvironments: {p: {secret: x}}', 'application: x\npaths: [src]']) {
    expect(built.readManifest(text, 'a.yaml')).toEqual(readManifest(text, 'a.yaml'));
  }
});

/** Paths of keys that an editor could not explain. */
function undescribed(schema: Record<string, unknown>, at = ''): string[] {
  const children = Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>).map(([key, child]) => [`${at}/${key}`, child] as const);
  const others = ['items', 'additionalProperties'].flatMap((key) => (typeof schema[key] === 'object' ? [[`${at}/${key}`, schema[key] as Record<string, unknown>] as const] : []));
  return [...(typeof schema.description === 'string' ? [] : [at]), ...[...children, ...others].flatMap(([where, child]) => undescribed(child, where))];
}
