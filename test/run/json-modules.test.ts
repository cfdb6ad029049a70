import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { openFolder } from '../../src/node/open-folder.js';
import { readCalls } from '../../src/run.js';
import { tempTree } from '../node/temp-tree.js';

const PATHS = '{\n  "base": "https://api.mypurecloud.com",\n  "users": "/api/v2/users",\n  "nested": { "queues": ["/api/v2/routing/queues"] }\n}\n';

async function callsOf(files: Record<string, string>) {
  const { ports } = await openFolder(tempTree(files), DEFAULT_CONFIG);
  const code = await readCalls({ config: DEFAULT_CONFIG, today: '2026-01-31', tool: '0' }, ports);
  return { ...code, lines: code.calls.map(({ file, line, method, path, confidence }) => `${file}:${line} ${method} ${path} ${confidence}`) };
}

describe('JSON that code imports', () => {
  it.each([
    ['require', `const axios = require('axios');\nconst paths = require('./paths.json');\n`],
    ['a default import', `import axios from 'axios';\nimport paths from './paths.json';\n`],
    ['an import with its type', `import axios from 'axios';\nimport paths from './paths.json' with { type: 'json' };\n`],
    ['a namespace', `import axios from 'axios';\nimport * as paths from './paths.json';\n`],
    ['names', `import axios from 'axios';\nimport { base, users, nested } from './paths.json';\nconst paths = { base, users, nested };`],
  ])('decides the endpoint: %s', async (_, head) => {
    const { lines, analysed, considered } = await callsOf({ 'a.ts': `${head}\naxios.get(paths.base + paths.users);\naxios.get(paths.base + paths.nested.queues[0]);\n`, 'paths.json': PATHS });
    expect(lines).toEqual(['a.ts:4 GET /api/v2/users certain', 'a.ts:5 GET /api/v2/routing/queues certain']);
    expect({ analysed, considered }).toEqual({ analysed: ['a.ts'], considered: 1 });
  });

  it('says where in it the path stands', async () => {
    const { calls } = await callsOf({ 'a.ts': `import axios from 'axios';\nimport paths from './paths.json';\naxios.get(paths.base + paths.users);\n`, 'paths.json': PATHS });
    expect(JSON.stringify(calls[0]?.evidence)).toContain('"file":"paths.json","line":3,"column":12');
  });
});

describe('JSON that no code imports', () => {
  it('starts nothing where what is imported says nothing', async () => {
    const { marked, analysed } = await callsOf({ 'a.ts': `import { version } from './package.json';\nimport texts from './gone.json';\n`, 'package.json': '{}', 'genesys.json': PATHS });
    expect({ marked, analysed }).toEqual({ marked: false, analysed: [] });
  });

  it('is not looked at, whatever it says', async () => {
    const { marked, considered, problems } = await callsOf({ 'a.ts': 'export {};\n', 'package.json': '{ "dependencies": { "purecloud-platform-client-v2": "1" } }', 'broken.json': '{ "/api/v2/users"' });
    expect({ marked, considered, problems }).toEqual({ marked: false, considered: 1, problems: [] });
  });
});
