import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/checks/index.js';
import { COMMAND_NAMES } from '../../src/cli/command-names.js';
import { createProgram } from '../../src/cli/run-cli.js';
import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { CONFIG_SCHEMA } from '../../src/config/config-schema.js';
import { VERSION } from '../../src/version.js';
import { silentIo } from '../cli/harness.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const program = createProgram(silentIo(), () => undefined);
const flagsOf = (command: string): string[] => program.commands.find((one) => one.name() === command)?.options.map((option) => option.long ?? '') ?? [];

/** Settings that only a file can hold: lists of mappings, and names that rarely change. */
const FILE_ONLY = ['helpers', 'rules', 'testPaths', 'manifests', 'policy', 'usage', 'catalog.overlay'];
/** Flags of a single run. */
const RUN_ONLY = ['--watch', '--config', '--no-config', '--format', '--output', '--date', '--color', '--no-color', '--quiet', '--no-cache', '--update-baseline', '--report'];

const flagOf = (key: string): string => `--${key.replace(/\..*$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const keys = Object.keys(CONFIG_SCHEMA.properties ?? {}).flatMap((key) => (key === 'catalog' ? ['catalog.file', 'catalog.overlay'] : key === '$schema' ? [] : [key]));

describe('settings', () => {
  it('each has a flag or is for files only', () => {
    const flags = flagsOf('audit');
    expect(keys.filter((key) => !FILE_ONLY.includes(key) && !flags.includes(flagOf(key)))).toEqual([]);
  });

  it('each flag of the audit is a setting or is for a single run', () => {
    const settings = keys.map(flagOf);
    expect(flagsOf('audit').filter((flag) => !RUN_ONLY.includes(flag) && !settings.includes(flag))).toEqual([]);
  });

  it('each has a default in code, except those that may be absent', () => {
    const without = keys.map((key) => key.replace(/\..*$/, '')).filter((key) => !Object.keys(DEFAULT_CONFIG).includes(key));
    expect(without).toEqual(['maxUnresolved', 'persona']);
  });
});

describe('documents', () => {
  it('show only commands and flags that exist', () => {
    const lines = [...read('README.md').matchAll(/^(?:.*\| )?scope-audit ?(.*?)(?: +#.*)?$/gm)].map(([, line = '']) => line.split(/\s+/));
    const commands = program.commands.map((command) => command.name());
    const wrong = lines.flatMap(([first = '', ...rest]) => {
      const command = commands.includes(first) ? first : 'audit';
      return rest.filter((word) => word.startsWith('--') && !flagsOf(command).includes(word));
    });
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(5);
  });

  it('name only rules that exist', () => {
    const ids = RULES.map((check) => check.id);
    const named = [...read('README.md').matchAll(/scope-audit rules ([a-z-]+)/g)].map(([, id = '']) => id);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

it('the commands are those that are suggested', () => {
  expect(program.commands.map((command) => command.name())).toEqual(COMMAND_NAMES);
});

it('rule ids are unique', () => {
  const ids = RULES.map((check) => check.id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('the version is that of the package', () => {
  expect((JSON.parse(read('package.json')) as { version: string }).version).toBe(VERSION);
});
