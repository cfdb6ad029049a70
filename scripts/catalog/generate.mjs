// Writes the generated files of rules/catalog from the fact tables: node scripts/catalog/generate.mjs --facts DIR
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importTypeScript } from './load.mjs';

const { values } = parseArgs({ options: { facts: { type: 'string' } } });
if (values.facts === undefined) {
  console.error('Usage: node scripts/catalog/generate.mjs --facts DIR   (DIR holds endpoints.tsv, gc_cli.tsv, sdk_exceptions.tsv)');
  process.exit(2);
}
const { factsFromTables } = await importTypeScript('./from-tables.ts');
const { writeGenerated } = await importTypeScript('./fact-files.ts');
const facts = await factsFromTables(values.facts);
const files = await writeGenerated(fileURLToPath(new URL('../../rules/catalog', import.meta.url)), facts);
console.log(`${facts.operations.length} operations, ${facts.gc.size} gc commands in ${files} files`);
