import { describe, expect, it } from 'vitest';
import { readCode, type CodePorts } from '../../src/code.js';
import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { LANGUAGES } from '../../src/languages/index.js';
import { compareText } from '../../src/model/index.js';
import { createProgramStore } from '../../src/program-store.js';
import { catalog } from '../catalog/real-catalog.js';
import { randomFrom } from '../require/random.js';
import { memoryCache } from './memory-cache.js';

type Files = Record<string, string>;

const WORKSPACE: Files = {
  'package.json': JSON.stringify({ name: 'app', dependencies: { 'purecloud-platform-client-v2': '^200.0.0' } }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '@app/*': ['./src/*'] } } }),
  'src/paths.ts': "export const queues = '/api/v2/routing/queues';\nexport const users = '/api/v2/users';\n",
  'src/rest.ts': "import axios from 'axios';\nconst http = axios.create({ baseURL: 'https://api.mypurecloud.com' });\nexport const send = (path: string) => http.get(path);\n",
  'src/list.ts': "import { send } from '@app/rest';\nimport { queues, users } from './paths';\nexport const list = () => [send(queues), send(users)];\n",
  'src/page.ts': "import { list } from './list';\nimport { send } from './rest';\nexport const page = () => [list(), send('/api/v2/users/me')];\n",
  'src/other.ts': 'export const sum = (a: number, b: number) => a + b;\n',
};

const EDITS: ((files: Files, pick: <T>(list: readonly T[]) => T) => Files)[] = [
  (files, pick) => ({ ...files, 'src/paths.ts': `export const queues = '${pick(['/api/v2/routing/queues', '/api/v2/routing/skills', '/api/v2/teams'])}';\nexport const users = '/api/v2/users';\n` }),
  (files, pick) => ({ ...files, 'src/rest.ts': (files['src/rest.ts'] ?? '').replace(/http\.\w+/, pick(['http.get', 'http.post', 'http.delete'])) }),
  (files, pick) => ({ ...files, 'src/other.ts': pick([WORKSPACE['src/other.ts'] ?? '', "import { list } from './list';\nexport const all = list();\n", "import { send } from './rest';\nexport const one = send('/api/v2/groups');\n", "import * as r from '@app/rest';\nr.send(`/api/v2/${'teams'}`);\n"]) }),
  (files, pick) => ({ ...files, 'tsconfig.json': pick([WORKSPACE['tsconfig.json'] ?? '', '{}', '{ broken', JSON.stringify({ compilerOptions: { paths: { '@app/*': ['./lib/*'] } } })]) }),
  (files, pick) => ({ ...files, 'package.json': pick([WORKSPACE['package.json'] ?? '', '{ "name": "app" }', JSON.stringify({ dependencies: { gc: 'npm:purecloud-platform-client-v2@1' } })]) }),
  (files, pick) => without({ ...files, 'lib/rest.ts': "export const send = (path: string) => fetch('https://api.mypurecloud.de' + path, { method: 'PATCH' });\n" }, pick(['lib/rest.ts', ''])),
  (files, pick) => without({ ...files, 'src/page.ts': WORKSPACE['src/page.ts'] ?? '' }, pick(['src/page.ts', ''])),
  (files, pick) => ({ ...files, 'src/page.ts': `${files['src/page.ts'] ?? ''}${pick(['\n', '// later\n', 'const {\n'])}` }),
  (files, pick) => ({ ...files, 'src/list.ts': pick([WORKSPACE['src/list.ts'] ?? '', "import { send } from './rest';\nimport data from './data.json';\nexport const list = () => [send(data.path)];\n"]) }),
  (files, pick) => ({ ...files, 'src/data.json': JSON.stringify({ path: pick(['/api/v2/users', '/api/v2/groups']) }) }),
];

function without(files: Files, name: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== name));
}

function portsOf(files: Files): CodePorts {
  const read: CodePorts['read'] = (file) => (files[file] === undefined ? { reason: 'missing', message: `${file} does not exist` } : Buffer.from(files[file]));
  return { files: Object.keys(files).sort(compareText), links: new Map(), read, languages: LANGUAGES, progress: () => undefined };
}

