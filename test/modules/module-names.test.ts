import { describe, expect, it } from 'vitest';
import { createModuleNames, type ModuleNames } from '../../src/modules/index.js';

function names(files: Readonly<Record<string, string | object>>, links?: ReadonlyMap<string, string>): ModuleNames & { reads: string[] } {
  const reads: string[] = [];
  const readText = (file: string) => {
    reads.push(file);
    const content = files[file];
    return content === undefined || typeof content === 'string' ? content : JSON.stringify(content);
  };
  return Object.assign(createModuleNames({ files: Object.keys(files), readText, ...(links ? { links } : {}) }), { reads });
}

function tree(...files: string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, '']));
}

describe('relative names', () => {
  const { resolve } = names(tree('a/x.ts', 'a/y.tsx', 'a/z/index.mjs', 'a/index.ts', 'b/c.js', 'b/c.d.ts', 'd.json', 'e.vue', 'f.service.ts', 'index.cts', 'g.mts', 'a/only.d.ts'));
  it.each([
    ['a/x.ts', './y', 'a/y.tsx'],
    ['a/x.ts', './y.js', 'a/y.tsx'],
    ['a/x.ts', './y.jsx', 'a/y.tsx'],
    ['a/x.ts', './z', 'a/z/index.mjs'],
    ['a/x.ts', './z/', 'a/z/index.mjs'],
    ['a/x.ts', '.', 'a/index.ts'],
    ['a/x.ts', './', 'a/index.ts'],
    ['a/x.ts', '..', 'index.cts'],
    ['a/z/index.mjs', '..', 'a/index.ts'],
    ['a/x.ts', '../b/c', 'b/c.js'],
    ['a/x.ts', '../d.json', 'd.json'],
    ['a/x.ts', '../e.vue?vue&type=script', 'e.vue'],
    ['a/x.ts', '../e', 'e.vue'],
    ['a/x.ts', '../f.service', 'f.service.ts'],
    ['a/x.ts', '../g.mjs', 'g.mts'],
    ['a/x.ts', './X', undefined],
    ['a/x.ts', './only', undefined],
    ['a/x.ts', '../../x', undefined],
    ['a/x.ts', 'x', undefined],
    ['a/x.ts', 'react', undefined],
    ['a/x.ts', 'node:fs', undefined],
    ['a/x.ts', '', undefined],
  ])('%s: %s is %s', (from, module, expected) => {
    expect(resolve(from, module)).toBe(expected);
  });

  it('prefers the source to what was emitted beside it', () => {
    expect(names(tree('a.ts', 'a.js', 'b.ts')).resolve('b.ts', './a.js')).toBe('a.ts');
  });

  it('follows the package.json of a folder', () => {
    const { resolve } = names({ 'a.js': '', 'lib/package.json': { main: 'entry.js' }, 'lib/entry.js': '' });
    expect(resolve('a.js', './lib')).toBe('lib/entry.js');
  });

  it('goes through links of the tree, and ends when they turn in a circle', () => {
    const links = new Map([['app/common', 'shared'], ['app/self', 'app'], ['app/y.ts', 'shared/x.ts'], ['p', 'q'], ['q', 'p']]);
    const { resolve } = names(tree('shared/x.ts', 'app/a.ts'), links);
    expect(resolve('app/a.ts', './common/x')).toBe('shared/x.ts');
    expect(resolve('app/a.ts', './self/self/a')).toBe('app/a.ts');
    expect(resolve('app/a.ts', './y.ts')).toBe('shared/x.ts');
    expect(resolve('app/a.ts', '../p/x')).toBeUndefined();
  });
});

