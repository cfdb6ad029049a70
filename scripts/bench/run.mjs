// Measures the built tool against a plain structural search over the same tree: node scripts/bench/run.mjs [--runs N] [--files N] [--keep DIR]
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';
import { writeWorkspace } from './workspace.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' }, files: { type: 'string', default: '8000' }, touching: { type: 'string', default: '100' }, keep: { type: 'string' } } });
const runs = Number(values.runs);
const count = Number(values.files);
const touching = Number(values.touching);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const memoryHook = fileURLToPath(new URL('report-memory.mjs', import.meta.url));
const scratch = values.keep ?? mkdtempSync(path.join(tmpdir(), 'scope-audit-bench-'));

/** The ast-grep program of this platform, which its package's installation may not have put in place. */
function findAstGrep() {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve('@ast-grep/cli/package.json'));
  const system = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform];
  const suffix = { linux: '-gnu', darwin: '', win32: '-msvc' }[process.platform] ?? '';
  const name = process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep';
  return [path.join(folder, '..', `cli-${system}-${process.arch}${suffix}`, name), path.join(folder, name)].find((file) => existsSync(file));
}

function timed(command, args, env = {}) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  const time = performance.now() - start;
  if (status === null || status > 1) throw new Error(`${path.basename(command)} ${args.join(' ')} ended with ${status}: ${stderr.toString().slice(0, 500)}`);
  return time;
}

function peakMemory(args) {
  const report = path.join(scratch, 'memory');
  timed(process.execPath, ['--import', memoryHook, ...args], { BENCH_MEMORY: report });
  return Number(readFileSync(report, 'utf8')) / 1024;
}

/** Runs all programs in turn, so that what else the machine does meets them alike. */
function compare(programs) {
  const times = new Map(programs.map(({ name }) => [name, []]));
  for (const { run } of programs) run();
  for (let round = 0; round < runs; round++) {
    for (const { name, run } of programs) times.get(name).push(run());
  }
  return new Map([...times].map(([name, list]) => [name, { median: median(list), least: Math.min(...list) }]));
}

try {
  const root = path.join(scratch, 'touching');
  const bare = path.join(scratch, 'bare');
  const { bytes } = await writeWorkspace(root, { count, touching });
  await writeWorkspace(bare, { count, touching: 0 });
  const half = path.join(scratch, 'half');
  await writeWorkspace(half, { count: count / 2, touching: 0 });
  const others = [touching / 2, touching * 2].map((some) => ({ some, folder: path.join(scratch, `touching-${some}`) }));
  for (const { some, folder } of others) await writeWorkspace(folder, { count, touching: some });
  const audit = (folder, ...flags) => [cli, 'calls', '--format', 'json', ...flags, folder];
  const tool = (folder) => () => timed(process.execPath, audit(folder, '--no-cache'));
  const caches = path.join(scratch, 'cache');
  const kept = () => timed(process.execPath, audit(root, '--cache'), { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches });
  const astGrep = findAstGrep();
  const results = compare([
    { name: 'scope-audit calls', run: tool(root) },
    { name: 'scope-audit calls, first with cache', run: () => (rmSync(caches, { recursive: true, force: true }), kept()) },
    { name: 'scope-audit calls, nothing changed', run: kept },
    { name: 'scope-audit calls, one file changed', run: () => (appendFileSync(path.join(root, 'src/integration/services/service0.ts'), '\n'), kept()) },
    ...(astGrep ? [{ name: 'ast-grep', run: () => timed(astGrep, ['run', '-p', 'new $X.RoutingApi()', '-l', 'ts', root]) }] : []),
    { name: 'scope-audit calls, no file touches', run: tool(bare) },
    { name: 'scope-audit calls, half of them', run: tool(half) },
    ...others.map(({ some, folder }) => ({ name: `scope-audit calls, ${some} touch`, run: tool(folder) })),
    { name: 'node, empty program', run: () => timed(process.execPath, ['-e', '0']) },
  ]);

  console.log(`${count} files, ${(bytes / 1e6).toFixed(1)} MB, ${touching} touch the platform; Node ${process.version}, ${cpus().length} cores; ${runs} runs in turn`);
  const base = results.get('ast-grep')?.median;
  for (const [name, { median: middle, least }] of results) {
    const ratio = base === undefined ? '' : `  ratio ${(middle / base).toFixed(2)}`;
    console.log(`${name.padEnd(36)} median ${middle.toFixed(0).padStart(5)} ms  least ${least.toFixed(0).padStart(5)} ms${ratio}`);
  }
  const timeOf = (name) => results.get(name).median;
  const none = timeOf('scope-audit calls, no file touches');
  const perFile = ((none - timeOf('scope-audit calls, half of them')) * 1000) / (count / 2);
  console.log(`per file that is not reached: ${perFile.toFixed(1)} µs, by the difference of ${count} and ${count / 2} files; whole tool over all of them ${(((none - timeOf('node, empty program')) * 1000) / count).toFixed(1)} µs`);
  for (const [some, name] of [[touching / 2, `scope-audit calls, ${touching / 2} touch`], [touching, 'scope-audit calls'], [touching * 2, `scope-audit calls, ${touching * 2} touch`]]) {
    console.log(`per file that touches, of ${some}: ${((timeOf(name) - none) / some).toFixed(2)} ms, loading the parser included`);
  }
  console.log(`peak memory: ${peakMemory(audit(root, '--no-cache')).toFixed(0)} MB; ${peakMemory(audit(bare, '--no-cache')).toFixed(0)} MB when no file touches`);
  if (!astGrep) console.log('ast-grep is not installed for this platform: no comparison');
} catch (error) {
  console.error(`The benchmark failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  if (values.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}
