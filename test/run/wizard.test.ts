import { describe, expect, it } from 'vitest';
import { CODE, MANIFEST, run } from './audit-files.js';

const CONFIG = `// What the wizard of our premium app sets up.
const AGENT = 'Queue agent';
const config = {
  clientID: 'c0ffee00-1111-2222-3333-444455556666',
  prefix: 'ACME_',
  provisioningInfo: {
    role: [
      {
        name: AGENT,
        permissionPolicies: [
          { domain: 'routing', entityName: 'queue', actionSet: ['view', 'edit'], allowConditions: false },
        ],
      },
    ],
    'app-instance': [{ name: 'App', permissions: 'camera,microphone' }],
    'oauth-client': [
      {
        name: 'Backend',
        roles: [AGENT],
        authorizedGrantType: 'CLIENT-CREDENTIALS',
        accessTokenValiditySeconds: 3600,
        'finally': function (installed) {
          return new Promise((resolve) => setTimeout(() => resolve(installed), 10));
        },
      },
    ],
  },
};

export default config;
`;
const FRONT = `export default {
  provisioningInfo: {
    'oauth-client': [
      {
        name: 'Frontend',
        authorizedGrantType: 'CODE',
        scope: ['routing', 'users:readonly'],
      },
    ],
  },
};
`;
const lineOf = (text: string, what: string): number => text.slice(0, text.indexOf(what)).split('\n').length;
const FOUND = (file: string, text: string): string[] => [`error excess-permission routing:queue:edit ${file}:${lineOf(text, "'edit'")}`, `error missing-permission routing:queue:delete ${file}:${lineOf(text, "name: 'Backend'") - 1}`];
const config = (text: string, more: Record<string, string> = {}) => run({ 'infra/config.js': text, ...more });

