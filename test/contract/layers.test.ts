import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** What a layer may import from the project besides itself. Files directly in src/ are the pipeline and the library's face. */
const LAYERS: Record<string, readonly string[]> = {
  'rules/checks': ['src/model', 'src/require', 'src/catalog'],
  'rules/catalog': ['src/model', 'src/catalog'],
  'src/model': [],
  'src/document': ['src/model'],
  'src/catalog': ['src/model', 'src/document'],
  'src/languages': ['src/model'],
  'src/analysis': ['src/model'],
  'src/platform': ['src/model', 'src/catalog'],
  'src/require': ['src/model', 'src/catalog'],
  'src/manifest': ['src/model', 'src/catalog', 'src/document'],
  'src/config': ['src/model', 'src/document'],
  'src/audit': ['src/model', 'src/require', 'src/catalog', 'rules/checks'],
  'src/discover': ['src/model'],
  'src/modules': ['src/model', 'src/document'],
  'src/report': ['src/model'],
  'src/reach': ['src/model'],
  'src/auth': [],
  'src/live': ['src/model', 'src/auth', 'src/require', 'src/catalog'],
  'src/saved': ['src/model', 'src/document', 'src/audit', 'src/report'],
};
/** The pipeline, the ports on a real machine and the faces see every layer. */
const OPEN = ['src', 'src/node', 'src/cli', 'src/action'];

const CONFINED: Record<string, readonly string[]> = {
  'ts-morph': ['src/languages'],
  typescript: ['src/languages'],
  ajv: ['src/document', 'src/manifest', 'src/config', 'src/catalog'],
  yaml: ['src/document', 'src/manifest', 'src/config', 'src/catalog'],
  'fast-glob': ['src/node'],
  picomatch: ['src/document'],
  commander: ['src/cli'],
  diff: ['src/report'],
  'web-tree-sitter': ['src/manifest'],
  '@actions/core': ['src/action'],
  chokidar: ['src/node'],
};
const MACHINE = ['src/node', 'src/cli', 'src/action', 'src/auth'];
/** Modules of Node that only compute. */
const COMPUTING = ['node:crypto', 'node:path/posix'];

interface Import {
  file: string;
  layer: string;
  module: string;
  typeOnly: boolean;
  dynamic: boolean;
}

function files(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
    .sort();
}

function layerOf(file: string): string {
  const [top = '', folder = '', ...rest] = file.split('/');
  return rest.length === 0 ? top : `${top}/${folder}`;
}

/** The file without its comments. */
function codeOf(file: string): string {
  const text = readFileSync(path.join(root, file), 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function importsOf(file: string): Import[] {
  return [...codeOf(file).matchAll(IMPORT)].map(([, type, from, dynamic]) => ({
    file,
    layer: layerOf(file),
    module: from ?? dynamic ?? '',
    typeOnly: type !== undefined,
    dynamic: dynamic !== undefined,
  }));
}

const all = [...files('src'), ...files('rules')];
const imports = all.flatMap(importsOf);
const target = (one: Import): string => path.posix.join(path.posix.dirname(one.file), one.module);
const relative = imports.filter((one) => one.module.startsWith('.'));
const packages = imports.filter((one) => !one.module.startsWith('.'));

describe('layers', () => {
  it('are all listed', () => {
    expect([...new Set(all.map(layerOf))].filter((layer) => LAYERS[layer] === undefined && !OPEN.includes(layer))).toEqual([]);
  });

  it('import only what the architecture lets them', () => {
    const wrong = relative.filter((one) => {
      const to = layerOf(target(one));
      return to !== one.layer && !OPEN.includes(one.layer) && LAYERS[one.layer]?.includes(to) !== true;
    });
    expect(wrong.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });

  it('keep the faces out of the pipeline', () => {
    const wrong = relative.filter((one) => one.layer === 'src' && /^src\/(?:node|cli|action|report)\//.test(target(one)) && one.file !== 'src/index.ts');
    expect(wrong.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });

  it('do not reach into one language from another or from outside', () => {
    const wrong = relative.filter((one) => target(one).startsWith('src/languages/') && !['src', 'src/node', 'src/cli'].includes(one.layer) && one.layer !== 'src/languages');
    expect(wrong.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });

  it('end relative imports in .js, or name a data file', () => {
    expect(relative.filter((one) => !/\.(?:js|json)$/.test(one.module)).map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });
});

describe('packages', () => {
  const nameOf = (module: string): string => module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');

  it('are confined to their layers', () => {
    const wrong = packages.filter((one) => CONFINED[nameOf(one.module)] !== undefined && CONFINED[nameOf(one.module)]?.includes(one.layer) !== true);
    expect(wrong.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });

  it('are listed here when they are no part of Node', () => {
    const unknown = packages.filter((one) => !one.module.startsWith('node:') && CONFINED[nameOf(one.module)] === undefined);
    expect(unknown.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });

  it('that reach the machine stay in node and cli', () => {
    const wrong = packages.filter((one) => one.module.startsWith('node:') && !COMPUTING.includes(one.module) && !MACHINE.includes(one.layer) && one.file !== 'src/index.ts');
    expect(wrong.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });

  it('that are heavy load only when they are needed', () => {
    const eager = reachable('src/cli/main.ts').flatMap((file) =>
      imports.filter((one) => one.file === file && !one.typeOnly && !one.dynamic && ['ts-morph', 'typescript', 'ajv', 'yaml', 'fast-glob'].includes(nameOf(one.module))),
    );
    expect(eager.map((one) => `${one.file} -> ${one.module}`)).toEqual([]);
  });
});

/** Files that are loaded at once with the entry: by imports that are neither for types only nor dynamic. */
function reachable(entry: string): string[] {
  const seen = new Set([entry]);
  for (const file of seen) {
    for (const one of relative) if (one.file === file && !one.typeOnly && !one.dynamic) seen.add(target(one).replace(/\.js$/, '.ts'));
  }
  return [...seen];
}

describe('purity', () => {
  const GLOBALS = /(?<![\w.'"])(?:console|process|fetch|globalThis|setTimeout|setInterval|require)\s*[.(]|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;
  const withoutTexts = (text: string): string => text.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");

  it('pure layers touch neither machine nor clock', () => {
    const pure = all.filter((file) => !MACHINE.includes(layerOf(file)) && file !== 'src/index.ts');
    const wrong = pure.filter((file) => GLOBALS.test(withoutTexts(codeOf(file))));
    expect(wrong).toEqual([]);
  });

  it('no endpoint or permission is written into src', () => {
    const LITERAL = /['"`]\/api\/v2\/[a-z]|['"`](?:routing|analytics|conversation|directory|oauth|authorization):[a-zA-Z]+:[a-z]+/;
    const strict = all.filter((file) => file.startsWith('src/') && !file.startsWith('src/cli/'));
    expect(strict.filter((file) => LITERAL.test(codeOf(file)))).toEqual([]);
  });
});
