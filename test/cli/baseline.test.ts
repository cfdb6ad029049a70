import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { run, sample } from './harness.js';

function copyOfSample(): string {
  const root = tempTree({});
  cpSync(sample('queue-dashboard'), root, { recursive: true });
  return root;
}

describe('--update-baseline', () => {
  it('makes the next run green, and the one after a change not', async () => {
    const cwd = copyOfSample();
    expect((await run([], { cwd })).exit).toBe(1);
    expect(await run(['--update-baseline'], { cwd })).toEqual({ exit: 0, stdout: 'scope-audit-baseline.json: 4 findings accepted (4 added, 0 removed)\n', stderr: '' });
    const green = await run([], { cwd });
    expect(green.exit).toBe(0);
    expect(green.stdout).toContain('hidden: 4 in the baseline\n');
    expect((await run(['--persona', 'auditor'], { cwd })).stdout).toContain('= hidden by: the baseline');

    const manifest = path.join(cwd, 'scope-manifest.yaml');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('recording:recording:view', 'recording:recording:editRetention'));
    const changed = await run([], { cwd });
    expect(changed.exit).toBe(1);
    expect(changed.stdout.match(/^(?:error|warning|note)\[.*$/gm)).toEqual([
      'error[excess-permission]: Client `server` is granted permission `recording:recording:editRetention`, but no call needs it.',
      'note[stale-baseline]: 1 finding of the baseline no longer occurs.',
    ]);
    expect((await run(['--update-baseline'], { cwd })).stdout).toContain('4 findings accepted (1 added, 1 removed)');
  });

  it('is refused over a part of the folder, and where the audit cannot be made', async () => {
    const cwd = copyOfSample();
    expect(await run(['--update-baseline', 'src/queues.ts', 'src'], { cwd })).toMatchObject({ exit: 2, stderr: expect.stringContaining('a baseline is taken of the whole folder') as string });
    writeFileSync(path.join(cwd, 'scope-manifest.yaml'), 'application: [');
    expect(await run(['--update-baseline'], { cwd })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('No baseline is taken') as string });
  });

  it('a baseline that is named and missing is an error', async () => {
    expect(await run(['--baseline', 'none.json'], { cwd: copyOfSample() })).toMatchObject({ exit: 2, stderr: expect.stringContaining('there is no baseline none.json') as string });
  });
});
