import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempTree } from '../node/temp-tree.js';
import { containing, run } from './harness.js';

const CODE = (...calls: string[]): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = async () => {\n${calls.map((call) => `  ${call}\n`).join('')}};\n`;
const VIEW = 'await api.getRoutingQueues();';
const DELETE = "await api.deleteRoutingQueue('x');";
const HCL = `resource "genesyscloud_auth_role" "agent" {
  name = "Queue agent"
  permission_policies {
    domain      = "routing"
    entity_name = "queue"
    action_set  = ["view", "edit"]
  }
}

resource "genesyscloud_oauth_client" "sync" {
  name                          = "Sync"
  authorized_grant_type         = "CLIENT-CREDENTIALS"
  access_token_validity_seconds = 3600
  roles {
    role_id     = genesyscloud_auth_role.agent.id
    division_id = "*"
  }
}
`;
const INFRASTRUCTURE = { 'scope-manifest.yaml': 'application: app\ngrantedBy: main.tf\n', 'main.tf': HCL, 'src/app.ts': CODE(VIEW, DELETE) };

async function fixedAs(files: Record<string, string>, ...args: string[]) {
  const cwd = tempTree(files);
  const result = await run(['fix', '--as', ...args], { cwd });
  for (const [file, text] of Object.entries(files)) expect(readFileSync(path.join(cwd, file), 'utf8')).toBe(text);
  return { cwd, ...result };
}

describe('fix --as', () => {
  it('prints what infrastructure is to grant, and what that mends', async () => {
    const { exit, stdout, stderr } = await fixedAs(INFRASTRUCTURE, 'terraform');
    expect([exit, stderr]).toEqual([1, 'would mend 1 finding; 1 more with --unsafe\n']);
    expect(stdout).toContain('name        = "Queue agent"\n');
    expect(stdout).toContain('action_set  = ["view", "edit", "delete"] # new: calls DELETE /api/v2/routing/queues/{queueId}, src/app.ts:5\n');
    expect(stdout).toContain('access_token_validity_seconds = 3600\n');
    expect(stdout).toContain('division_id = "*"\n');
  });

  it('prints what makes the audit clean', async () => {
    const { cwd, stdout, stderr } = await fixedAs(INFRASTRUCTURE, 'terraform', '--unsafe');
    expect(stderr).toBe('would mend 2 findings\n');
    expect(stdout).toContain('# app: routing:queue:edit goes.\n');
    writeFileSync(path.join(cwd, 'main.tf'), stdout);
    expect(await run([], { cwd })).toMatchObject({ exit: 0, stdout: containing('no findings in 1 application') });
  });

  it('prints roles, and steps', async () => {
    expect(JSON.parse((await fixedAs(INFRASTRUCTURE, 'roles', '--unsafe')).stdout)).toMatchObject({ name: 'Queue agent', permissionPolicies: [{ domain: 'routing', entityName: 'queue', actionSet: ['view', 'delete'] }] });
    const { stdout } = await fixedAs(INFRASTRUCTURE, 'runbook', '--unsafe');
    expect(stdout).toContain('> app: routing:queue:edit goes.\n');
    expect(stdout).toContain('role `Queue agent` with\n\n   - [ ] Routing > Queue > View, Delete\n');
    expect(stdout).toContain('token duration 3600 seconds\n');
    expect(stdout).toContain('give the client the role, in all divisions.\n');
  });

  it('does the same for what a manifest lists, with a role for it', async () => {
    const manifest = 'application: app\ngrant: client-credentials\nroles:\n  - name: A\n    permissions: [routing:queue:view]\n    divisions: [Home]\n  - name: B\n    permissions: ["routing:language:*"]\n  - C\n';
    const { stdout } = await fixedAs({ 'scope-manifest.yaml': manifest, 'src/app.ts': CODE(VIEW, 'await api.getRoutingLanguages();') }, 'terraform', '--unsafe');
    expect(stdout).toContain('# app: Role C stays as well; what it grants is not known here.\n');
    expect(stdout).toContain('resource "genesyscloud_auth_role" "a" {');
    expect(stdout).toContain('resource "genesyscloud_auth_role" "b" {');
    expect(stdout).toContain('    # in Home: a block for each, with the id of the division as division_id\n');
    const missing = await fixedAs({ 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\npermissions: [routing:queue:read]\n', 'src/app.ts': CODE(VIEW, DELETE) }, 'roles');
    expect(JSON.parse(missing.stdout)).toMatchObject({ name: 'app', permissionPolicies: [{ actionSet: ['view', 'delete'] }] });
  });

  it('prints scopes where users sign in', async () => {
    const { stdout } = await fixedAs({ 'scope-manifest.yaml': 'application: app\ngrant: pkce\nscopes: [users]\n', 'src/app.ts': CODE(DELETE) }, 'terraform', '--unsafe');
    expect(stdout).toContain('authorized_grant_type = "CODE"\n');
    expect(stdout).toMatch(/scopes = \[\n {4}"routing", # new: calls DELETE \S+, src\/app.ts:4\n {2}\]/);
    expect(stdout).not.toContain('auth_role');
  });

  it('takes nothing from a list that several policies share', async () => {
    const shared = HCL.replace('["view", "edit"]', 'local.actions').replace('  }\n}\n', '  }\n  permission_policies {\n    domain      = "routing"\n    entity_name = "language"\n    action_set  = local.actions\n  }\n}\nlocals {\n  actions = ["view", "edit"]\n}\n');
    const { stdout } = await fixedAs({ ...INFRASTRUCTURE, 'main.tf': shared }, 'roles', '--unsafe');
    expect(JSON.parse(stdout)).toMatchObject({ permissionPolicies: [{ entityName: 'queue', actionSet: ['view', 'edit', 'delete'] }, { entityName: 'language', actionSet: ['view', 'edit'] }] });
  });

  it('asks which application is meant', async () => {
    const files = { 'a/scope-manifest.yaml': 'application: a\n', 'a/x.ts': CODE(VIEW), 'b/scope-manifest.yaml': 'application: b\n', 'b/x.ts': CODE(VIEW) };
    expect(await fixedAs(files, 'terraform')).toMatchObject({ exit: 2, stdout: '', stderr: containing('there are 2 applications here\n  hint: name the folder of one: a, b\n') });
    expect(await fixedAs(files, 'terraform', 'a')).toMatchObject({ exit: 1, stdout: containing('name        = "a"') });
  });

  it('is named where a plain fix finds infrastructure', async () => {
    const { stdout } = await run(['fix'], { cwd: tempTree(INFRASTRUCTURE) });
    expect(stdout).toBe('mended 0 findings in 0 files; 2 where the infrastructure is written down (--as terraform|roles|runbook prints it)\n');
  });
});
