import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/version.js';
import { root, sample } from '../cli/harness.js';

const started = promisify(execFile);
const windows = process.platform === 'win32';
const npm = (args: readonly string[], cwd: string) => started('npm', [...args], { cwd, shell: windows });

const [, library = ''] = /<!-- library -->\n```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'README.md'), 'utf8')) ?? [];
const CONSUMER = `${library}
process.stdout.write(JSON.stringify({ version: VERSION, exit: result.exit, schema: import.meta.resolve('scope-audit/schemas/result.json') }));
`;
const COMPILER = { strict: true, module: 'nodenext', target: 'es2022', lib: ['ES2023'], types: ['node'], typeRoots: [path.join(root, 'node_modules/@types')] };

// Packing and installing takes seconds and needs a full build, which `npm test` makes first.
describe.skipIf(process.env.CI === undefined)('packed and installed in an empty folder, the package', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'scope-audit-package-'));
    const app = path.join(folder, 'app');
    mkdirSync(app);
    writeFileSync(path.join(app, 'package.json'), '{ "private": true, "type": "module" }\n');
    writeFileSync(path.join(app, 'consumer.ts'), CONSUMER);
    writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER, files: ['consumer.ts'] }));
    await npm(['pack', '--ignore-scripts', '--pack-destination', folder], root);
    await npm(['install', '--offline', '--no-audit', '--no-fund', path.join(folder, `scope-audit-${VERSION}.tgz`)], app);
    folder = app;
  }, 120_000);
  afterAll(() => {
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  const command = (...args: string[]) =>
    started(process.execPath, [path.join(folder, 'node_modules/scope-audit/dist/cli.js'), ...args], { cwd: folder }).catch((error: unknown) => error as { code: number; stdout: string; stderr: string });

  it('brings no other package', () => {
    expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['scope-audit']);
  });

  it('audits, shows the page of a rule, and reads a broken manifest', async () => {
    expect(await command(sample('queue-dashboard'))).toMatchObject({ code: 1, stderr: '' });
    expect((await command('rules', 'missing-permission')).stdout).toMatch(/^# missing-permission\n/);
    writeFileSync(path.join(folder, 'scope-manifest.yaml'), 'application: x\npermisions: []\n');
    expect((await command('.')).stdout).toContain('unknown key `permisions`');
  });

  it('is the library of README, whose types need those of Node alone', async () => {
    await started(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder });
    const { stdout } = await started(process.execPath, ['consumer.js', sample('queue-dashboard')], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({ version: VERSION, exit: 1, schema: expect.stringMatching(/dist\/schemas\/result\.json$/) as string });
  });
});
