/** Audits the sample applications of this repository, as a user would: their findings are the point, so they are no failure here. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const sample of ['queue-dashboard', 'guide-service']) {
  const folder = `fixtures/samples/${sample}`;
  process.stdout.write(`\n$ scope-audit ${folder}\n\n`);
  const { status } = spawnSync(process.execPath, ['dist/cli.js', folder], { cwd: root, stdio: 'inherit' });
  if (status !== 0 && status !== 1) process.exit(status ?? 3);
}
