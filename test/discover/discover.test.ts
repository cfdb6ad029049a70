import { describe, expect, it } from 'vitest';
import { decodeText, discover, scanImports, scanScriptTags, searchableText, type Discovery, type ReadBytes } from '../../src/discover/index.js';
import { createModuleNames } from '../../src/modules/index.js';

type Files = Readonly<Record<string, string | Buffer>>;
const MARKERS = ['/api/v2', 'purecloud', 'platformClient'];

function reader(files: Files): ReadBytes {
  return (file) => {
    const content = files[file];
    if (content === undefined) return { reason: 'missing', message: 'gone' };
    return content === 'locked' ? { reason: 'unreadable', message: `${file} cannot be read (EACCES)` } : Buffer.from(content);
  };
}

function run(files: Files, options: { largest?: number } = {}): Discovery & { importers: (...targets: string[]) => string[]; typeImporters: (...targets: string[]) => string[] } {
  const found = discover({ files: Object.keys(files), read: reader(files), markers: MARKERS, ...options });
  const names = createModuleNames({ files: Object.keys(files), readText: (file) => files[file]?.toString() });
  return {
    ...found,
    importers: (...targets) => found.index.importersOf(new Set(targets), names),
    typeImporters: (...targets) => found.index.importersOf(new Set(targets), names, { types: true }),
  };
}

describe('markers', () => {
  it('finds them in any case and encoding', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('fetch("/api/v2")', 'utf16le')]);
    const { marked } = run({ 'a.ts': 'PURECLOUD', 'b.ts': 'x', 'c.ts': utf16, 'd.ts': Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16.subarray(2)).swap16()]), 'e.ts': '\uFEFF/api/v2', 'f.ts': '/api/v1 platform client' });
    expect(marked).toEqual(['a.ts', 'c.ts', 'd.ts', 'e.ts']);
  });

  it('takes markers as text, not as patterns', () => {
    const found = discover({ files: ['a.ts', 'b.ts'], read: reader({ 'a.ts': 'pureXcloud', 'b.ts': 'api.pure.cloud/x-[y]' }), markers: ['pure.cloud', '-[y]'] });
    expect(found.marked).toEqual(['b.ts']);
    expect(discover({ files: ['a.ts'], read: reader({ 'a.ts': 'x' }), markers: [] }).marked).toEqual([]);
  });

  it('sets aside what is no source, and says what cannot be analysed', () => {
    const { marked, skipped, problems } = run(
      {
        'bundle.js': 'function __webpack_require__(x) { fetch("/api/v2") }',
        'binary.js': Buffer.from('/api/v2\0\0'),
        'types.d.ts': 'declare const purecloud: string;',
        'big.ts': `fetch("/api/v2");\n${'// line\n'.repeat(100)}`,
        'big-without.ts': '// line\n'.repeat(100),
        'locked.ts': 'locked',
        'empty.ts': '',
        'good.ts': 'fetch("/api/v2")',
      },
      { largest: 500 },
    );
    expect(marked).toEqual(['good.ts']);
    expect(skipped).toEqual([{ file: 'bundle.js', kind: 'bundle' }, { file: 'binary.js', kind: 'binary' }, { file: 'types.d.ts', kind: 'declaration' }]);
    expect(problems).toMatchObject([
      { level: 'error', code: 'file-too-large', message: 'big.ts has 818 bytes; up to 500 are analysed' },
      { level: 'error', code: 'file-unreadable', message: 'locked.ts cannot be read (EACCES)' },
    ]);
  });

  it('passes over files that went away', () => {
    const found = discover({ files: ['gone.ts'], read: reader({}), markers: MARKERS });
    expect([found.marked, found.problems]).toEqual([[], []]);
  });
});

describe('module names in a text', () => {
  it.each([
    ['import a from "x"', 'x'],
    ["import {a,\n  b as c} from './x'", './x'],
    ["import'./x'", './x'],
    ["export*from'./x'", './x'],
    ["export { a } from './x'", './x'],
    ["const a = require('./x').b", './x'],
    ["const a = await import('./x')", './x'],
    ["lazy(() => import(/* webpackChunkName: \"c\" */ './x'))", './x'],
    ['import a = require("./x")', './x'],
    ['import(`./x`)', './x'],
    ["import { type A } from './x'", './x'],
    ["import type, { a } from './x'", './x'],
    ["import type from './x'", './x'],
    ["import type A from './old';\nimport './x'", './x'],
  ])('%s', (code, module) => {
    expect(scanImports(searchableText(Buffer.from(code)))).toContainEqual({ module, typeOnly: false });
  });

  it.each([["import type { A } from './x'"], ["import type A from './x'"], ["export type { A } from './x'"], ["import type * as A from './x'"], ["import {b} from './y';import type {A} from './x'"]])('%s carries types only', (code) => {
    expect(scanImports(code)).toContainEqual({ module: './x', typeOnly: true });
  });

  it.each([['import(`./${x}`)'], ['require(x)'], ['const from = "x"'], ['transform("./x")']])('%s names none', (code) => {
    expect(scanImports(code)).toEqual([]);
  });

  it('finds the scripts of pages only', () => {
    const page = '<SCRIPT defer src="a.js"></SCRIPT><script type="module"\n src=\'b.js\'></script><script src=c.js></script><script>x</script><img src="d.js">';
    expect(scanScriptTags(page, 'index.html')).toEqual(['a.js', 'b.js', 'c.js']);
    expect(scanScriptTags(page, 'index.ts')).toEqual([]);
  });
});

