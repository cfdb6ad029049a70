import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { start } from './harness.js';

const MANIFEST = 'application: app\ngrant: client-credentials\npermissions:\n  - routing:queue:view\n';
const CODE = (call: string): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = () => ${call};\n`;

it('audits again after each change, and ends with the last exit code', async () => {
  const cwd = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE('api.getRoutingQueues()'), 'node_modules/x/index.js': '' });
  const stop = new AbortController();
  const { out, exit } = start(['--watch', '--quiet', '--report', 'json=result.json'], { cwd, stop: stop.signal });
  const runs = (): string[] => out.stdout.split('\n').filter((line) => line.includes('in 1 application'));
  await vi.waitFor(() => expect(runs()).toHaveLength(1), { timeout: 20_000, interval: 50 });
  writeFileSync(path.join(cwd, 'src/app.ts'), CODE("api.deleteRoutingQueue('x')"));
  await vi.waitFor(() => expect(runs()).toHaveLength(2), { timeout: 20_000, interval: 50 });
  writeFileSync(path.join(cwd, 'node_modules/x/index.js'), '1');
  await setTimeout(500);
  expect(runs()).toEqual([expect.stringContaining('no findings in 1 application'), expect.stringContaining('2 errors in 1 application')]);
  writeFileSync(path.join(cwd, 'scope-audit.yaml'), 'failOn: [');
  await vi.waitFor(() => expect(out.stderr).toContain('scope-audit.yaml:1'), { timeout: 20_000, interval: 50 });
  writeFileSync(path.join(cwd, 'scope-audit.yaml'), '');
  await vi.waitFor(() => expect(runs()).toHaveLength(3), { timeout: 20_000, interval: 50 });
  stop.abort();
  expect(await exit).toBe(1);
});

it.each([
  [['--watch', 'a.ts', 'b.ts'], '--watch looks at one folder'],
  [['--watch', 'none'], 'none does not exist'],
  [['--watch', '--update-baseline'], '--watch accepts nothing by itself'],
])('%j is refused', async (args, why) => {
  const { out, exit } = start(args, { cwd: tempTree({ 'a.ts': '', 'b.ts': '' }) });
  expect([await exit, out.stderr]).toEqual([2, expect.stringContaining(why)]);
});
