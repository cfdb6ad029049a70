import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { CatalogFacts } from '../../src/catalog/data.js';
import { formatOperations, parseOperations } from '../../src/catalog/operation-text.js';
import { compareOperations } from '../../src/catalog/operations.js';
import { compareText } from '../../src/model/index.js';
import type { Operation } from '../../src/model/index.js';

/** The part of the facts that tables of the platform give; the rest is written by hand. */
export type GeneratedFacts = Pick<CatalogFacts, 'operations' | 'gc' | 'sdkExceptions'>;

const NOTICE = '# Written by scripts/catalog/generate.mjs; sources and their dates are in rules/catalog/sources.yaml.';
const HEADS = {
  endpoints: `${NOTICE}\n# In brackets: where the fact is from. Existence, status and SDK names: sdk-js-262 and openapi-2026-07.\n`,
  gc: `${NOTICE}\n# Commands of the gc CLI, without \`gc\`. Source: gc-166.\n`,
  sdkExceptions: `${NOTICE}\n# Names that do not follow from the JavaScript name; \`openapi\` is the definition itself. Source: sdks-2026.\n`,
};

/** The generated files of `rules/catalog`, by path inside it. */
export function generatedFiles({ operations, gc, sdkExceptions }: GeneratedFacts): Map<string, string> {
  const families = new Map<string, Operation[]>();
  for (const op of [...operations].sort(compareOperations)) families.set(familyOf(op), [...(families.get(familyOf(op)) ?? []), op]);
  const files = new Map([...families].map(([family, list]) => [`endpoints/${family}.yaml`, `${HEADS.endpoints}\n${formatOperations(list)}`]));
  const commands = [...gc].sort(([a], [b]) => compareText(a, b)).map(([words, id]) => `${words}: ${id}\n`);
  const exceptions = sdkExceptions.map((row) => `- { language: ${row.language}, name: ${row.name}, operation: "${row.operation}" }\n`).sort(compareText);
  return files.set('gc.yaml', `${HEADS.gc}${commands.join('')}`).set('sdk-exceptions.yaml', `${HEADS.sdkExceptions}${exceptions.join('')}`);
}

/** The first path segment after `/api/v2/`. */
function familyOf(op: Operation): string {
  return /^\/api\/v2\/([a-z0-9]+)/.exec(op.path)?.[1] ?? 'other';
}

/** Writes the generated files and removes those that no family has any more. */
export async function writeGenerated(folder: string, facts: GeneratedFacts): Promise<number> {
  const files = generatedFiles(facts);
  await rm(join(folder, 'endpoints'), { recursive: true, force: true });
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return files.size;
}

/** Everything in `rules/catalog`. */
export async function readFacts(folder: string): Promise<CatalogFacts> {
  const text = (name: string) => readFile(join(folder, name), 'utf8');
  const yaml = async <T>(name: string) => parse(await text(name)) as T;
  const names = (await readdir(join(folder, 'endpoints'))).sort(compareText);
  const families = await Promise.all(names.map(async (name) => parseOperations(await text(`endpoints/${name}`), `rules/catalog/endpoints/${name}`)));
  const aliases = await yaml<{ actions: CatalogFacts['aliasActions']; names: Keyed<CatalogFacts['aliases'], 'name'> }>('aliases.yaml');
  const bound = await yaml<{ operations: Keyed<CatalogFacts['bound'], 'operation'>; segments: CatalogFacts['boundSegments'] }>('bound.yaml');
  return {
    sources: rows(await yaml<Keyed<CatalogFacts['sources'], 'id'>>('sources.yaml'), 'id'),
    regions: rows(await yaml<Keyed<CatalogFacts['regions'], 'name'>>('regions.yaml'), 'name'),
    aliasActions: aliases.actions,
    aliases: rows(aliases.names, 'name'),
    bound: rows(bound.operations, 'operation'),
    boundSegments: bound.segments,
    escalations: rows(await yaml<Keyed<CatalogFacts['escalations'], 'permission'>>('escalation.yaml'), 'permission'),
    logins: await yaml<CatalogFacts['logins']>('logins.yaml'),
    sdkExceptions: await yaml<CatalogFacts['sdkExceptions']>('sdk-exceptions.yaml'),
    operations: families.flat().sort(compareOperations),
    gc: readCommands(await text('gc.yaml')),
  };
}

/** A table as its file has it: the key column is the key. */
type Keyed<T extends readonly unknown[], K extends keyof T[number]> = Record<string, Omit<T[number], K>>;

function rows<K extends string, T extends object>(table: Record<string, T>, key: K): (T & Record<K, string>)[] {
  return Object.entries(table).map(([name, row]) => ({ [key]: name, ...row }) as T & Record<K, string>);
}

function readCommands(text: string): Map<string, string> {
  return new Map(text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const [words = '', id = ''] = line.split(': ');
    return [words, id];
  }));
}
