import { describe, expect, it } from 'vitest';
import { fakePlatform, HOME, login, organisation, policy, refusal, SALES, SECRET, TOKEN, type Script } from '../live/fake-platform.js';
import { tempTree } from '../node/temp-tree.js';
import { containing, run } from './harness.js';

const CLIENT = 'c47e8f15-6b2a-4d93-b0e7-1a9d5c3f8e33';
const MANIFEST = `application: app
clients:
  sync:
    grant: client-credentials
    permissions: [routing:queue:view, recording:recording:view]
    divisions: [Home]
    paths: [sync]
  web:
    grant: pkce
    permissions: [routing:queue:view]
    scopes: [routing:readonly, users:readonly]
    paths: [web]
environments:
  test:
    region: eu-central-1
  production:
    region: eu-central-1
    clients:
      sync:
        clientId: ${CLIENT}
        permissions: { remove: [recording:recording:view] }
      web: {}
`;
const SYNC = `import platformClient from 'purecloud-platform-client-v2';
const routing = new platformClient.RoutingApi();
export const queues = () => routing.getRoutingQueues();
export const remove = (id) => routing.deleteRoutingQueue(id);
`;
const WEB = "export const skills = () => fetch('https://api.mypurecloud.de/api/v2/routing/skills');\nexport const clients = () => fetch('https://api.mypurecloud.de/api/v2/oauth/clients');\n";
const tree = (): string => tempTree({ 'scope-manifest.yaml': MANIFEST, 'sync/a.js': SYNC, 'web/b.js': WEB });

const verify = async (script: Script, args: string[]) => {
  const { url, seen } = await fakePlatform(script);
  const found = await run(['verify', '--api', url, '--token-env', 'T', ...args], { cwd: tree(), env: { T: TOKEN } });
  expect(found.stdout + found.stderr).not.toContain(TOKEN);
  return { ...found, seen };
};
const findings = async (script: Script, args: string[]): Promise<string[]> => {
  const { stdout } = await verify(script, ['--format', 'json', ...args]);
  const { findings: all } = JSON.parse(stdout) as { findings: { severity: string; rule: string; messageId: string; environment: string; data: Record<string, string>; places: { file: string; line: number }[] }[] };
  return all.map(({ severity, rule, messageId, places, data }) => `${severity} ${rule}/${messageId} ${places[0]?.file ?? ''}:${places[0]?.line ?? 0} ${data.name ?? data.role ?? data.division ?? ''}`.trim());
};

const SYNC_ROLE = { id: 'r-1', name: 'Sync', policies: [policy('routing:queue:view,delete')] };

