import { execFile, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root, run, sample } from './harness.js';

const binary = path.join(root, 'dist/cli.js');
const started = promisify(execFile);

describe('the built command', () => {
  it('prints what the command in this process prints', async () => {
    const args = [sample('queue-dashboard'), '--date', '2026-01-31'];
    const built = await started(process.execPath, [binary, ...args]).catch((error: unknown) => error as { code: number; stdout: string; stderr: string });
    const { exit, stdout, stderr } = await run(args);
    expect({ exit: 'code' in built ? built.code : 0, stdout: built.stdout, stderr: built.stderr }).toEqual({ exit, stdout, stderr });
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [binary, 'rules'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('reads a list of files from stdin', () => {
    const output = execFileSync(process.execPath, [binary, 'calls', '--format', 'json', '-'], { cwd: sample('queue-dashboard'), input: 'src/agents.ts\nsrc/genesys/client.ts\n', encoding: 'utf8' });
    expect((JSON.parse(output) as { calls: unknown[] }).calls).toHaveLength(2);
  });
});
