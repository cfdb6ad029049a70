import { describe, expect, it } from 'vitest';
import { wantsColour, splitList, type CliIo } from '../../src/cli/io.js';
import { VERSION } from '../../src/version.js';
import { run } from './harness.js';

describe('usage', () => {
  it('prints the version', async () => {
    expect(await run(['--version'])).toEqual({ exit: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  it('prints help that names every command', async () => {
    const { exit, stdout } = await run(['--help']);
    expect(exit).toBe(0);
    for (const command of ['audit', 'calls', 'explain', 'doctor', 'verify', 'usage', 'guard', 'what-if', 'init', 'rules', 'catalog']) expect(stdout).toContain(command);
  });

  it.each([
    [['audit', '--fromat', 'json'], "error: unknown option '--fromat' (Did you mean --format?)"],
    [['--fromat', 'json'], "error: unknown option '--fromat' (Did you mean --format?)"],
    [['audit', '--format', 'xml'], "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif, github, markdown, junit, gitlab, html."],
    [['calls', '--date', '2026-02-30x'], "error: option '--date <yyyy-mm-dd>' argument '2026-02-30x' is invalid. A date is written as 2026-01-31."],
    [['what-if'], "error: required option '--without <grant>' not specified"],
    [['catalog', 'updat'], "error: unknown command 'updat' (Did you mean update?)"],
    [['rules', 'a', 'b'], "error: too many arguments for 'rules'. Expected 1 argument but got 2."],
  ])('answers %j with one clear line', async (args, line) => {
    expect(await run(args)).toEqual({ exit: 2, stdout: '', stderr: `${line}\n` });
  });
});

describe('wantsColour', () => {
  const io = (env: Record<string, string>, tty = true): CliIo => ({
    stdout: { write: () => true },
    stderr: { write: () => true },
    stdin: (async function* () {})(),
    env,
    cwd: '/',
    isTTY: { stdout: tty, stderr: tty },
    interrupted: () => new AbortController().signal, now: () => new Date(0),
  });

  it.each([
    [{}, true, undefined, true],
    [{}, false, undefined, false],
    [{ NO_COLOR: '1' }, true, undefined, false],
    [{ NO_COLOR: '' }, true, undefined, true],
    [{ FORCE_COLOR: '1' }, false, undefined, true],
    [{ FORCE_COLOR: '0' }, true, undefined, false],
    [{ TERM: 'dumb' }, true, undefined, false],
    [{ NO_COLOR: '1' }, false, true, true],
    [{ FORCE_COLOR: '1' }, true, false, false],
  ] as const)('%j on a terminal (%s), flag %s', (env, tty, flag, expected) => {
    expect(wantsColour(io(env, tty), 'stdout', flag)).toBe(expected);
  });
});

it('splits lists by NUL or by lines', () => {
  expect(splitList('a b\0c\nd\0')).toEqual(['a b', 'c\nd']);
  expect(splitList('a b\r\nc\n\n')).toEqual(['a b', 'c']);
});