describe('verify', () => {
  it('shows what is granted beside the manifest and the code', async () => {
    const script = organisation({ roles: [{ id: 'r-1', name: 'Sync', divisions: [HOME, SALES], policies: [policy('routing:queue:view,edit'), policy('oauth:client:*')] }], assignable: ['routing:queue:view', 'routing:queue:edit', 'routing:queue:delete'] });
    const { exit, stdout, stderr, seen } = await verify(script, ['--client', 'sync', '--environment', 'test']);
    expect({ exit, stdout, stderr }).toMatchInlineSnapshot(`
      {
        "exit": 1,
        "stderr": "",
        "stdout": "Asked about client sync in test: Acme · OAuth client Server · 1 role with 3 permissions · divisions Home, Sales · tokens live 86400 s

      app  scope-manifest.yaml · 2 clients · 4 calls of 4 endpoints

      error[not-granted]: Client \`sync\` is not granted permission \`routing:queue:delete\`, needed by 1 call to \`DELETE /api/v2/routing/queues/{queueId}\`, and the manifest does not list it either.
       --> sync/a.js:4:39
        |
      4 | export const remove = (id) => routing.deleteRoutingQueue(id);
        |                                       ^^^^^^^^^^^^^^^^^^ calls DELETE /api/v2/routing/queues/{queueId}
       ::: scope-manifest.yaml:5:5 permissions of client sync
        = for: client sync, environment test
        = why: \`DELETE /api/v2/routing/queues/{queueId}\` needs \`routing:queue:delete\` (openapi-2026-07). The organisation \`Acme\` gives the client the roles \`Sync\`.
        = fix: Give a role of the client the policy \`{"domain":"routing","entityName":"queue","actionSet":["delete"]}\`, and list it in the manifest. Role edits take up to five minutes to act; \`--wait 300\` asks again until then.

      warning[granted-not-declared]: Role \`Sync\` grants client \`sync\` 2 permissions that the manifest does not list: \`oauth:client:*\` and \`routing:queue:edit\`.
       --> scope-manifest.yaml:3:3
        |
      3 |   sync:
        |   ^^^^^ the client
        = for: client sync, environment test
        = why: The organisation \`Acme\` gives the client this role in the divisions \`Home\` and \`Sales\`. With \`oauth:client:*\` the client can widen what anybody is granted. Nothing that the code certainly calls needs any of them.
        = fix: Take them out of the role, or the role from the client; what has to stay belongs in the manifest, or under mayStayUnused with a reason.

      warning[declared-not-granted]: The manifest grants client \`sync\` permission \`recording:recording:view\`; the organisation does not.
       --> scope-manifest.yaml:5:39
        |
      5 |     permissions: [routing:queue:view, recording:recording:view]
        |                                       ^^^^^^^^^^^^^^^^^^^^^^^^ granted here, among the permissions
        = for: client sync, environment test
        = why: The organisation \`Acme\` has no such permission to give: the product is not licensed, or the feature is not switched on. No call that was found certainly needs it.
        = fix: Take \`recording:recording:view\` out of the manifest, or give a role of the client the policy \`{"domain":"recording","entityName":"recording","actionSet":["view"]}\`.

      warning[division-mismatch]: Role \`Sync\` grants client \`sync\` \`routing:queue:view\` in \`Sales\`; the manifest says \`Home\`.
       --> scope-manifest.yaml:6:17
        |
      6 |     divisions: [Home]
        |                 ^^^^ the divisions
        = for: client sync, environment test
        = why: The organisation \`Acme\` gives the role there. Divisions that are not needed widen what a lost secret opens.
        = fix: Take the role back in the divisions that are not needed, or name them in the manifest.

      1 error, 3 warnings in 1 application · 2 files followed of 2 · catalog of 2026-11
      ",
      }
    `);
    expect(seen.every(({ line }) => line.startsWith('GET '))).toBe(true);
    expect(seen[0]?.line).toBe('GET /api/v2/tokens/me?preserveIdleTTL=true');
  });

  it('is clean where the organisation grants what is listed', async () => {
    const script = organisation({ roles: [SYNC_ROLE] });
    const manifest = MANIFEST.replace('recording:recording:view]\n    divisions', 'routing:queue:delete]\n    divisions').replace(/\n +permissions: \{.*\}/, '');
    const { url } = await fakePlatform(script);
    const { exit, stdout, stderr } = await run(['verify', '--api', url, '--token-stdin', '--client', 'sync', '--environment', 'production'], { cwd: tempTree({ 'scope-manifest.yaml': manifest, 'sync/a.js': SYNC }), stdin: `${TOKEN}\n` });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toContain('Asked about client sync in production: Acme · OAuth client Server · 1 role with 2 permissions · divisions Home · tokens live 86400 s\n');
  });

  it('takes the lists of the environment', async () => {
    const script = organisation({ roles: [SYNC_ROLE] });
    expect(await findings(script, ['--client', 'sync', '--environment', 'test'])).toContain('warning declared-not-granted/absent scope-manifest.yaml:5 recording:recording:view');
    expect(await findings(script, ['--client', 'sync', '--environment', 'production'])).toEqual(['warning granted-not-declared/role scope-manifest.yaml:3 Sync']);
  });

  it('compares scopes for user tokens, and leaves the roles of the user alone', async () => {
    const script = organisation({ grant: 'CODE', scopes: ['routing:readonly', 'analytics'], roles: [{ id: 'r-1', name: 'Everything', policies: [policy('routing:*:*'), policy('directory:*:*')] }] });
    expect(await findings(script, ['--client', 'web', '--environment', 'test'])).toEqual([
      'error not-granted/undeclared web/b.js:2 oauth:client:view',
      'warning granted-not-declared/scopes scope-manifest.yaml:11',
      'warning declared-not-granted/absent scope-manifest.yaml:11 users:readonly',
      'warning not-granted/scope web/b.js:2 oauth:readonly',
    ]);
  });

  it('compares a wildcard of the manifest with the list that the platform returns', async () => {
    const folder = tempTree({ 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\npermissions: ["routing:queue:*"]\n', 'a.js': SYNC });
    const messages = async (actions: string): Promise<string[]> => {
      const { url } = await fakePlatform(organisation({ roles: [{ id: 'r-1', name: 'Sync', policies: [policy(`routing:queue:${actions}`)] }], assignable: ['routing:queue:view', 'routing:queue:edit', 'routing:queue:delete', 'routing:skill:view'] }));
      const { stdout } = await run(['verify', '--api', url, '--token-stdin', '--format', 'json'], { cwd: folder, stdin: TOKEN });
      return (JSON.parse(stdout) as { findings: { message: string }[] }).findings.map(({ message }) => message);
    };
    expect(await messages('view,edit,delete')).toEqual([]);
    expect(await messages('*')).toEqual([]);
    expect(await messages('view,delete')).toEqual(['The manifest grants client `app` `routing:queue:*`; of that the organisation does not grant 1 permission.']);
    expect(await messages('view,edit')).toEqual(['Client `app` is not granted permission `routing:queue:delete`, needed by 1 call to `DELETE /api/v2/routing/queues/{queueId}`, although the manifest lists it.']);
  });

  it('names a client that is another, of another kind, off, or about to go', async () => {
    const script = organisation({ grant: 'CODE', clientId: 'c-9', scopes: [], state: 'DISABLED', dateToDelete: '2026-12-24T10:00:00Z', roles: [SYNC_ROLE] });
    expect((await findings(script, ['--client', 'sync', '--environment', 'production'])).filter((line) => line.includes(' client-'))).toEqual([
      'error client-state/off scope-manifest.yaml:3',
      'error client-state/deleted scope-manifest.yaml:3',
      'error client-mismatch/grant scope-manifest.yaml:4',
      'error client-mismatch/id scope-manifest.yaml:20',
    ]);
  });

  it('names the licence that brings a permission which the organisation has not', async () => {
    const script = { ...organisation({ roles: [{ ...SYNC_ROLE, policies: [policy('routing:queue:view')] }], assignable: ['routing:queue:view'] }), 'GET /api/v2/license/definitions': { body: [{ id: 'gen-cx3', permissions: { ids: ['routing:queue:delete'] } }] } };
    const { exit, stdout } = await verify(script, ['--client', 'sync', '--environment', 'production']);
    expect(exit).toBe(1);
    expect(stdout).toContain('error[not-granted]: The organisation has no permission `routing:queue:delete`, needed by 1 call to');
    expect(stdout).toContain("By the platform's list `gen-cx3` brings it.");
  });

  it('takes a role that is only named by its name', async () => {
    const cwd = tempTree({ 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\nroles: [Sync, Wallboard]\n', 'a.js': SYNC });
    const { url } = await fakePlatform(organisation({ roles: [SYNC_ROLE] }));
    const { stdout } = await run(['verify', '--api', url, '--token-stdin', '--format', 'json'], { cwd, stdin: TOKEN });
    const { findings: all } = JSON.parse(stdout) as { findings: { rule: string; messageId: string; data: { name: string } }[] };
    expect(all.map(({ rule, messageId, data }) => [rule, messageId, data.name])).toEqual([['declared-not-granted', 'role', 'Wallboard']]);
  });

  it('compares the lifetime of tokens where the manifest has one', async () => {
    const cwd = tempTree({ 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view, routing:queue:delete]\ntokenLifetime: 3600\n', 'a.js': SYNC });
    const { url } = await fakePlatform(organisation({ roles: [SYNC_ROLE] }));
    const { exit, stdout } = await run(['verify', '--api', url, '--token-stdin'], { cwd, stdin: TOKEN });
    expect(exit).toBe(0);
    expect(stdout).toContain('warning[client-mismatch]: Tokens of client `app` live 86400 seconds; the manifest says 3600.\n --> scope-manifest.yaml:4:16\n');
  });

  it('says what it may not read, what that takes, and judges no more than it knows', async () => {
    const script = { ...organisation({ roles: [SYNC_ROLE] }), [`GET /api/v2/oauth/clients/${CLIENT}`]: refusal(403, 'missing.permissions', 'x'), 'GET /api/v2/authorization/roles/r-1': refusal(403, 'missing.permissions', 'x') };
    const { exit, stdout } = await verify(script, ['--client', 'sync', '--environment', 'production']);
    expect(exit).toBe(0);
    expect(stdout).toContain('warning: scope-manifest.yaml:3:3: what role "Sync" grants could not be read (403)\n  hint: `GET /api/v2/authorization/roles/{roleId}` needs permission `authorization:role:view`, and with a user\'s token scope `authorization` or `authorization:readonly`');
    expect(stdout).toContain('the token lifetime and the state of the client could not be read (403)');
    expect(stdout).toContain('warning[not-granted]: Client `sync` may lack permission `routing:queue:delete`');
    expect(stdout).not.toContain('declared-not-granted');
  });

  it('reports in every form, and obeys settings and suppressions', async () => {
    const script = organisation({ roles: [{ ...SYNC_ROLE, policies: [policy('routing:queue:view')] }] });
    const { url } = await fakePlatform(script);
    const files = { 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view]\n', 'a.js': SYNC };
    const at = (folder: string, ...args: string[]) => run(['verify', '--api', url, '--token-stdin', ...args], { cwd: folder, stdin: TOKEN });
    expect((await at(tempTree(files), '--format', 'sarif')).stdout).toContain('"ruleId": "not-granted"');
    expect(await at(tempTree({ ...files, 'scope-audit.yaml': 'rules:\n  not-granted: off\n' }))).toMatchObject({ exit: 0 });
    const suppressed = tempTree({ ...files, 'a.js': SYNC.replace('export const remove', '// scope-audit-ignore[not-granted] -- the role comes with the next release\nexport const remove') });
    expect(await at(suppressed)).toMatchObject({ exit: 0 });
    expect((await run(['--format', 'json'], { cwd: suppressed })).stdout).not.toContain('unused-suppression');
  });
});

it('waits for role edits to act, and no longer than that', async () => {
  const before = { body: { id: 'r-1', name: 'Sync', permissionPolicies: [] } };
  const after = { body: { id: 'r-1', name: 'Sync', permissionPolicies: [policy('routing:queue:view,delete')] } };
  const script = { ...organisation({ roles: [SYNC_ROLE] }), 'GET /api/v2/authorization/roles/r-1': [before, before, after] };
  const args = ['--client', 'sync', '--environment', 'production', '--wait', '2'];
  const { exit, seen } = await verify(script, args);
  const times = (path: string): number => seen.filter(({ line }) => line.includes(path)).length;
  expect([exit, times('/roles/r-1'), times('/authorization/permissions')]).toEqual([0, 3, 2]);
  const never = await verify({ ...script, 'GET /api/v2/authorization/roles/r-1': before }, [...args.slice(0, -1), '1']);
  expect([never.exit, never.seen.filter(({ line }) => line.includes('/roles/')).length]).toEqual([1, 5]);
});

describe('preflight', () => {
  const at = async (api: string) => {
    const { exit, stdout } = await run(['verify', '--client', 'sync', '--environment', 'test', '--preflight', '--format', 'json', '--api', api], { cwd: tree() });
    const { hosts } = JSON.parse(stdout) as { hosts: { steps: { step: string; ok: boolean; said: string }[] }[] };
    return { exit, steps: hosts.flatMap(({ steps }) => steps.map(({ step, ok, said }) => [step, ok, said])) };
  };

  it('reaches a host without a token', async () => {
    const { url, seen } = await fakePlatform({});
    expect(await at(url)).toEqual({ exit: 0, steps: [['dns', true, '1 address'], ['http', true, '401']] });
    expect(seen.map(({ line, authorization }) => [line, authorization])).toEqual([['GET /', undefined]]);
  });

  it('says at which step it ends', async () => {
    const { url } = await fakePlatform({});
    expect(await at('http://127.0.0.1:9')).toMatchObject({ exit: 3, steps: [['dns', true, '1 address'], ['http', false, expect.any(String)]] });
    expect(await at(url.replace('http:', 'https:'))).toMatchObject({ exit: 3, steps: [['dns', true, '1 address'], ['tls', false, expect.any(String)]] });
    const { stdout } = await run(['verify', '--client', 'sync', '--environment', 'test', '--preflight', '--api', 'http://127.0.0.1:9'], { cwd: tree() });
    expect(stdout).toMatch(/^127\.0\.0\.1:9 {2}dns 1 address · http failed: .*\n {2}hint: /);
  });
});

describe('verify by the secret that the manifest refers to', () => {
  const manifest = (secret: string): string => `application: app\ngrant: client-credentials\npermissions: [routing:queue:view, routing:queue:delete]\nenvironments:\n  production:\n    clientId: ${CLIENT}\n    secret: ${secret}\n`;
  const at = async (reference: string, env: Record<string, string>) => {
    const { url, seen } = await fakePlatform({ ...organisation({ roles: [SYNC_ROLE] }), ...login(CLIENT) });
    const found = await run(['verify', '--api', url, '--login', url], { cwd: tempTree({ 'scope-manifest.yaml': manifest(reference), 'a.js': SYNC }), env });
    expect(found.stdout + found.stderr).not.toMatch(/cAnary/);
    return { ...found, lines: seen.map(({ line }) => line.replace(/\?.*/, '')) };
  };

  it('logs in once, and asks', async () => {
    const { exit, stderr, lines } = await at('env:GENESYS_SECRET', { GENESYS_SECRET: SECRET });
    expect([exit, stderr, lines.slice(0, 3)]).toEqual([0, '', ['POST /oauth/token', 'GET /api/v2/tokens/me', 'GET /api/v2/authorization/subjects/me']]);
    expect(lines.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('verifies each client that can log in, and says which cannot', async () => {
    const { url, seen } = await fakePlatform({ ...organisation({ roles: [SYNC_ROLE] }), ...login(CLIENT) });
    const several = MANIFEST.replace(`clientId: ${CLIENT}\n`, `clientId: ${CLIENT}\n        secret: env:S\n`);
    const { exit, stdout } = await run(['verify', '--api', url, '--login', url, '--environment', 'production'], { cwd: tempTree({ 'scope-manifest.yaml': several, 'sync/a.js': SYNC, 'web/b.js': WEB }), env: { S: SECRET } });
    expect([exit, seen.filter(({ line }) => line === 'POST /oauth/token').length]).toEqual([0, 1]);
    expect(stdout).toContain('Asked about client sync in production: ');
    expect(stdout).toContain('warning: scope-manifest.yaml:8:3: client `web` was not verified: it has no secret in `production`, or signs users in');
  });

  it('verifies several environments in one run', async () => {
    const { url, seen } = await fakePlatform({ ...organisation({ roles: [{ ...SYNC_ROLE, policies: [policy('routing:queue:view')] }] }), ...login(CLIENT) });
    const two = `${manifest('env:S')}  staging:\n    clientId: ${CLIENT}\n    secret: env:S\n`;
    const { exit, stdout } = await run(['verify', '--api', url, '--login', url, '--environment', 'production', '--environment', 'staging', '--format', 'json'], { cwd: tempTree({ 'scope-manifest.yaml': two, 'a.js': SYNC }), env: { S: SECRET } });
    const { findings: all } = JSON.parse(stdout) as { findings: { rule: string; environment: string }[] };
    expect([exit, ...all.map(({ rule, environment }) => `${rule} ${environment}`)]).toEqual([1, 'not-granted production', 'not-granted staging']);
    expect(seen.filter(({ line }) => line === 'POST /oauth/token')).toHaveLength(2);
  });

  it.each([
    ['env:GENESYS_SECRET', { GENESYS_SECRET: 'another' }, 3, 'compare the client id, the secret behind `env:GENESYS_SECRET` and the region'],
    ['env:GENESYS_SECRET', {}, 2, 'the variable GENESYS_SECRET is not set'],
    ['vault:secret/genesys', {}, 2, 'error: scope-manifest.yaml:7:13: VAULT_ADDR: the variable that names the address of Vault is not set'],
  ])('says why it cannot: %s, %j', async (reference, env, exit, stderr) => {
    expect(await at(reference, env as Record<string, string>)).toMatchObject({ exit, stdout: '', stderr: containing(stderr) });
  });
});

describe('verify in one clear line', () => {
  it.each([
    [['--client', 'sync', '--environment', 'tst', '--token-env', 'T'], 2, 'error: no environment is named `tst`\n  hint: did you mean `test`?'],
    [['--environment', 'test', '--token-env', 'T'], 2, 'error: there is more than one client, or environment: sync, web\n  hint: the token is that of one: choose it with --client and --environment'],
    [['--environment', 'test'], 2, 'error: none of the clients can log in by itself: sync, web'],
    [['--client', 'sync', '--token-env', 'T'], 2, 'error: there is more than one environment: test, production'],
    [['--client', 'sync', '--environment', 'test'], 2, 'error: there is no token to ask with'],
    [['--client', 'sync', '--environment', 'test', '--token-env', 'NONE'], 2, 'error: the variable NONE is not set'],
    [['--client', 'sync', '--environment', 'test', '--token-env', 'BAD'], 2, 'error: what stands there is no access token'],
    [['--client', 'sync', '--environment', 'test', '--token-env', 'T', '--region', 'eu-centrl-1'], 2, 'error: the platform has no region `eu-centrl-1`'],
    [['--client', 'sync', '--environment', 'test', '--token-env', 'T', '--api', 'http://example.com'], 2, 'error: `http://example.com` is no place to send a token to'],
    [['--client', 'sync', '--environment', 'test', '--token-env', 'T', '--api', 'http://127.0.0.1:9'], 3, 'error: 127.0.0.1:9 could not be asked: '],
  ])('%j', async (args, exit, stderr) => {
    const found = await run(['verify', ...args], { cwd: tree(), env: { T: TOKEN, BAD: `Bearer ${TOKEN}` } });
    expect(found).toMatchObject({ exit, stdout: '', stderr: containing(stderr) });
    expect(found.stderr).not.toContain(TOKEN);
  });

  it.each([
    ['application: [x', 'error: scope-manifest.yaml:1:'],
    ['', 'error: there is no manifest in this folder'],
  ])('a manifest that is %j', async (manifest, stderr) => {
    const folder = tempTree({ ...(manifest !== '' && { 'scope-manifest.yaml': manifest }), 'sync/a.js': SYNC });
    expect(await run(['verify', '--token-env', 'T', '--region', 'eu-central-1'], { cwd: folder, env: { T: TOKEN } })).toMatchObject({ exit: 2, stdout: '', stderr: containing(stderr) });
  });

  it('a token that is not accepted', async () => {
    const { url } = await fakePlatform({});
    expect(await run(['verify', '--client', 'sync', '--environment', 'test', '--token-stdin', '--api', url], { cwd: tree(), stdin: 'another' })).toMatchObject({ exit: 3, stdout: '', stderr: containing('error: the token is not accepted (401, bad.credentials)') });
  });

  it('says what it needs itself, and asks nobody', async () => {
    const { exit, stdout } = await run(['verify', '--needs'], { cwd: tree() });
    expect(exit).toBe(0);
    expect(stdout).toContain('GET /api/v2/oauth/clients/{clientId}      oauth:client:view; with user tokens scope oauth:readonly: the token lifetime and the state of the client\n');
  });
});