describe('importers', () => {
  it('follows names to files, wave by wave', () => {
    const { importers } = run({
      'src/api/client.ts': 'fetch("/api/v2")',
      'src/api/index.ts': "export * from './client';",
      'src/queues.ts': "import { get } from './api';",
      'src/other/client.ts': '',
      'src/other/user.ts': "import { x } from './client'",
      'src/main.ts': "import { queues } from '@/queues.js'",
      'src/self.ts': "import './self'",
      'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"@/*":["src/*"]}}}',
    });
    expect(importers('src/api/client.ts')).toEqual(['src/api/index.ts']);
    expect(importers('src/api/index.ts')).toEqual(['src/queues.ts']);
    expect(importers('src/queues.ts')).toEqual(['src/main.ts']);
    expect(importers('src/main.ts', 'src/self.ts')).toEqual([]);
  });

  it('reads names that are not ASCII', () => {
    expect(run({ 'ü.ts': '', 'b.ts': "import './ü'" }).importers('ü.ts')).toEqual(['b.ts']);
  });

  it('leaves out imports of types unless they are asked for', () => {
    const { importers, typeImporters } = run({ 'a.ts': '', 'b.ts': "import type { A } from './a'", 'c.ts': "import type { A } from './a'; import { a } from './a';" });
    expect(importers('a.ts')).toEqual(['c.ts']);
    expect(typeImporters('a.ts')).toEqual(['b.ts', 'c.ts']);
  });

  it('goes from package to package, also through a folder and its package.json', () => {
    const { importers } = run({
      'packages/sdk/package.json': '{"name":"@acme/sdk","exports":{"./queues":"./dist/queue-service.js"}}',
      'packages/sdk/src/queue-service.ts': '',
      'packages/app/main.ts': "import { q } from '@acme/sdk/queues'",
      'legacy/package.json': '{"main":"entry.js"}',
      'legacy/entry.js': '',
      'old.js': "require('./legacy')",
    });
    expect(importers('packages/sdk/src/queue-service.ts')).toEqual(['packages/app/main.ts']);
    expect(importers('legacy/entry.js')).toEqual(['old.js']);
  });

  it('reaches the pages of a script and the other scripts of those pages', () => {
    const { importers } = run({
      'web/index.html': '<script src="https://sdk-cdn.example/x.js"></script><script src="js/api.js"></script><script src="/js/app.js?1"></script>',
      'web/other.html': '<script src="js/app.js"></script>',
      'web/js/api.js': 'platformClient',
      'web/js/app.js': '',
      'web/js/alone.js': '',
    });
    expect(importers('web/js/api.js')).toEqual(['web/index.html', 'web/js/api.js', 'web/js/app.js']);
    expect(importers('web/js/app.js')).toEqual(['web/index.html', 'web/js/api.js', 'web/js/app.js', 'web/other.html']);
    expect(importers('web/other.html')).toEqual(['web/js/app.js', 'web/other.html']);
  });
});

describe('text', () => {
  it.each([
    ['UTF-8', Buffer.from('ü'), 'ü', false],
    ['UTF-8 with a mark', Buffer.from('\uFEFFü'), 'ü', false],
    ['a replacement character that was there', Buffer.from('\uFFFD'), '\uFFFD', false],
    ['Latin-1', Buffer.from('ü', 'latin1'), '\uFFFD', true],
    ['UTF-16', Buffer.from([0xff, 0xfe, 0xfc, 0]), 'ü', false],
    ['UTF-16, high byte first', Buffer.from([0xfe, 0xff, 0, 0xfc]), 'ü', false],
    ['UTF-16 with half a character', Buffer.from([0xfe, 0xff, 0, 0xfc, 1]), 'ü', false],
    ['nothing', Buffer.alloc(0), '', false],
  ])('decodes %s', (_, bytes, text, damaged) => expect(decodeText(bytes)).toEqual({ text, damaged }));

  it('does not decode what is binary', () => {
    expect(decodeText(Buffer.from('a\0b'))).toBeUndefined();
  });
});
