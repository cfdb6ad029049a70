import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { run } from './harness.js';

const script = async (shell: string): Promise<string> => (await run(['completions', shell])).stdout;
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
/** In CI every shell must be there. */
const missing = (program: string): boolean => process.env['CI'] === undefined && !has(program);

/** What bash offers after these words; the last is the one being written. */
function offered(source: string, words: readonly string[]): string[] {
  const ask = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _scope_audit; printf "%s\\n" "${COMPREPLY[@]}"';
  const file = path.join(tempTree({ 'complete.bash': source }), 'complete.bash');
  return execFileSync('bash', ['-c', ask, 'bash', file, 'scope-audit', ...words], { encoding: 'utf8' }).split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  it.each([
    [['c'], ['calls', 'config', 'completions', 'catalog']],
    [['catalog', ''], ['info', 'diff', 'update', '--help', '-h']],
    [['--pers'], ['--persona']],
    [['--persona', ''], ['default', 'strict', 'auditor']],
    [['diff', '--base', ''], []],
    [['diff', '--format', ''], ['text', 'json', 'markdown', 'github']],
    [['fix', '--uns'], ['--unsafe']],
    [['src/a.ts', '--fail'], ['--fail-on']],
    [['src/cal'], []],
  ])('offers after %j', async (words, expected) => {
    expect(offered(await script('bash'), words).sort()).toEqual([...expected].sort());
  });
});

it.skipIf(missing('zsh'))('zsh accepts its script', async () => {
  const file = path.join(tempTree({ _scope: await script('zsh') }), '_scope');
  expect(execFileSync('zsh', ['-f', '-c', 'autoload -U compinit; compinit -D; source "$1"; print -- ${_comps[scope-audit]}', 'zsh', file], { encoding: 'utf8' })).toBe('_scope_audit\n');
});

it.skipIf(missing('fish'))('fish offers commands, and values of options', async () => {
  const file = path.join(tempTree({ 'complete.fish': await script('fish') }), 'complete.fish');
  const ask = (line: string): string[] => execFileSync('fish', ['--no-config', '-c', `source $argv[1]; complete -C $argv[2]`, file, line], { encoding: 'utf8' }).split('\n').map((one) => one.split('\t')[0] ?? '').filter((word) => word !== '');
  expect(ask('scope-audit catalog ')).toEqual(expect.arrayContaining(['diff', 'info', 'update']));
  expect(ask('scope-audit --persona ')).toEqual(['auditor', 'default', 'strict']);
  expect(ask('scope-audit fix --uns')).toEqual(['--unsafe']);
});

it('another shell is named with those that are known', async () => {
  expect(await run(['completions', 'tcsh'])).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining('bash, zsh, fish') as string });
});