describe('tsconfig', () => {
  it('maps paths, the longest prefix first, and reads comments and trailing commas', () => {
    const { resolve, problems } = names({
      ...tree('src/lib/x.ts', 'src/api/client.ts', 'src/exact.ts', 'src/app/main.ts', 'other/lib/y.ts'),
      'tsconfig.json': `{ // comment with "quotes", and a url http://x
        "compilerOptions": { "baseUrl": ".", /* a */ "paths": {
          "@/*": ["src/*"], "@/lib/*": ["other/lib/*", "src/lib/*",], "exact": ["src/exact"], "@api": ["./src/api/client.ts"], "url//x": ["nowhere"] }, } }`,
    });
    const from = 'src/app/main.ts';
    expect(resolve(from, '@/api/client')).toBe('src/api/client.ts');
    expect(resolve(from, '@/lib/y')).toBe('other/lib/y.ts');
    expect(resolve(from, '@/lib/x')).toBe('src/lib/x.ts');
    expect(resolve(from, 'exact')).toBe('src/exact.ts');
    expect(resolve(from, '@api')).toBe('src/api/client.ts');
    expect(problems).toEqual([]);
  });

  it('takes baseUrl, extends (files, lists, packages of the tree) and references', () => {
    const { resolve, problems } = names({
      ...tree('src/util/x.ts', 'src/main.ts', 'apps/web/src/main.ts', 'apps/web/src/a.ts', 'libs/ui/src/index.ts', 'shared/z.ts', 'pkg/s.ts', 'pkg/src/t.ts'),
      'tsconfig.json': { compilerOptions: { baseUrl: './src' } },
      'tsconfig.base.json': { compilerOptions: { baseUrl: '.', paths: { '@acme/ui': ['libs/ui/src/index.ts'] } } },
      'apps/web/tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: '../../tsconfig.base.json' }] },
      'apps/web/tsconfig.app.json': { extends: ['../../tsconfig.base'], compilerOptions: { paths: { '#web/*': ['apps/web/src/*'] } } },
      'config/package.json': { name: '@acme/config' },
      'config/base.json': { compilerOptions: { paths: { 'shared/*': ['../shared/*'] } } },
      'pkg/tsconfig.json': { extends: '@acme/config/base.json' },
    });
    expect(resolve('src/main.ts', 'util/x')).toBe('src/util/x.ts');
    expect(resolve('apps/web/src/main.ts', '#web/a')).toBe('apps/web/src/a.ts');
    expect(resolve('apps/web/src/main.ts', '@acme/ui')).toBe('libs/ui/src/index.ts');
    expect(resolve('pkg/src/t.ts', 'shared/z')).toBe('shared/z.ts');
    expect(problems).toEqual([]);
  });

  it('ends cycles, and tells of a broken file once', () => {
    const { resolve, problems } = names({
      ...tree('a.ts', 'b.ts', 'deep/c.ts'),
      'tsconfig.json': { extends: './other.json' },
      'other.json': { extends: './tsconfig.json', compilerOptions: { paths: { x: ['./a.ts'] } } },
      'deep/tsconfig.json': '{ "compilerOptions": {\n "paths": ',
      'deep/package.json': '[1]',
    });
    expect(resolve('b.ts', 'x')).toBe('a.ts');
    expect(resolve('deep/c.ts', 'x')).toBe('a.ts');
    expect(resolve('deep/c.ts', '../b')).toBe('b.ts');
    expect(problems.map(({ code, message, place }) => [code, message.split(':')[0], place.file])).toEqual([
      ['configuration-broken', 'deep/package.json holds a list, not an object', 'deep/package.json'],
      ['configuration-broken', 'deep/tsconfig.json is not valid JSON', 'deep/tsconfig.json'],
    ]);
  });

  it('joins rootDirs', () => {
    const { resolve } = names({ ...tree('src/views/a.ts', 'generated/views/b.ts'), 'tsconfig.json': { compilerOptions: { rootDirs: ['src', 'generated'] } } });
    expect(resolve('src/views/a.ts', './b')).toBe('generated/views/b.ts');
  });

  it('survives shapes that make no sense', () => {
    const { resolve } = names({ ...tree('a.ts', 'b.ts'), 'tsconfig.json': { extends: 7, compilerOptions: { paths: { x: 'y', z: [1, null] }, baseUrl: {}, rootDirs: 'q' }, references: {} }, 'package.json': { name: 5, exports: 7, imports: [], dependencies: 'x' } });
    expect(resolve('a.ts', './b')).toBe('b.ts');
    expect(resolve('a.ts', 'x')).toBeUndefined();
  });
});

