// Prints what loading the compiled catalog costs, each run in a process of its own: node scripts/catalog/bench.mjs [RUNS]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildCatalog } from '../build-catalog.mjs';

const folder = mkdtempSync(join(tmpdir(), 'scope-audit-'));
const [catalog, code] = [join(folder, 'catalog.json'), join(folder, 'open.mjs')];
const data = await buildCatalog(catalog);
await build({
  entryPoints: [fileURLToPath(new URL('../../src/catalog/open.ts', import.meta.url))],
  bundle: true, minify: true, format: 'esm', platform: 'node', outfile: code,
});
const id = `${data.paths.split(';')[0].split(' ').slice(0, 2).reverse().join(' ')}`;
const program = `
  const { openCatalog } = await import(${JSON.stringify(code)});
  const { readFileSync } = await import('node:fs');
  const start = performance.now();
  const text = readFileSync(${JSON.stringify(catalog)}, 'utf8');
  const read = performance.now();
  const data = JSON.parse(text);
  const parsed = performance.now();
  const catalog = openCatalog(data);
  if (!catalog.operation(${JSON.stringify(id)})) throw new Error('no such operation');
  const operation = performance.now();
  catalog.sdkMethod('x');
  const sdk = performance.now();
  console.log(JSON.stringify({ read: read - start, parse: parsed - read, 'first operation': operation - parsed, total: operation - start, 'first SDK name': sdk - operation }));`;
const runs = Array.from({ length: Number(process.argv[2] ?? 15) }, () => JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })));
console.log(`${runs.length} runs`.padEnd(16), '  least  median (ms)');
for (const key of Object.keys(runs[0])) {
  const values = runs.map((run) => run[key]).sort((a, b) => a - b);
  console.log(key.padEnd(16), values[0].toFixed(2).padStart(7), values[Math.floor(values.length / 2)].toFixed(2).padStart(7));
}
rmSync(folder, { recursive: true });
