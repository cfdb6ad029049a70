import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { run } from './harness.js';

const CODE = (...calls: string[]): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = async () => {\n${calls.map((call) => `  ${call}\n`).join('')}};\n`;

/** Runs fix over a manifest and gives what it became. */
async function fixed(manifest: string, calls: readonly string[], ...flags: string[]): Promise<{ exit: number; stdout: string; text: string }> {
  const cwd = tempTree({ 'scope-manifest.yaml': manifest, 'src/app.ts': CODE(...calls) });
  const { exit, stdout, stderr } = await run(['fix', ...flags], { cwd });
  expect(stderr).toBe('');
  return { exit, stdout, text: readFileSync(path.join(cwd, 'scope-manifest.yaml'), 'utf8') };
}

const HEAD = 'application: app  # ours\ngrant: client-credentials\n';
const DELETE = "await api.deleteRoutingQueue('x');";
const VIEW = 'await api.getRoutingQueues();';
/** Any one of several permissions will do. */
const MEMBERS = "await api.getRoutingQueueMembers('x');";

describe('fix', () => {
  it('adds what is certainly missing and leaves no alternative', async () => {
    const { exit, stdout, text } = await fixed(`${HEAD}permissions:\n  - routing:queue:view # kept\n`, [VIEW, DELETE]);
    expect(text).toBe(`${HEAD}permissions:\n  - routing:queue:view # kept\n  - routing:queue:delete\n`);
    expect([exit, stdout]).toEqual([0, expect.stringContaining('+  - routing:queue:delete\n') as string]);
    expect(stdout).toContain('\nmended 1 finding in 1 file\n');
  });

  it('begins the list that is missing', async () => {
    expect((await fixed('application: app\nclients:\n  one:\n    grant: client-credentials\n    permissions: []\n', [DELETE])).text).toContain('    permissions: [routing:queue:delete]\n');
  });

  it('leaves a choice to a person, unless it may choose', async () => {
    const manifest = `${HEAD}permissions: []\n`;
    expect(await fixed(manifest, [MEMBERS])).toMatchObject({ exit: 1, text: manifest, stdout: 'mended 0 findings in 0 files; 1 more with --unsafe\n' });
    expect(await fixed(manifest, [MEMBERS], '--unsafe')).toMatchObject({ exit: 0, text: `${HEAD}permissions: [routing:queue:readonly]\n` });
  });

  it('takes nothing away, unless it may', async () => {
    const manifest = `${HEAD}permissions:\n  - routing:queue:view\n  - recording:recording:view # old\n`;
    expect((await fixed(manifest, [VIEW])).text).toBe(manifest);
    expect((await fixed(manifest, [VIEW], '--unsafe')).text).toBe(`${HEAD}permissions:\n  - routing:queue:view\n`);
  });

  it('corrects spellings that mean one thing', async () => {
    expect((await fixed(`${HEAD}permissions: [routing:queue:read]\n`, [VIEW])).text).toBe(`${HEAD}permissions: [routing:queue:view]\n`);
    expect((await fixed(`${HEAD}permissions: [routing:queue:veiw]\n`, [VIEW])).text).toBe(`${HEAD}permissions: [routing:queue:view]\n`);
  });

  it('narrows wildcards only when it may', async () => {
    const manifest = `${HEAD}permissions: ["routing:*:*"]\n`;
    expect((await fixed(manifest, [VIEW, DELETE])).text).toBe(manifest);
    expect((await fixed(manifest, [VIEW, DELETE], '--unsafe')).text).toBe(`${HEAD}permissions: ["routing:queue:delete", "routing:queue:view"]\n`);
  });

  it('takes nothing away that an unresolved call may use, and says why', async () => {
    const manifest = `${HEAD}permissions:\n  - routing:queue:view\n  - routing:queue:delete\n`;
    const OPEN = "await fetch('https://api.mypurecloud.com/api/v2/' + process.argv[2], { method: 'DELETE' });";
    const { text, stdout } = await fixed(manifest, [VIEW, OPEN], '--unsafe');
    expect(text).toBe(manifest);
    expect(stdout).toContain('\n1 grant stays: a call that is not resolved for certain may use it\n');
  });

  it('replaces a grant by the one that is missing only where nothing else may use it', async () => {
    const manifest = `${HEAD}permissions: [routing:queue:readonly]\n`;
    const OPEN = "await fetch('https://api.mypurecloud.com/api/v2/' + process.argv[2]);";
    expect((await fixed(manifest, [VIEW, MEMBERS], '--unsafe')).text).toBe(`${HEAD}permissions: [routing:queue:view]\n`);
    expect((await fixed(manifest, [VIEW, MEMBERS, OPEN], '--unsafe')).text).toBe(`${HEAD}permissions: [routing:queue:readonly, routing:queue:view]\n`);
  });

  it('adds to the one role that there is, as the finding says', async () => {
    const manifest = `${HEAD}roles:\n  - name: A # ours\n    permissions:\n      - routing:queue:view # kept\n`;
    expect((await fixed(manifest, [VIEW, DELETE])).text).toBe(`${manifest}      - routing:queue:delete\n`);
    const flow = `${HEAD}roles: [{ name: A, permissions: [routing:queue:view] }]\n`;
    expect((await fixed(flow, [VIEW, DELETE])).text).toBe(flow.replace(':view]', ':view, routing:queue:delete]'));
  });

  it('writes no name twice where several spellings mean one thing', async () => {
    const USER = 'application: app\ngrant: pkce\n';
    expect((await fixed(`${USER}scopes: [routing:queue:read, routing:queue:write]\n`, [VIEW, DELETE], '--unsafe')).text).toMatch(/^scopes: \[routing(?!.*\brouting\b(?!:readonly))/m);
    expect((await fixed(`${HEAD}permissions: [routing:queue:read, routing:queues:view]\n`, [VIEW], '--unsafe')).text).toBe(`${HEAD}permissions: [routing:queue:view]\n`);
  });

  it('keeps a list in order', async () => {
    const list = (...names: string[]): string => `${HEAD}permissions:\n${names.map((name) => `  - ${name}\n`).join('')}`;
    expect((await fixed(list('routing:language:view # why', 'routing:queue:view'), [VIEW, DELETE, 'await api.getRoutingLanguages();'])).text).toBe(list('routing:language:view # why', 'routing:queue:delete', 'routing:queue:view'));
  });

  it('sorts what is not in order when it is asked to', async () => {
    const manifest = `${HEAD}permissions: [routing:queue:view, routing:queue:delete]\n`;
    expect(await fixed(manifest, [VIEW, DELETE])).toMatchObject({ exit: 0, text: manifest, stdout: 'mended 0 findings in 0 files\n' });
    const sorted = `${HEAD}permissions: [routing:queue:delete, routing:queue:view]\n`;
    expect(await fixed(manifest, [VIEW, DELETE], '--sort')).toMatchObject({ exit: 0, text: sorted, stdout: expect.stringContaining('mended 0 findings in 1 file\n') as string });
    expect((await fixed(manifest, [VIEW, DELETE, 'await api.postRoutingQueues({});'], '--sort')).text).toBe(sorted.replace('[', '[routing:queue:add, '));
  });

  it('shows the patch and writes nothing in a dry run', async () => {
    const manifest = `${HEAD}permissions: [routing:queue:view]\n`;
    const { exit, stdout, text } = await fixed(manifest, [VIEW, DELETE], '--dry-run');
    expect([exit, text]).toEqual([1, manifest]);
    expect(stdout).toContain('+permissions: [routing:queue:view, routing:queue:delete]\n');
    expect(stdout).toContain('would mend 1 finding in 1 file\n');
  });

  it('writes nothing where the audit cannot be made', async () => {
    const cwd = tempTree({ 'scope-manifest.yaml': 'application: [', 'src/app.ts': CODE(VIEW) });
    expect(await run(['fix'], { cwd })).toMatchObject({ exit: 2, stdout: '' });
  });
});
