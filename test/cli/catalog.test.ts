import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containing, run } from './harness.js';

const DEFINITION = {
  swagger: '2.0',
  info: { title: 'Platform API', version: '2' },
  paths: {
    '/api/v2/users': {
      get: { tags: ['Users'], operationId: 'getUsers', security: [{ 'PureCloud OAuth': ['users'] }], 'x-inin-requires-permissions': { type: 'ANY', permissions: ['directory:user:view'] } },
    },
  },
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'scope-audit-'));
  writeFileSync(path.join(root, 'definition.json'), JSON.stringify(DEFINITION));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const catalog = (...args: string[]) => run(['catalog', ...args], { cwd: root, today: '2027-01-31' });

describe('catalog', () => {
  it('tells what it is', async () => {
    expect(await catalog('info')).toMatchObject({ exit: 0, stdout: containing('4304 operations'), stderr: '' });
    expect(JSON.parse((await catalog('info', '--format', 'json')).stdout)).toMatchObject({ counts: { operations: 4304 } });
  });

  it('tells what another definition would change', async () => {
    const { exit, stdout } = await catalog('diff', '--from', 'definition.json');
    expect(exit).toBe(0);
    expect(stdout).toContain('  ~ GET /api/v2/users\n      permissions: NONE -> ANY directory:user:view\n');
  });

  it('writes a catalog of the user, whole, and audits with it', async () => {
    expect(await catalog('update', '--from', 'definition.json')).toMatchObject({ exit: 2, stderr: containing('there is no file to write the catalog to') });
    writeFileSync(path.join(root, 'scope-audit.yaml'), 'catalog:\n  file: own.json\n');
    expect(await catalog('update', '--from', 'definition.json')).toMatchObject({ exit: 0, stdout: containing('Wrote own.json: 4304 operations, catalog of 2027-01-31') });
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await catalog('info')).toMatchObject({ exit: 0, stdout: containing('Catalog of 2027-01-31'), stderr: '' });
    expect(await run(['explain', 'getUsers'], { cwd: root })).toMatchObject({ exit: 0, stdout: containing('directory:user:view [openapi-2027-01-31]') });
  });

  it('refuses what is no catalog', async () => {
    const text = readFileSync(path.join(root, 'own.json'), 'utf8');
    writeFileSync(path.join(root, 'cut.json'), text.replace('routing:queue:view', 'routing:queue:edit'));
    writeFileSync(path.join(root, 'half.json'), text.slice(0, 1000));
    expect(await run(['--catalog', 'cut.json'], { cwd: root })).toMatchObject({ exit: 2, stdout: '' });
    expect(await run(['--catalog', 'half.json'], { cwd: root })).toMatchObject({ exit: 2, stderr: containing('half.json is not JSON') });
    expect(await run(['--catalog', 'gone.json'], { cwd: root })).toMatchObject({ exit: 2, stderr: containing('gone.json cannot be read (ENOENT)') });
    expect(await catalog('update', '--from', 'scope-audit.yaml')).toMatchObject({ exit: 2, stderr: containing('scope-audit.yaml is not JSON') });
  });
});
