import path from 'node:path';
import { expect } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import type { CliIo } from '../../src/cli/io.js';

export const root = path.resolve(import.meta.dirname, '../..');
export const sample = (name: string): string => path.join(root, 'fixtures/samples', name);

export interface Transcript {
  exit: number;
  stdout: string;
  stderr: string;
}

export interface Setting {
  cwd?: string;
  stdin?: string;
  env?: Record<string, string>;
  tty?: boolean;
  columns?: number;
  /** Ends what goes on until it is interrupted. */
  stop?: AbortSignal;
  /** ISO date of the clock. */
  today?: string;
}

/** Runs the command in this process, with buffers for streams and a fixed day. */
export async function run(args: readonly string[], setting: Setting = {}): Promise<Transcript> {
  const { out, exit } = start(args, setting);
  return { exit: await exit, ...out };
}

/** The same while it goes on: what it has printed so far, and its exit code to come. */
export function start(args: readonly string[], setting: Setting = {}): { out: Pick<Transcript, 'stdout' | 'stderr'>; exit: Promise<number> } {
  const out = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({ write: (text: string) => void (out[name] += text) });
  const io: CliIo = {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    stdin: chunks(setting.stdin ?? ''),
    env: setting.env ?? {},
    cwd: setting.cwd ?? root,
    isTTY: { stdout: setting.tty ?? false, stderr: setting.tty ?? false },
    ...(setting.columns === undefined ? {} : { columns: setting.columns }),
    interrupted: () => setting.stop ?? new AbortController().signal,
    now: () => new Date(`${setting.today ?? '2026-01-31'}T12:00:00Z`),
  };
  return { out, exit: runCli(args, io) };
}

/** For comparisons: a text that holds, or matches, this one. */
export const containing = (text: string): string => expect.stringContaining(text) as string;
export const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

/** A world in which nothing is heard. */
export function silentIo(): CliIo {
  const sink = { write: () => true };
  return { stdout: sink, stderr: sink, stdin: chunks(''), env: {}, cwd: root, isTTY: { stdout: false, stderr: false }, interrupted: () => new AbortController().signal, now: () => new Date(0) };
}

async function* chunks(text: string): AsyncGenerator<string> {
  yield* [text].filter((chunk) => chunk !== '');
  await Promise.resolve();
}
