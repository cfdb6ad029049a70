// What a commit costs that touches nothing an audit looks at: npm run bench:no-op [-- --runs 15]. Prints medians and their ratio.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const folder = mkdtempSync(path.join(os.tmpdir(), 'scope-audit-no-op-'));

function time(args) {
  const start = performance.now();
  execFileSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  return performance.now() - start;
}

try {
  cpSync(path.join(root, 'fixtures/samples/queue-dashboard'), folder, { recursive: true });
  for (const args of [['init', '-q'], ['add', '-A'], ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'all']]) execFileSync('git', args, { cwd: folder });
  const [node, tool] = [[], []];
  for (let run = 0; run < Number(values.runs); run++) {
    node.push(time(['-e', '0']));
    tool.push(time([path.join(root, 'dist/cli.js'), 'diff', '--base', 'HEAD']));
  }
  const [bare, own] = [median(node), median(tool)];
  console.log(`node ${bare.toFixed(0)} ms, scope-audit diff --base HEAD ${own.toFixed(0)} ms: ${(own / bare).toFixed(1)} times`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
