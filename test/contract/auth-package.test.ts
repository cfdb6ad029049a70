import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/version.js';
import { root } from '../cli/harness.js';

const started = promisify(execFile);
const npm = (args: readonly string[], cwd: string) => started('npm', [...args], { cwd, shell: process.platform === 'win32' });
const [, example = ''] = /<!-- auth -->\n```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'docs/auth.md'), 'utf8')) ?? [];
const packed = path.join(root, 'dist/auth');
const COMPILER = { strict: true, module: 'nodenext', target: 'es2022', lib: ['ES2023'], types: ['node'], typeRoots: [path.join(root, 'node_modules/@types')] };

/** The doc's example for this package, without sending anything. */
const esm = `${example.replaceAll('scope-audit/auth', 'scope-audit-auth').replace(/const response[\s\S]*/, '')}
import { openBroker } from 'scope-audit-auth/broker';
process.stdout.write(JSON.stringify([tokens.hosts, tokens.status().state, typeof openBroker]));
`;
const cjs = `import auth = require('scope-audit-auth');
const tokens: auth.TokenManager = auth.createTokenManager({ region: 'mypurecloud.de', clientId: 'x', secret: () => 'y' });
process.stdout.write(JSON.stringify([tokens.hosts, tokens.status().state]));
`;

// Packing and installing takes seconds and needs a full build, which `npm test` makes first.
describe.skipIf(process.env.CI === undefined)('the auth package, packed and installed in an empty folder', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'auth-package-'));
    const app = path.join(folder, 'app');
    mkdirSync(app);
    writeFileSync(path.join(app, 'package.json'), '{ "private": true }\n');
    writeFileSync(path.join(app, 'module.mts'), esm);
    writeFileSync(path.join(app, 'common.cts'), cjs);
    writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER, files: ['module.mts', 'common.cts'] }));
    await npm(['pack', '--ignore-scripts', '--pack-destination', folder], packed);
    await npm(['install', '--offline', '--no-audit', '--no-fund', path.join(folder, `scope-audit-auth-${VERSION}.tgz`)], app);
    folder = app;
  }, 120_000);
  afterAll(() => {
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  it('brings no other package, and imports nothing but modules of Node', () => {
    expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['scope-audit-auth']);
    const files = readdirSync(path.join(packed, 'esm'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    const imported = files.flatMap((name) => [...readFileSync(path.join(packed, 'esm', name), 'utf8').matchAll(/^(?:import|export)[^"';]*from "([^"]+)"/gm)].map(([, module = '']) => module));
    expect([...new Set(imported)].filter((module) => !module.startsWith('node:') && !module.startsWith('./') && !module.startsWith('../'))).toEqual([]);
  });

  it('is imported and required, with its types, and lets the process end', async () => {
    await started(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder });
    for (const [file, domain] of [['module.mts', 'mypurecloud.ie'], ['common.cts', 'mypurecloud.de']] as const) {
      const source = file.replace(/ts$/, 'js');
      const { stdout } = await started(process.execPath, [source], { cwd: folder, env: { ...process.env, GENESYS_CLIENT_ID: 'client' } });
      expect(JSON.parse(stdout)).toEqual([{ login: `https://login.${domain}`, api: `https://api.${domain}` }, 'empty', ...(file === 'module.mts' ? ['function'] : [])]);
    }
  });
});
