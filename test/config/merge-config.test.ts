import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { mergeConfig } from '../../src/config/merge-config.js';
import { readConfig } from '../../src/config/read-config.js';
import { globMatcher } from '../../src/document/globs.js';
import { MANIFEST_FILES } from '../../src/manifest/membership.js';

const { config: file } = readConfig('failOn: note\nrules: {a: off, b: note}\ncatalog: {file: c.json}\nexclude: [x]\nmanifests: m.yaml', 'scope-audit.yaml', ['a', 'b']);

test('without file and flags everything is as built in', () => {
  expect(mergeConfig(undefined).config).toEqual(DEFAULT_CONFIG);
});

describe('precedence', () => {
  const { config, originOf } = mergeConfig(file, { failOn: 'never', rules: { b: 'error' }, exclude: undefined, maxUnresolved: 3 });

  test('a flag beats the file, the file the default; rules one by one', () => {
    expect(config).toEqual({ ...DEFAULT_CONFIG, failOn: 'never', rules: { a: 'off', b: 'error' }, catalog: { file: 'c.json', overlay: [] }, exclude: ['x'], manifests: ['m.yaml'], maxUnresolved: 3 });
  });

  test.each([
    ['failOn', { from: 'flag' }],
    ['rules.b', { from: 'flag' }],
    ['rules.a', { from: 'file', place: { file: 'scope-audit.yaml', line: 2, column: 9 } }],
    ['catalog.file', { from: 'file', place: { file: 'scope-audit.yaml', line: 3, column: 11 } }],
    ['exclude', { from: 'file', place: { file: 'scope-audit.yaml', line: 4, column: 1 } }],
    ['include', { from: 'default' }],
    ['rules.toString', { from: 'default' }],
  ])('%s', (setting, origin) => {
    expect(originOf(setting)).toEqual(origin);
  });
});

test('manifests are named as the manifest layer names them', () => {
  expect(DEFAULT_CONFIG.manifests).toEqual(MANIFEST_FILES);
});

test.each([
  ['test/a.ts', true],
  ['pkg/tests/deep/a.ts', true],
  ['src/__tests__/a.ts', true],
  ['src/a.spec.ts', true],
  ['src/a.test.tsx', true],
  ['cypress/a.js', true],
  ['e2e/a.js', true],
  ['src/latest.ts', false],
  ['src/testing.ts', false],
  ['src/contest/a.ts', false],
])('%s as test code: %s', (path, expected) => {
  expect(globMatcher(DEFAULT_CONFIG.testPaths)(path)).toBe(expected);
});
