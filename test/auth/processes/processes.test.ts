import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { platform } from '../start.js';

// These start the built module, which `npm test` makes first.

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function start(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  return spawn(process.execPath, [path.join(import.meta.dirname, script), ...args], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Told {
  statuses: Record<string, number>;
  apart: { ahead: number; behind: number };
  unhandled: number;
}

/** Lets a service call the API while something is done to it. */
async function whileCalling(url: string, act: (child: Child) => Promise<void>, env: NodeJS.ProcessEnv = {}): Promise<Told> {
  const child = start('calling.mjs', [url, '20'], env);
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  await act(child);
  child.stdin.end();
  expect(await stderr).toBe('');
  return JSON.parse((await stdout).replace('begun\n', '')) as Told;
}

/** Where Debian's faketime keeps its library. */
function fakeTimeLibrary(): string | undefined {
  const roots = readdirSync('/usr/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const candidates = roots.map(({ name }) => path.join('/usr/lib', name, 'faketime'));
  for (const folder of candidates) {
    try {
      const name = readdirSync(folder).find((file) => file.startsWith('libfaketime.so'));
      if (name !== undefined) return path.join(folder, name);
    } catch {
      // Not there.
    }
  }
  return undefined;
}

const onLinux = process.platform === 'linux';
const library = onLinux ? fakeTimeLibrary() : undefined;

describe('a process', () => {
  it('ends by itself though it has a token', async () => {
    const server = await platform();
    const child = start('ending.mjs', [server.url]);
    const [stdout, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null, string | null]>]);
    expect([code, signal]).toEqual([0, null]);
    const { state, holding } = JSON.parse(stdout) as { state: string; holding: string[] };
    expect([state, holding.includes('Timeout')]).toEqual(['fresh', false]);
  });

  it('stays while it waits for a token that is long in coming', async () => {
    const server = await platform();
    server.script.push({ status: 503, body: '' }, { status: 429, headers: { 'retry-after': '1' }, body: {} });
    const child = start('waiting.mjs', [server.url]);
    const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[0-9a-f]{8}$/)]);
  });

  it.skipIf(!onLinux)('that is stopped for longer than its token lives renews it when it goes on', async () => {
    const server = await platform();
    server.expiresIn = 2;
    const told = await whileCalling(server.url, async (child) => {
      await pause(300);
      child.kill('SIGSTOP');
      await pause(3_000);
      child.kill('SIGCONT');
      await pause(700);
    });
    expect([Object.keys(told.statuses), told.unhandled]).toEqual([['200'], 0]);
    expect(server.exchanges.length).toBeGreaterThanOrEqual(2);
    expect(server.exchanges.length).toBeLessThanOrEqual(4);
  });
});

describe.skipIf(library === undefined && process.env['CI'] === undefined)('a wall clock', () => {
  it('that goes an hour forth, an hour back, and then sixty times as fast costs an exchange at most for each hour that it gains', async () => {
    const server = await platform();
    server.expiresIn = 3_000;
    const folder = mkdtempSync(path.join(tmpdir(), 'faketime-'));
    const file = path.join(folder, 'time');
    const set = (time: string): void => {
      writeFileSync(file, `${time}\n`);
    };
    set('+0');
    const env = { LD_PRELOAD: library ?? '', FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
    const told = await whileCalling(server.url, async () => {
      for (const time of ['+3600', '+0', '-3600', '+0 x60']) {
        await pause(500);
        set(time);
      }
      await pause(1_000);
    }, env);
    rmSync(folder, { recursive: true });
    expect(told.apart.ahead).toBeGreaterThan(3_590_000);
    expect(told.apart.behind).toBeGreaterThan(3_590_000);
    expect([Object.keys(told.statuses), told.unhandled]).toEqual([['200'], 0]);
    expect(server.exchanges.length).toBeLessThanOrEqual(3);
  });
});