describe('grants in the configuration of a wizard', () => {
  it('stand on the line that grants', async () => {
    expect(await config(CONFIG)).toMatchObject({ exit: 1, findings: FOUND('infra/config.js', CONFIG), problems: [], lifetimes: [`3600 infra/config.js:${lineOf(CONFIG, '3600')}`] });
  });

  it.each([
    ['of CommonJS', CONFIG.replace('export default config;', 'module.exports = config;')],
    ['that is exported at once', CONFIG.replace('const config = {', 'export default {').replace('export default config;\n', '').replace(/\};\n$/, '};\n')],
    ['with a name', CONFIG.replace('const config =', 'export const config =').replace('export default config;', '')],
    ['of a page', CONFIG.replace('export default config;', '')],
    ['in parts', CONFIG.replace('const config = {', 'const shared = { prefix: "ACME_" };\nconst config = {\n  ...shared,').replace('[AGENT]', '[`Queue ${"agent"}`]')],
  ])('are read from a module %s', async (_, text) => {
    expect(await config(text)).toMatchObject({ findings: FOUND('infra/config.js', text), problems: [] });
  });

  it('are read from TypeScript and from JSON', async () => {
    const typed = CONFIG.replace('const config =', 'const config: Config =').replace('\n};\n', '\n} as const;\n');
    expect(await run({ 'infra/config.ts': typed })).toMatchObject({ findings: FOUND('infra/config.ts', typed), problems: [] });
    const role = { name: 'Queue agent', permissionPolicies: [{ domain: 'routing', entityName: 'queue', actionSet: ['view', 'edit'] }] };
    const provisioningInfo = { role: [role], 'oauth-client': [{ name: 'Backend', roles: ['Queue agent'], authorizedGrantType: 'CLIENT-CREDENTIALS' }] };
    for (const json of [{ provisioningInfo }, provisioningInfo]) {
      const { findings, problems, lifetimes } = await run({ 'infra/config.json': JSON.stringify(json) });
      expect([findings, problems]).toEqual([['error excess-permission routing:queue:edit infra/config.json:1', 'error missing-permission routing:queue:delete infra/config.json:1'], []]);
      expect(lifetimes).toEqual(['86400 infra/config.json:1']);
    }
  });

  it('of a client of users are its scopes, and the one that the wizard gives to each', async () => {
    expect(await config(FRONT)).toMatchObject({ findings: [`error excess-scope users:readonly infra/config.js:${lineOf(FRONT, 'users:readonly')}`], problems: [], lifetimes: [`86400 infra/config.js:${lineOf(FRONT, "name: 'Frontend'") - 1}`] });
    const named = FRONT.replace("'users:readonly'", "'user-basic-info'");
    expect((await config(named)).findings).toEqual([]);
    const me = CODE.replace('await api.getRoutingQueues();', 'await new platformClient.UsersApi().getUsersMe();');
    expect((await config(FRONT.replace("scope: ['routing', 'users:readonly'],", ''), { 'src/app.ts': me })).findings).toEqual([`error missing-scope routing infra/config.js:${lineOf(FRONT, "name: 'Frontend'") - 1}`]);
  });

  it('keep that scope for the clients of the wizard alone', async () => {
    const manifest = 'application: app\nclients:\n  front: { grantedBy: infra/config.js, paths: [src] }\n  other: { grant: code, scopes: [user-basic-info], paths: [other] }\n';
    expect((await config(FRONT, { 'scope-manifest.yaml': manifest })).findings).toEqual([`error excess-scope users:readonly infra/config.js:${lineOf(FRONT, 'users:readonly')}`, 'error excess-scope user-basic-info scope-manifest.yaml:4']);
  });

  it('keep it for no client of other files', async () => {
    const client = 'resource "genesyscloud_oauth_client" "web" {\n  name = "Web"\n  authorized_grant_type = "CODE"\n  scopes = ["routing", "user-basic-info"]\n}\n';
    expect((await run({ 'infra/main.tf': client, 'infra/config.js': FRONT, 'scope-manifest.yaml': 'application: app\ngrantedBy: { files: infra, client: Web }\n' })).findings).toEqual(['error excess-scope user-basic-info infra/main.tf:4']);
  });

  it('go by the names that the wizard gives', async () => {
    expect((await config(CONFIG)).roles).toEqual(['ACME_Queue agent']);
    expect((await config(CONFIG.replace("'ACME_'", 'prefixOf()'))).roles).toEqual(['Queue agent']);
  });

  it('follow only what the wizard follows for the grant type', async () => {
    const both = CONFIG.replace("roles: [AGENT],", "roles: [AGENT],\n        scope: ['users'],");
    expect((await config(both)).findings).toEqual(FOUND('infra/config.js', both));
    expect((await config(FRONT.replace('scope:', "roles: ['Nobody'],\n        scope:"))).problems).toEqual([]);
  });

  it('are those of the client that is named', async () => {
    const two = CONFIG.replace("'oauth-client': [", "'oauth-client': [\n      { name: 'Other', authorizedGrantType: 'CODE' },");
    expect((await config(two)).problems).toEqual(['error no-infrastructure-client scope-manifest.yaml:2 the files declare 2 OAuth clients']);
    for (const client of ['Backend', 'ACME_Backend']) {
      expect((await config(two, { 'scope-manifest.yaml': `application: app\ngrantedBy: { files: infra/config.js, client: ${client} }\n` })).findings).toEqual(FOUND('infra/config.js', two));
    }
  });
});

