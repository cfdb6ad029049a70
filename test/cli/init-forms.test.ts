import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { draftInfrastructure } from '../../src/manifest/infrastructure-draft.js';
import { writeTerraform } from '../../src/manifest/write-terraform.js';
import { tempTree } from '../node/temp-tree.js';
import { run } from './harness.js';

const CODE = "import platformClient from 'purecloud-platform-client-v2';\nplatformClient.ApiClient.instance.loginClientCredentialsGrant('a', 'b');\nconst api = new platformClient.RoutingApi();\nexport const run = async () => [await api.getRoutingQueues(), await api.deleteRoutingQueue('x')];\n";

it('writes Terraform that grants exactly what the code needs', async () => {
  const cwd = tempTree({ 'src/app.ts': CODE });
  expect(await run(['init', '--as', 'terraform', '--output', 'main.tf'], { cwd })).toEqual({ exit: 0, stdout: '', stderr: '' });
  writeFileSync(path.join(cwd, 'scope-manifest.yaml'), 'application: app\ngrantedBy: main.tf\n');
  expect(await run([], { cwd })).toMatchObject({ exit: 0, stdout: expect.stringContaining('no findings in 1 application') as string });
  rmSync(path.join(cwd, 'main.tf'));
});

it('writes roles as the API takes them, and steps with what the administrator needs', async () => {
  const cwd = tempTree({ 'src/app.ts': CODE });
  const roles = await run(['init', '--as', 'roles'], { cwd });
  expect(JSON.parse(roles.stdout)).toMatchObject({ permissionPolicies: [{ domain: 'routing', entityName: 'queue', actionSet: ['delete', 'view'] }] });
  const { stdout } = await run(['init', '--as', 'runbook'], { cwd });
  expect(stdout).toContain('(you need `authorization:role:add`)');
  expect(stdout).toContain('- [ ] Routing > Queue > Delete, View\n');
});

it.each([
  ['{ "name": "@acme/orders" }', 'orders'],
  ['{ "name": "orders-api", }', 'orders-api'],
  ['{ "name": "" }', 'folder'],
  ['{ "name": 5 }', 'folder'],
  ['broken', 'folder'],
  [undefined, 'folder'],
])('names the application after the package: %s', async (packageJson, name) => {
  const root = tempTree({ 'folder/src/app.ts': CODE, ...(packageJson !== undefined && { 'folder/package.json': packageJson }) });
  const { stdout } = await run(['init', '--stdout', 'folder'], { cwd: root });
  expect(stdout.split('\n')[0]).toBe(`application: ${name}`);
});

it.each([
  [1, ['1 call could not be resolved', '1 call goes to an endpoint that the catalog does not have']],
  [2, ['2 calls could not be resolved', '2 calls go to endpoints that the catalog does not have']],
])('counts what it leaves out: %i', async (n, expected) => {
  const calls = Array.from({ length: n }, (_, i) => `export const a${i} = (x: string) => [fetch(\`https://api.mypurecloud.com/api/v2/\${x}\`), fetch('https://api.mypurecloud.com/api/v2/nothing${i}')];\n`);
  const { stdout } = await run(['init', '--stdout'], { cwd: tempTree({ 'src/app.ts': calls.join('') }) });
  expect(stdout.split('\n').filter((line) => /^# \d/.test(line)).map((line) => line.slice(2, line.indexOf(';')))).toEqual(expected);
});

it('lets no name be HCL', () => {
  const text = writeTerraform(draftInfrastructure({ application: 'a"}\n${file("/etc/passwd")}', clients: [{ name: 'x %{ if true }', grant: 'pkce', scopes: [{ name: 'routing', reason: 'a\nb' }] }] }));
  expect(text).toContain('name                  = "a\\"}\\n$${file(\\"/etc/passwd\\")} x %%{ if true }"\n');
  expect(text).toContain('    "routing", # a b\n');
});
