import { describe, expect, it } from 'vitest';
import { run } from '../cli/harness.js';
import { git, tempTree, write } from '../node/temp-tree.js';

const QUEUES = `import platformClient from 'purecloud-platform-client-v2';
const routing = new platformClient.RoutingApi();
export const listQueues = () => routing.getRoutingQueues();
`;
const manifest = (name: string, permission: string): string => `application: ${name}\nclients:\n  sync:\n    grant: client-credentials\n    permissions: [${permission}]\n`;
const TREE = {
  'package.json': '{"name":"root","private":true,"workspaces":["apps/*","packages/*"]}',
  'packages/gc/package.json': '{"name":"@acme/gc","main":"dist/index.js"}',
  'packages/gc/src/index.ts': "export * from './queues';\n",
  'packages/gc/src/queues.ts': QUEUES,
  'packages/unused/package.json': '{"name":"@acme/unused"}',
  'packages/unused/index.ts': "import platformClient from 'purecloud-platform-client-v2';\nexport const drop = () => new platformClient.UsersApi().deleteUser('x');\n",
  'apps/billing/package.json': '{"name":"billing","dependencies":{"@acme/gc":"*"}}',
  'apps/billing/src/main.ts': "import { listQueues } from '@acme/gc';\nimport { listQueues as again } from '../../../packages/gc/src/queues';\nvoid listQueues();\nvoid again();\n",
  'apps/billing/scope-manifest.yaml': manifest('billing', 'routing:queue:view'),
  'apps/other/scope-manifest.yaml': manifest('other', 'no:such:thing'),
};

interface Audited {
  exit: number;
  folder: string;
  findings: { rule: string; places: { file: string }[] }[];
  applications: { name: string; calls: { file: string; path: string }[] }[];
}

async function audit(root: string, ...args: string[]): Promise<Audited> {
  return JSON.parse((await run([...args, '--format', 'json'], { cwd: root })).stdout) as Audited;
}

describe('a folder of a repository', () => {
  it('is audited with what it imports from around it, and nothing else', async () => {
    const root = tempTree(TREE);
    git(root, 'init', '-q');
    const { exit, folder, findings, applications } = await audit(root, 'apps/billing');
    expect([exit, folder, findings, applications.map(({ name }) => name)]).toEqual([0, 'apps/billing', [], ['billing']]);
    expect(applications[0]?.calls.map(({ file, path }) => [file, path])).toEqual([['../../packages/gc/src/queues.ts', '/api/v2/routing/queues']]);
  });

  it('is audited the same in a workspace without git', async () => {
    expect((await audit(tempTree(TREE), 'apps/billing')).applications[0]?.calls).toHaveLength(1);
  });

  it('does not take packages of the same name that it does not depend on', async () => {
    const root = tempTree({ ...TREE, 'apps/billing/package.json': '{"name":"billing"}', 'apps/billing/src/main.ts': "import { listQueues } from '@acme/gc';\nvoid listQueues();\n" });
    git(root, 'init', '-q');
    expect((await audit(root, 'apps/billing')).applications[0]?.calls).toEqual([]);
  });

  it('leaves what another manifest around it governs to that application', async () => {
    const root = tempTree({ ...TREE, 'packages/gc/scope-manifest.yaml': manifest('gc', 'routing:queue:view') });
    git(root, 'init', '-q');
    expect((await audit(root, 'apps/billing')).applications.map(({ calls }) => calls)).toEqual([[]]);
  });

  it('is named from the root of the repository in what code hosts read', async () => {
    const root = tempTree({ ...TREE, 'apps/billing/scope-manifest.yaml': manifest('billing', 'users:rules:view') });
    git(root, 'init', '-q');
    const sarif = (await run(['apps/billing', '--format', 'sarif'], { cwd: root })).stdout;
    const uris = [...sarif.matchAll(/"uri": "([^"]+)"/g)].map(([, uri]) => uri);
    expect(new Set(uris.filter((uri) => /\.(?:ts|yaml)$/.test(uri ?? '')))).toEqual(new Set(['packages/gc/src/queues.ts', 'apps/billing/scope-manifest.yaml']));
  });

  it('is compared with its base around it as well', async () => {
    const root = tempTree(TREE);
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'base');
    write(root, { 'packages/gc/src/queues.ts': QUEUES.replace('routing.getRoutingQueues()', "[routing.getRoutingQueues(), routing.deleteRoutingQueue('q')]") });
    const { stdout, exit } = await run(['diff', 'apps/billing', '--base', 'HEAD', '--format', 'json'], { cwd: root });
    const { needs } = JSON.parse(stdout) as { needs: { added: { kind: string; anyOf: string[]; places: { file: string }[] }[]; removed: unknown[] } };
    expect([exit, needs.added.filter(({ kind }) => kind === 'permission').map(({ anyOf, places }) => [anyOf, places.map(({ file }) => file)]), needs.removed]).toEqual([1, [[['routing:queue:delete'], ['../../packages/gc/src/queues.ts']]], []]);
  });
});