describe('what the configuration of a wizard computes', () => {
  it.each([
    ['an action', CONFIG.replace("'edit']", 'process.env.ACTION]'), ['`ACTION` among the actions is computed when the wizard runs']],
    ['the actions', CONFIG.replace("['view', 'edit']", 'actionsOf(AGENT)'), ['`actionsOf(AGENT)` among the actions is computed when the wizard runs']],
  ])('%s counts as unknown, and is said', async (_, text, problems) => {
    const result = await config(text);
    expect(result.problems.map((one) => one.replace(/^warning not-in-file \S+ /, ''))).toEqual(problems);
    expect(result.findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
    expect(result.findings.filter((finding) => finding.startsWith('warning missing')).length).toBeGreaterThan(0);
  });

  it.each([
    ['policies', CONFIG.replace('        permissionPolicies: [', '        permissionPolicies: [\n          ...morePolicies(),')],
    ['roles of a client', CONFIG.replace('roles: [AGENT]', 'roles: [AGENT, extraRole()]')],
    ['all roles of a client', CONFIG.replace('roles: [AGENT]', 'roles: rolesOf(AGENT)')],
    ['a role that another module declares', CONFIG.replace("const AGENT = 'Queue agent';", "import { AGENT } from './names.js';")],
    ['the roles', CONFIG.replace('role: [', 'role: makeRoles(), roles: [')],
    ['what is changed afterwards', CONFIG.replace('const config = {', "const actions = ['view', 'edit'];\nactions.push(more);\nconst config = {").replace("['view', 'edit'], allow", 'actions, allow')],
    ['what is changed inside of a function', CONFIG.replace('const config = {', "let actions = ['view', 'edit'];\nfunction set() { actions = []; }\nconst config = {").replace("['view', 'edit'], allow", 'actions, allow')],
    ['the grant of a role spread', CONFIG.replace('name: AGENT,\n        permissionPolicies', 'name: AGENT,\n        ...defaults(),\n        other')],
  ])('%s make nothing missing for certain', async (_, text) => {
    const { findings, problems } = await config(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((problem) => problem.startsWith('warning not-in-file infra/config.js:'))).toBe(true);
    expect(findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
    expect(findings.filter((finding) => finding.startsWith('warning missing')).length).toBe(_ === 'roles of a client' || _ === 'policies' ? 1 : 2);
  });

  it.each([
    ['scopes', FRONT.replace("'users:readonly']", '...more]'), 'routing'],
    ['all scopes', FRONT.replace("['routing', 'users:readonly']", 'scopesOf()'), 'routing'],
  ])('%s make no scope missing for certain', async (_, text) => {
    const { findings } = await config(text, { 'src/app.ts': CODE.replace("await api.deleteRoutingQueue('x');", 'await new platformClient.ConversationsApi().getConversations();') });
    expect(findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
    expect(findings.some((finding) => finding.startsWith('warning missing-scope conversations'))).toBe(true);
  });

  it('is nothing where it is the grant type, the lifetime or a whole client', async () => {
    expect((await config(CONFIG.replace("'CLIENT-CREDENTIALS'", 'grant'))).problems).toEqual([`warning not-in-file infra/config.js:${lineOf(CONFIG, "'CLIENT-CREDENTIALS'")} the grant type is computed when the wizard runs`]);
    expect((await config(CONFIG.replace('3600', 'HOUR * 2'))).problems).toEqual([`warning not-in-file infra/config.js:${lineOf(CONFIG, '3600')} how long tokens live is computed when the wizard runs`]);
    expect((await config(CONFIG.replace("'oauth-client': [", "'oauth-client': [\n      ...clients(),"))).problems).toEqual([`warning not-in-file infra/config.js:${lineOf(CONFIG, "'oauth-client'") + 1} some of the \`oauth-client\` are computed when the wizard runs`]);
  });

  it('is never run', async () => {
    const text = CONFIG.replace('const config', "throw new Error('run');\nconst config");
    expect((await config(text)).findings).toEqual(FOUND('infra/config.js', text));
  });
});

describe('values that never end', () => {
  const chain = (of: (i: number) => string): string => Array.from({ length: 60 }, (_, i) => `const a${60 - i} = ${of(61 - i)};\n`).join('');

  it.each([
    ['hold themselves', "const a1 = ['view', a1];\n"],
    ['double', `const a61 = 'view';\n${chain((i) => `[a${i}, a${i}]`)}`],
    ['double by spreading', `const a61 = ['view'];\n${chain((i) => `[...a${i}, ...a${i}]`)}`],
    ['double as objects', `const a61 = { b: 'view' };\n${chain((i) => `{ l: a${i}, r: a${i} }`)}`],
  ])('%s, and count as unknown', async (_, before) => {
    const { findings, problems } = await config(`${before}${CONFIG.replace("['view', 'edit']", 'a1')}`);
    expect(problems.length).toBeGreaterThan(0);
    expect(findings.filter((finding) => finding.startsWith('error missing'))).toEqual([]);
  });
});

describe('other modules', () => {
  it('that only use the configuration say nothing', async () => {
    expect(await config(CONFIG, { 'infra/install.js': "import config from './config.js';\nexport const roles = config.provisioningInfo.role.map((role) => role.name);\n", 'infra/notes.js': 'not { JavaScript' })).toMatchObject({ findings: FOUND('infra/config.js', CONFIG), problems: [] });
  });

  it('that are broken are errors', async () => {
    expect((await config(CONFIG.replace('prefix:', 'prefix')))).toMatchObject({ exit: 2, problems: [expect.stringMatching(/^error wizard-syntax infra\/config\.js:5 /) as string] });
  });

  it('without any client are no infrastructure', async () => {
    expect((await run({ 'infra/config.js': 'export default { provisioningInfo: {} };\n' })).problems).toEqual(['error no-infrastructure-client scope-manifest.yaml:2 the files declare no OAuth client']);
    expect(MANIFEST).toContain('infra/**');
  });
});
