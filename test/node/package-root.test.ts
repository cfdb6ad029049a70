import path from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/node/package-root.js';

it('finds the package, and gives up at the root of the disk', () => {
  expect(packageRoot()).toBe(path.resolve(import.meta.dirname, '../..'));
  expect(() => packageRoot(path.parse(process.cwd()).root)).toThrow('no package.json stands above');
});
