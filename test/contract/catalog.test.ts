import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from '../../scripts/catalog/fact-files.js';
import { factsFromTables } from '../../scripts/catalog/from-tables.js';
import { catalogFolder, facts } from '../catalog/real-catalog.js';

const tables = fileURLToPath(new URL('../../../shared/facts', import.meta.url));

async function filesOnDisk(): Promise<Map<string, string>> {
  const names = [...(await readdir(join(catalogFolder, 'endpoints'))).map((name) => `endpoints/${name}`), 'gc.yaml', 'sdk-exceptions.yaml'];
  return new Map(await Promise.all(names.map(async (name) => [name, (await readFile(join(catalogFolder, name), 'utf8')).replaceAll('\r\n', '\n')] as const)));
}

const sorted = (files: ReadonlyMap<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

describe('files of rules/catalog', () => {
  it('are what their generator writes from what they say', async () => {
    expect(sorted(generatedFiles(facts))).toEqual(sorted(await filesOnDisk()));
  });

  it.skipIf(!existsSync(tables))('are what their generator writes from the fact tables', async () => {
    expect(sorted(generatedFiles(await factsFromTables(tables)))).toEqual(sorted(await filesOnDisk()));
  });

  it('are YAML that a general parser reads alike', async () => {
    const read = parse(await readFile(join(catalogFolder, 'endpoints/tokens.yaml'), 'utf8')) as Record<string, Record<string, unknown>>;
    const ours = facts.operations.filter((op) => op.path.startsWith('/api/v2/tokens/'));
    expect(Object.keys(read)).toEqual(ours.map((op) => op.id));
    expect(Object.values(read).map((row) => row['sdk'])).toEqual(ours.map((op) => op.sdk.join(', ')));
  });

  it.skipIf(!existsSync(tables))('have every region of the platform table', async () => {
    const text = await readFile(join(tables, 'platform.md'), 'utf8');
    const rows = [...text.matchAll(/\| ([a-z]+-[a-z-]+-\d)[^|]*\| (\S+) \| (\w+) (?=\|)/g)].map(([, name, domain, sdk]) => ({ name, domain, sdk }));
    expect(rows).toHaveLength(18);
    expect(new Set(facts.regions.map((region) => JSON.stringify(region)))).toEqual(new Set(rows.map((row) => JSON.stringify(row))));
  });
});