describe('packages of the tree', () => {
  const files = {
    'packages/app/package.json': { name: 'app', dependencies: { '@acme/sdk': '*' }, imports: { '#config': './src/config.js', '#internal/*': { node: './dist/internal/*.js' } } },
    ...tree('packages/app/src/main.ts', 'packages/app/src/config.ts', 'packages/app/src/internal/a.ts'),
    'packages/sdk/package.json': {
      name: '@acme/sdk',
      main: './dist/index.js',
      exports: { '.': { types: './dist/index.d.ts', import: { default: './dist/index.mjs' } }, './queues': './dist/api/queue-service.js', './parts/*': ['./dist/parts/*.js'], './hidden': null },
    },
    ...tree('packages/sdk/src/index.ts', 'packages/sdk/src/api/queue-service.ts', 'packages/sdk/src/parts/one.ts'),
    'packages/plain/package.json': { name: 'plain', main: 'dist/cjs/main.js' },
    ...tree('packages/plain/src/main.ts', 'packages/plain/src/extra.ts', 'packages/plain/tools/t.ts'),
    'packages/source/package.json': { name: 'source', main: 'lib/index.js' },
    ...tree('packages/source/lib/index.js', 'packages/source/index.js'),
    'packages/nothing/package.json': { name: 'nothing' },
    ...tree('packages/nothing/index.js'),
  };
  const { resolve, mayBeInside, uses } = names(files);
  const from = 'packages/app/src/main.ts';
  it.each([
    ['@acme/sdk', 'packages/sdk/src/index.ts'],
    ['@acme/sdk/queues', 'packages/sdk/src/api/queue-service.ts'],
    ['@acme/sdk/parts/one', 'packages/sdk/src/parts/one.ts'],
    ['@acme/sdk/hidden', undefined],
    ['@acme/sdk/src/api/queue-service', 'packages/sdk/src/api/queue-service.ts'],
    ['@acme/other', undefined],
    ['plain', 'packages/plain/src/main.ts'],
    ['plain/extra', 'packages/plain/src/extra.ts'],
    ['plain/tools/t', 'packages/plain/tools/t.ts'],
    ['source', 'packages/source/lib/index.js'],
    ['nothing', 'packages/nothing/index.js'],
    ['#config', 'packages/app/src/config.ts'],
    ['#internal/a', 'packages/app/src/internal/a.ts'],
    ['#none', undefined],
    ['app', 'packages/app/src/main.ts'],
    ['@/config', 'packages/app/src/config.ts'],
    ['~/config', 'packages/app/src/config.ts'],
    ['src/config', 'packages/app/src/config.ts'],
  ])('%s is %s', (module, expected) => {
    expect(resolve(from, module)).toBe(expected);
  });

  it('knows which names cannot be inside', () => {
    expect(['@acme/sdk', '@acme/sdk/x', 'plain', '#x', '@/x'].every(mayBeInside)).toBe(true);
    expect(['react', '@acme/other', 'plainer', 'node:fs', 'https://x/y.js'].some(mayBeInside)).toBe(false);
  });

  it('takes the nearest of several packages of one name', () => {
    const { resolve } = names({ 'x/a/package.json': { name: 'n' }, 'x/a/index.ts': '', 'y/a/package.json': { name: 'n' }, 'y/a/index.ts': '', 'y/b/m.ts': '', 'z/m.ts': '' });
    expect(resolve('y/b/m.ts', 'n')).toBe('y/a/index.ts');
    expect(resolve('z/m.ts', 'n')).toBe('x/a/index.ts');
  });

  it('tells what a file\'s program depends on', () => {
    expect(uses(from, /^@acme\/sdk$/)).toBe(true);
    expect(uses('packages/sdk/src/index.ts', /sdk/)).toBe(false);
  });
});

describe('scripts of pages', () => {
  const { resolveScript } = names(tree('site/index.html', 'site/js/app.js', 'site/src/main.ts', 'site/public/lib.js', 'root.js', 'site/dist.js/x'));
  it.each([
    ['js/app.js', 'site/js/app.js'],
    ['./js/app.js?v=3', 'site/js/app.js'],
    ['/js/app.js#x', 'site/js/app.js'],
    ['/lib.js', 'site/public/lib.js'],
    ['/src/main.ts', 'site/src/main.ts'],
    ['../root.js', 'root.js'],
    ['/root.js', 'root.js'],
    ['https://cdn.example/js/app.js', undefined],
    ['//cdn.example/js/app.js', undefined],
    ['js/app', undefined],
    ['../../x.js', undefined],
    ['', undefined],
  ])('%s is %s', (source, expected) => {
    expect(resolveScript('site/index.html', source)).toBe(expected);
  });
});

it('reads each configuration once, however often it is asked', () => {
  const { resolve, reads } = names({ ...tree('a/b/c.ts', 'a/b/d.ts'), 'tsconfig.json': { compilerOptions: { paths: { 'x/*': ['a/b/*'] } } }, 'package.json': { name: 'x' } });
  for (let i = 0; i < 5; i++) expect(resolve('a/b/c.ts', 'x/d')).toBe('a/b/d.ts');
  expect(reads.sort()).toEqual(['package.json', 'tsconfig.json']);
});
