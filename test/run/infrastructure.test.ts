import { describe, expect, it } from 'vitest';
import { CODE, MANIFEST, run } from './audit-files.js';

const HCL = `resource "genesyscloud_auth_role" "agent" {
  name = "Queue agent"
  permission_policies {
    domain      = local.domain
    entity_name = "queue"
    action_set  = ["view", "edit"]
  }
}

locals {
  domain = "routing"
}

resource "genesyscloud_oauth_client" "sync" {
  name                  = "Sync"
  authorized_grant_type = "CLIENT-CREDENTIALS"
  roles {
    role_id     = genesyscloud_auth_role.agent.id
    division_id = "*"
  }
}
`;
const FOUND = (edit: string, client: string): string[] => [`error excess-permission routing:queue:edit ${edit}`, `error missing-permission routing:queue:delete ${client}`];

describe('grants in Terraform', () => {
  it('stand on the line that grants', async () => {
    expect(await run({ 'infra/main.tf': HCL })).toMatchObject({ exit: 1, findings: FOUND('infra/main.tf:6', 'infra/main.tf:14'), problems: [] });
  });

  it('are followed over files', async () => {
    const [role = '', client = ''] = HCL.split('\nlocals');
    expect((await run({ 'infra/roles.tf': `${role}\nlocals {\n  domain = "routing"\n}\n`, 'infra/client.tf': `# locals${client.slice(client.indexOf('\nresource'))}` })).findings).toEqual(FOUND('infra/roles.tf:6', 'infra/client.tf:2'));
  });

  it('are the same in the JSON form, with objects or lists of them', async () => {
    const json = {
      resource: {
        genesyscloud_auth_role: { agent: { name: 'Queue agent', permission_policies: [{ domain: 'routing', entity_name: 'queue', action_set: ['view', 'edit'] }] } },
        genesyscloud_oauth_client: [{ sync: [{ name: 'Sync', authorized_grant_type: 'CLIENT-CREDENTIALS', roles: { role_id: '${genesyscloud_auth_role.agent.id}', division_id: '*' } }] }],
      },
    };
    const text = JSON.stringify(json, null, 1);
    const lineOf = (what: string): number => text.slice(0, text.indexOf(what)).split('\n').length;
    expect((await run({ 'infra/main.tf.json': text })).findings).toEqual(FOUND(`infra/main.tf.json:${lineOf('"edit"')}`, `infra/main.tf.json:${lineOf('"name": "Sync"') - 1}`));
  });

  it('are read from a plan, whose references stand in its configuration', async () => {
    const plan = {
      format_version: '1.2',
      planned_values: {
        root_module: {
          resources: [
            { address: 'genesyscloud_auth_role.agent', mode: 'managed', type: 'genesyscloud_auth_role', name: 'agent', values: { name: 'Queue agent', permission_policies: [{ domain: 'routing', entity_name: 'queue', action_set: ['view', 'edit'], conditions: [] }] } },
            { address: 'genesyscloud_oauth_client.sync', mode: 'managed', type: 'genesyscloud_oauth_client', name: 'sync', values: { name: 'Sync', authorized_grant_type: 'CLIENT-CREDENTIALS', scopes: null, roles: [{ division_id: '*' }] } },
          ],
        },
      },
      configuration: { root_module: { resources: [{ address: 'genesyscloud_oauth_client.sync', expressions: { roles: [{ role_id: { references: ['genesyscloud_auth_role.agent.id', 'genesyscloud_auth_role.agent'] } }] } }] } },
    };
    expect((await run({ 'infra/plan.json': JSON.stringify(plan) })).findings).toEqual(FOUND('infra/plan.json:1', 'infra/plan.json:1'));
  });

  it('of a user grant are its scopes', async () => {
    const client = 'resource "genesyscloud_oauth_client" "web" {\n  name = "Web"\n  authorized_grant_type = "CODE"\n  scopes = [\n    "routing",\n    "users:readonly",\n  ]\n}\n';
    expect((await run({ 'infra/main.tf': client })).findings).toEqual(['error excess-scope users:readonly infra/main.tf:6']);
  });

  it.each([
    ['a variable', HCL.replace('["view", "edit"]', '["view", "edit", var.more]'), 'infra/main.tf:6 `var.more` among the actions is decided when Terraform runs'],
    ['a list that is a variable', HCL.replace('["view", "edit"]', 'var.actions'), 'infra/main.tf:6 `var.actions` among the actions is decided when Terraform runs'],
    ['a role that is looked up', HCL.replaceAll('genesyscloud_auth_role.agent.id', 'data.genesyscloud_auth_role.agent.id').replace('resource "genesyscloud_auth_role"', 'data "genesyscloud_auth_role"'), 'infra/main.tf:18 the role `Queue agent` is only looked up here'],
    ['a role of elsewhere', HCL.replace('genesyscloud_auth_role.agent.id', 'module.roles.agent_id'), 'infra/main.tf:18 the role `module.roles` is declared in none of the files'],
    ['a policy with conditions', HCL.replace('    action_set', '    conditions {\n      conjunction = "AND"\n    }\n    action_set'), 'infra/main.tf:3 the policy for `routing:queue` has conditions, which are not looked at: it counts as granted'],
  ])('say what %s keeps from them', async (_, text, problem) => {
    expect((await run({ 'infra/main.tf': text })).problems.map((one) => one.replace(/^warning [\w-]+ /, ''))).toEqual([problem]);
  });

  it.each([
    ['actions', HCL.replace('["view", "edit"]', '["view", "edit", var.more]')],
    ['an entity', HCL.replace('"queue"', 'var.entity')],
    ['policies', HCL.replace('  permission_policies {', '  dynamic "permission_policies" {\n    for_each = var.policies\n  }\n  permission_policies {')],
    ['roles', HCL.replace('  roles {', '  dynamic "roles" {\n    for_each = var.roles\n  }\n  roles {')],
  ])('of which %s are not told make nothing missing for certain', async (_, text) => {
    const { findings, problems } = await run({ 'infra/main.tf': text });
    expect(findings.filter((finding) => finding.includes('missing')).length).toBeGreaterThan(0);
    expect(findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('of a user grant whose scopes are not told make nothing missing for certain', async () => {
    const client = (scopes: string): string => `resource "genesyscloud_oauth_client" "web" {\n  name = "Web"\n  authorized_grant_type = "CODE"\n  scopes = ${scopes}\n}\n`;
    expect((await run({ 'infra/main.tf': client('["users", var.more]') })).findings).toEqual(['error excess-scope users infra/main.tf:4', 'warning missing-scope routing infra/main.tf:4']);
    expect((await run({ 'infra/main.tf': client('var.scopes') })).findings).toEqual(['warning missing-scope routing infra/main.tf:4']);
  });

  it('say that the grant type is not told', async () => {
    expect((await run({ 'infra/main.tf': HCL.replace('"CLIENT-CREDENTIALS"', 'var.grant') })).problems).toEqual(['warning not-in-file infra/main.tf:16 the grant type is decided when Terraform runs']);
  });

  it('of a role that is not told make nothing missing for certain', async () => {
    const { findings } = await run({ 'infra/main.tf': HCL.replaceAll('genesyscloud_auth_role.agent.id', 'data.genesyscloud_auth_role.agent.id').replace('resource "genesyscloud_auth_role"', 'data "genesyscloud_auth_role"') });
    expect(findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
  });
});

describe('values that never end', () => {
  const DOUBLING = Array.from({ length: 60 }, (_, i) => `  a${i} = [local.a${i + 1}, local.a${i + 1}]\n`).join('');

  it.each([
    ['hold themselves', 'action_set  = local.a', '  a = [local.a]\n'],
    ['hold each other', 'action_set  = local.a', '  a = [local.b]\n  b = [local.a]\n'],
    ['double', 'action_set  = local.a0', `${DOUBLING}  a60 = "view"\n`],
  ])('%s, and count as unknown', async (_, actions, locals) => {
    const { findings, problems } = await run({ 'infra/main.tf': HCL.replace('action_set  = ["view", "edit"]', actions).replace('locals {\n', `locals {\n${locals}`) });
    expect(problems.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
  });
});

it.each([`action_set = ${'['.repeat(20_000)}${']'.repeat(20_000)}`, `${'x {\n'.repeat(20_000)}${'}\n'.repeat(20_000)}`])('what is nested without end is an error: %#', async (nested) => {
  expect(await run({ 'infra/main.tf': HCL.replace('action_set  = ["view", "edit"]', nested) })).toMatchObject({ exit: 2, problems: ['error terraform-syntax infra/main.tf:1 the file is nested too deep'] });
});

describe('what a file cannot tell', () => {
  const OTHER = 'resource "genesyscloud_oauth_client" "other" {\n  name = "Other"\n  scopes = var.scopes\n  roles {\n    role_id = genesyscloud_auth_role.agent.id\n  }\n}\n';

  it('of another client is not said', async () => {
    expect((await run({ 'infra/main.tf': `${HCL}${OTHER}`, 'scope-manifest.yaml': 'application: app\ngrantedBy: { files: infra, client: Sync }\n' })).problems).toEqual([]);
  });

  it('of a role that two clients share is said once', async () => {
    const text = `${HCL.replace('"edit"]', 'var.more]')}${OTHER.replace('  scopes = var.scopes\n', '')}`;
    const manifest = 'application: app\nclients:\n  a: { grantedBy: { files: infra, client: Sync }, paths: [src] }\n  b: { grantedBy: { files: infra, client: Other }, paths: [b] }\n';
    expect((await run({ 'infra/main.tf': text, 'scope-manifest.yaml': manifest })).problems).toEqual(['warning not-in-file infra/main.tf:6 `var.more` among the actions is decided when Terraform runs']);
  });
});

describe('grants in an export of the API', () => {
  it('are followed by id', async () => {
    const roles = { entities: [{ id: 'r1', name: 'Queue agent', permissionPolicies: [{ domain: 'routing', entityName: 'queue', actionSet: ['view', 'edit'] }] }] };
    const client = { id: 'c1', name: 'Sync', authorizedGrantType: 'CLIENT_CREDENTIALS', roleDivisions: [{ roleId: 'r1', divisionId: '*' }] };
    const { findings, problems } = await run({ 'infra/roles.json': JSON.stringify(roles), 'infra/client.json': JSON.stringify(client) });
    expect(findings.map((finding) => finding.replace(/:\d+$/, ''))).toEqual(['error excess-permission routing:queue:edit infra/roles.json', 'error missing-permission routing:queue:delete infra/client.json']);
    expect(problems).toEqual([]);
  });
});

it.each([[{ roleIds: [null, { id: 'r1' }] }], [{ roleDivisions: [{ divisionId: '*' }] }]])('roles that an export does not name by id are unknown: %j', async (given) => {
  const { problems } = await run({ 'infra/client.json': JSON.stringify({ id: 'c1', name: 'Sync', authorizedGrantType: 'CLIENT_CREDENTIALS', ...given }) });
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.join()).not.toContain('[object Object]');
  expect(problems.join()).not.toContain('undefined');
});

describe('the lifetime of tokens', () => {
  const LIFE = (seconds: string): string => HCL.replace('  roles {', `  access_token_validity_seconds = ${seconds}\n  roles {`);

  it('is read from every form', async () => {
    const tf = { resource: { genesyscloud_oauth_client: { sync: { name: 'Sync', authorized_grant_type: 'CLIENT-CREDENTIALS', access_token_validity_seconds: 3600 } } } };
    const plan = { format_version: '1.2', planned_values: { root_module: { resources: [{ address: 'genesyscloud_oauth_client.sync', mode: 'managed', type: 'genesyscloud_oauth_client', name: 'sync', values: { name: 'Sync', access_token_validity_seconds: 3600 } }] } } };
    const client = { id: 'c1', name: 'Sync', authorizedGrantType: 'CLIENT_CREDENTIALS', accessTokenValiditySeconds: 3600 };
    expect((await run({ 'infra/main.tf': LIFE('3600') })).lifetimes).toEqual(['3600 infra/main.tf:17']);
    expect((await run({ 'infra/main.tf': LIFE('local.life').replace('locals {', 'locals {\n  life = 3600') })).lifetimes).toEqual(['3600 infra/main.tf:11']);
    for (const [file, json] of Object.entries({ 'infra/main.tf.json': tf, 'infra/plan.json': plan, 'infra/client.json': client })) {
      expect((await run({ [file]: JSON.stringify(json) })).lifetimes, file).toEqual([`3600 ${file}:1`]);
    }
    expect((await run({ 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\ntokenLifetime: 3600\n' })).lifetimes).toEqual(['3600 scope-manifest.yaml:3']);
    expect((await run({ 'infra/main.tf': HCL })).lifetimes).toEqual([undefined]);
  });

  it('that the platform does not take is said on its line', async () => {
    const said = async (files: Record<string, string>): Promise<string[]> => (await run(files)).problems;
    expect(await said({ 'infra/main.tf': LIFE('60') })).toEqual(['warning token-lifetime infra/main.tf:17 tokens of client `app` cannot live 60 seconds']);
    expect(await said({ 'infra/main.tf': LIFE('172800') })).toEqual([]);
    expect(await said({ 'infra/main.tf': LIFE('172801') })).toEqual(['warning token-lifetime infra/main.tf:17 tokens of client `app` cannot live 172801 seconds']);
    const SCIM = CODE.replace("await api.getRoutingQueues();", 'await new platformClient.SCIMApi().getScimUsers();');
    expect(await said({ 'infra/main.tf': LIFE('172801'), 'src/app.ts': SCIM })).toEqual([]);
    expect(await said({ 'infra/main.tf': LIFE('38880001'), 'src/app.ts': SCIM })).toEqual(['warning token-lifetime infra/main.tf:17 tokens of client `app` cannot live 38880001 seconds']);
    expect(await said({ 'infra/main.tf': LIFE('var.life') })).toEqual(['warning not-in-file infra/main.tf:17 how long tokens live is decided when Terraform runs']);
  });

  it('is said once', async () => {
    expect((await run({ 'infra/main.tf': LIFE('3600'), 'scope-manifest.yaml': `${MANIFEST}tokenLifetime: 3600\n` })).problems).toEqual(['error granted-twice scope-manifest.yaml:3 `tokenLifetime` stands beside `grantedBy`']);
    expect((await run({ 'infra/main.tf': HCL, 'scope-manifest.yaml': `${MANIFEST}tokenLifetime: 3600\n` })).lifetimes).toEqual(['3600 scope-manifest.yaml:3']);
  });
});

describe('grantedBy', () => {
  it.each([
    ['matches nothing', {}, 'error no-infrastructure scope-manifest.yaml:2 `grantedBy` matches no file: infra/**'],
    ['names a folder without any', { 'infra/roles.yaml': '', 'scope-manifest.yaml': 'application: app\ngrantedBy: ./infra\n' }, 'error no-infrastructure scope-manifest.yaml:2 `grantedBy` matches no .tf, .json, .js or .ts file: ./infra (a folder)'],
    ['finds no client', { 'infra/main.tf': 'locals {}\n' }, 'error no-infrastructure-client scope-manifest.yaml:2 the files declare no OAuth client'],
    ['finds several', { 'infra/main.tf': `${HCL}${HCL.slice(HCL.indexOf('resource "genesyscloud_oauth')).replace('"sync"', '"other"')}` }, 'error no-infrastructure-client scope-manifest.yaml:2 the files declare 2 OAuth clients'],
    ['meets broken HCL', { 'infra/main.tf': 'resource "x" {\n' }, 'error terraform-syntax infra/main.tf:1 this is no HCL'],
  ])('that %s is an error of the manifest', async (_, files, problem) => {
    expect(await run(files)).toMatchObject({ exit: 2, problems: [problem] });
  });

  it.each(['infra', './infra', 'infra/', 'web/../infra/main.tf', './infra/*.tf'])('names a folder or a file by any path: %s', async (path) => {
    expect((await run({ 'infra/main.tf': HCL, 'infra/notes.md': '', 'scope-manifest.yaml': `application: app\ngrantedBy: ${path}\n` })).findings).toEqual(FOUND('infra/main.tf:6', 'infra/main.tf:14'));
  });

  it('is relative to the manifest', async () => {
    const files = { 'apps/one/scope-manifest.yaml': 'application: one\ngrantedBy: ../../infra/main.tf\n', 'apps/one/app.ts': CODE, 'infra/main.tf': HCL };
    expect((await run({ ...files, 'scope-manifest.yaml': 'application: app\npermissions: [routing:queue:view, routing:queue:delete]\nscopes: [routing]\n' })).findings).toEqual(FOUND('infra/main.tf:6', 'infra/main.tf:14').reverse());
  });

  it('chooses among several by label or name', async () => {
    const several = `${HCL}${HCL.slice(HCL.indexOf('resource "genesyscloud_oauth')).replace('"sync"', '"other"').replace('"Sync"', '"Other"')}`;
    for (const client of ['genesyscloud_oauth_client.sync', 'sync', 'Sync']) {
      expect((await run({ 'infra/main.tf': several, 'scope-manifest.yaml': `application: app\ngrantedBy:\n  files: [infra/**]\n  client: ${client}\n` })).findings).toEqual(FOUND('infra/main.tf:6', 'infra/main.tf:14'));
    }
  });

  it('stands beside no list of its own', async () => {
    expect((await run({ 'infra/main.tf': HCL, 'scope-manifest.yaml': `${MANIFEST}permissions: []\n` })).problems).toEqual(['error granted-twice scope-manifest.yaml:3 `permissions` stands beside `grantedBy`']);
  });
});
