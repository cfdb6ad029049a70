import { expect, test } from 'vitest';
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