const read = async (ports: CodePorts): Promise<unknown> => ({ ...(await readCode(ports, catalog, DEFAULT_CONFIG)), importersOf: undefined });

describe('after edits', () => {
  it.each([1, 2, 3, 4, 5, 6])('a run with what was kept is like one without, seed %i', async (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const cache = memoryCache();
    const programs = createProgramStore();
    let files = WORKSPACE;
    for (let step = 0; step < 60; step++) {
      const ports = portsOf(files);
      const without = await read(ports);
      expect(await read({ ...ports, cache }), `step ${step}`).toStrictEqual(without);
      expect(await read({ ...ports, programs }), `step ${step}`).toStrictEqual(without);
      files = pick(EDITS)(files, pick);
    }
    // Some steps change nothing that matters, or go back.
    expect(cache.found).toBeGreaterThan(5);
    expect(cache.stored).toBeGreaterThan(15);
  });

  it.each([
    ['a file that is not reached', { 'src/other.ts': "import './unknown';\nexport const sum = 3;\n" }],
    ['a new file that nothing imports', { 'src/new.ts': 'export const n = 1;\n', 'docs/list.md': '' }],
    ['a configuration that leads where the other led', { 'package.json': `${WORKSPACE['package.json'] ?? ''}\n`, 'tsconfig.json': JSON.stringify({ compilerOptions: { baseUrl: 'src', paths: { '@app/*': ['*'] } } }) }],
  ])('%s needs no new analysis', async (_, change) => {
    const cache = memoryCache();
    await read({ ...portsOf(WORKSPACE), cache });
    await read({ ...portsOf({ ...WORKSPACE, ...change }), cache });
    expect(cache).toMatchObject({ found: 1, stored: 1 });
  });

  it.each([
    ['a seed', { 'src/page.ts': "import { send } from './rest';\nsend('/api/v2/groups');\n" }],
    ['a file that is reached', { 'src/list.ts': `${WORKSPACE['src/list.ts'] ?? ''}\n` }],
    ['a new importer', { 'src/other.ts': "import { list } from './list';\nlist();\n" }],
    ['a new file that goes before another', { 'src/paths.tsx': '', 'src/paths/index.ts': '', 'rest.ts': '', 'src/rest': '' }],
    ['a configuration', { 'tsconfig.json': '{}' }],
  ])('%s needs one', async (_, change) => {
    const cache = memoryCache();
    await read({ ...portsOf(WORKSPACE), cache });
    await read({ ...portsOf({ ...WORKSPACE, ...change }), cache });
    expect(cache.stored).toBe(2);
  });

  it('going back and forth between states needs none', async () => {
    const cache = memoryCache();
    const states = [1, 2, 3, 4].map((state) => portsOf({ ...WORKSPACE, 'src/list.ts': `${WORKSPACE['src/list.ts'] ?? ''}// ${state}\n` }));
    for (const ports of [...states, ...states, ...states.toReversed()]) await read({ ...ports, cache });
    expect(cache).toMatchObject({ found: 8, stored: 4 });
  });

  it('helpers and corrections of the catalog need one each', async () => {
    const cache = memoryCache();
    const ports = { ...portsOf(WORKSPACE), cache };
    await readCode(ports, catalog, DEFAULT_CONFIG);
    await readCode(ports, catalog, { ...DEFAULT_CONFIG, helpers: [{ name: 'callApi', path: 0 }] });
    await readCode(ports, catalog, { ...DEFAULT_CONFIG, catalog: { overlay: [{ operation: 'GET /api/v2/users', mode: 'NONE', reason: 'test' }] } });
    expect(cache).toMatchObject({ found: 0, stored: 3 });
  });
});

it.each(['src/page.ts', 'src/rest.ts'])('nothing is kept of a run during which %s changed', async (changed) => {
  const cache = memoryCache();
  const ports = portsOf(WORKSPACE);
  let times = 0;
  const unsteady: CodePorts['read'] = (file) => (file === changed ? Buffer.from(`${WORKSPACE[changed] ?? ''}// ${times++}\n`) : ports.read(file));
  await read({ ...ports, read: unsteady, cache });
  expect(times).toBeGreaterThan(1);
  expect(cache.stored).toBe(0);
});
