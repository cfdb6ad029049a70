import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { globMatcher } from '../../src/document/globs.js';

test.each([
  [['src'], 'src/deep/a.ts', true],
  [['./src/'], 'src/a.ts', true],
  [['src'], 'src2/a.ts', false],
  [['src/*.ts'], 'src/a.ts', true],
  [['src/*.ts'], 'src/deep/a.ts', false],
  [['**/*.{test,spec}.*'], 'a.spec.js', true],
  [['**/tests'], 'pkg/tests/a.ts', true],
  [['.config/**'], '.config/.hidden', true],
  [['a', 'b'], 'b/x.ts', true],
  [[], 'a.ts', false],
])('%j %s', (globs, path, expected) => {
  expect(globMatcher(globs)(path)).toBe(expected);
});

test('case counts unless it is said not to', () => {
  expect(globMatcher(['Src'])('src/a.ts')).toBe(false);
  expect(globMatcher(['Src'], { nocase: true })('src/a.ts')).toBe(true);
});

const isTest = globMatcher(DEFAULT_CONFIG.testPaths, { nocase: true });

test.each(['test/a.js', 'pkg/__Tests__/a.ts', 'src/queues.spec.ts', 'src/Queues.Test.tsx', 'api_test.js', 'e2e/run.ts', 'Tests/Api.js', 'a-mock.ts'])('%s is test code', (file) => {
  expect(isTest(file)).toBe(true);
});

test.each(['src/latest.ts', 'src/contest/a.ts', 'src/inspec.ts', 'src/testing.ts', 'testimonials/a.js', 'src/protest_data.ts'])('%s is not', (file) => {
  expect(isTest(file)).toBe(false);
});
