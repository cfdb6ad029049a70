import { expect, test } from 'vitest';
import { clientMatcher, findRivals, folderOf, governingManifest } from '../../src/manifest/membership.js';
import { readManifest } from '../../src/manifest/read-manifest.js';

test.each([
  ['scope-manifest.yaml', ''],
  ['apps/web/scope-manifest.yaml', 'apps/web'],
])('the folder of %s', (file, folder) => {
  expect(folderOf(file)).toBe(folder);
});

const folders = [{ folder: 'apps/web' }, { folder: '' }, { folder: 'apps' }];

test.each([
  ['apps/web/src/a.ts', 'apps/web'],
  ['apps/web', 'apps'],
  ['apps/website/a.ts', 'apps'],
  ['tools/a.ts', ''],
])('%s is governed from "%s"', (file, folder) => {
  expect(governingManifest(folders, file)).toEqual({ folder });
});

test('a file outside every folder is governed by none', () => {
  expect(governingManifest([{ folder: 'apps/web' }], 'lib/a.ts')).toBeUndefined();
});

function clientsOf(clients: string, file: string): string[] {
  const { manifest } = readManifest(`application: x\nclients: ${clients}`, 'apps/a/scope-manifest.yaml');
  return manifest === undefined ? [] : clientMatcher(manifest)(file).map(({ name }) => name.text);
}

test.each([
  ['{web: {paths: [web]}, api: {}}', 'apps/a/web/x.ts', ['web']],
  ['{web: {paths: [web]}, api: {}}', 'apps/a/other/x.ts', ['api']],
  ['{web: {paths: [web]}, api: {}}', 'shared/web/x.ts', ['api']],
  ['{web: {paths: [src]}, api: {paths: ["src/**/*.ts"]}}', 'apps/a/src/x.ts', ['web', 'api']],
  ['{web: {paths: [web]}}', 'apps/a/other/x.ts', []],
])('%s: %s', (clients, file, expected) => {
  expect(clientsOf(clients, file)).toEqual(expected);
});

test('one folder has one manifest', () => {
  expect(findRivals(['b/scope-manifest.yml', 'b/scope-manifest.json', 'scope-manifest.yaml'])).toEqual([
    {
      level: 'error',
      code: 'rival-manifests',
      message: '`b/scope-manifest.json` governs this folder already',
      place: { file: 'b/scope-manifest.yml', line: 1, column: 1 },
      hint: 'keep one manifest in a folder',
    },
  ]);
});
