import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/formats.js';
import { tempTree } from '../node/temp-tree.js';
import { run, sample } from './harness.js';

describe('--format and --report', () => {
  it('has one exit code for every form', async () => {
    const exits = await Promise.all(FORMATS.map(async (format) => (await run([sample('queue-dashboard'), '--format', format])).exit));
    expect(exits).toEqual(FORMATS.map(() => 1));
  });

  it('writes further reports beside what it prints', async () => {
    const cwd = tempTree({});
    const { exit, stdout } = await run([sample('queue-dashboard'), '--report', 'sarif=a.sarif', '--report', 'junit=b.xml'], { cwd });
    expect([exit, stdout.startsWith('queue-dashboard  ')]).toEqual([1, true]);
    expect(JSON.parse(readFileSync(path.join(cwd, 'a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(path.join(cwd, 'b.xml'), 'utf8')).toContain('<testsuites name="scope-audit"');
  });

  it.each(['sarif', 'sarif=', '=a.json', 'xml=a.xml'])('refuses --report %s', async (target) => {
    const cwd = tempTree({});
    expect(await run([sample('queue-dashboard'), '--report', target], { cwd })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('written as form=file') as string });
    expect(existsSync(path.join(cwd, 'a.xml'))).toBe(false);
  });
});

describe('report', () => {
  it('formats a saved result as the audit itself would', async () => {
    const cwd = tempTree({});
    await run([sample('queue-dashboard'), '--format', 'json', '--output', 'result.json'], { cwd });
    for (const format of FORMATS.filter((one) => one !== 'text')) {
      const { stdout } = await run([sample('queue-dashboard'), '--format', format]);
      expect(await run(['report', 'result.json', '--format', format], { cwd })).toEqual({ exit: 0, stdout, stderr: '' });
    }
    expect((await run(['report', 'result.json'], { cwd })).stdout).toContain('3 errors, 1 warning in 1 application');
  });

  it.each([['none.json', 'cannot be read'], ['package.json', 'no result']])('refuses %s', async (file, why) => {
    const cwd = tempTree({ 'package.json': '{}' });
    expect(await run(['report', file], { cwd })).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(why) as string });
  });
});
