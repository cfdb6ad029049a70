import { describe, expect, it } from 'vitest';
import { run } from '../cli/harness.js';
import { tempTree } from '../node/temp-tree.js';

const SHARED: Record<string, string> = {
  'packages/gc/package.json': '{"name":"@acme/gc","main":"src/index.ts"}',
  'packages/gc/src/index.ts': "export * from './queues';\nexport { UserStore, default as makeUsers } from './users';\nexport * as flows from './flows';\n",
  'packages/gc/src/queues.ts': `import platformClient from 'purecloud-platform-client-v2';
const routing = new platformClient.RoutingApi();
export const listQueues = () => routing.getRoutingQueues();
export async function dropQueue(id) { return erase(id); }
function erase(id) { return routing.deleteRoutingQueue(id); }
`,
  'packages/gc/src/users.ts': `import platformClient from 'purecloud-platform-client-v2';
export class UserStore {
  users = new platformClient.UsersApi();
  one(id) { return this.users.getUser(id); }
  all() { return this.users.getUsers(); }
}
export default () => new UserStore();
`,
  'packages/gc/src/flows.ts': `import platformClient from 'purecloud-platform-client-v2';
export const flowsApi = new platformClient.ArchitectApi();
export function listFlows() { return flowsApi.getFlows(); }
export function dropFlow(id) { return flowsApi.deleteFlow(id); }
`,
  'packages/gc/src/common.js': `const platformClient = require('purecloud-platform-client-v2');
const api = new platformClient.PresenceApi();
exports.listPresences = () => api.getPresenceDefinitions0();
module.exports.dropPresence = (id) => api.deletePresenceDefinition0(id);
`,
  'packages/gc/src/at-load.ts': `import platformClient from 'purecloud-platform-client-v2';
export const me = new platformClient.UsersApi().getUsersMe();
export const unused = 1;
`,
};
const QUEUES = 'GET /api/v2/routing/queues';
const DROP_QUEUE = 'DELETE /api/v2/routing/queues/{queueId}';
const USERS = ['GET /api/v2/users', 'GET /api/v2/users/{userId}'];
const FLOWS = 'GET /api/v2/flows';
const DROP_FLOW = 'DELETE /api/v2/flows/{flowId}';

/** What an application needs of the shared package, by the code of its own. */
async function needed(main: string, more: Record<string, string> = {}): Promise<string[]> {
  const root = tempTree({ ...SHARED, ...more, 'app/src/main.ts': main, 'app/package.json': '{"name":"app","dependencies":{"@acme/gc":"*"}}', 'app/scope-manifest.yaml': 'application: app\nclients:\n  c:\n    grant: client-credentials\n    permissions: []\n' });
  const { stdout } = await run(['--format', 'json'], { cwd: root });
  const { applications } = JSON.parse(stdout) as { applications: { calls: { method: string; path: string }[] }[] };
  return [...new Set(applications.flatMap(({ calls }) => calls.map(({ method, path }) => `${method} ${path}`)))].sort();
}

describe('an application needs of shared code what its own code reaches', () => {
  it.each<[string, string, string[]]>([
    ['a name through a barrel', "import { listQueues } from '@acme/gc';\nlistQueues();", [QUEUES]],
    ['a function that calls another', "import { dropQueue } from '@acme/gc';\nexport const run = () => dropQueue('q');", [DROP_QUEUE]],
    ['a name that is renamed', "import { listQueues as list } from '@acme/gc';\nlist();", [QUEUES]],
    ['a name that is passed on', "export { listQueues } from '@acme/gc';", [QUEUES]],
    ['a member of the module', "import * as gc from '@acme/gc';\ngc.listQueues();", [QUEUES]],
    ['a class, with all of its methods', "import { UserStore } from '@acme/gc';\nnew UserStore().one('u');", USERS],
    ['a class by its type alone', "import type { UserStore } from '@acme/gc';\nexport const one = (store: UserStore) => store.one('u');", USERS],
    ['a default export under a name', "import { makeUsers } from '@acme/gc';\nmakeUsers().all();", USERS],
    ['a namespace of the barrel', "import { flows } from '@acme/gc';\nflows.listFlows();", [DROP_FLOW, FLOWS]],
    ['a module that is loaded later', "export const run = async () => (await import('@acme/gc')).listQueues();", [QUEUES]],
    ['a module of the old kind', "const { listPresences } = require('../../packages/gc/src/common');\nlistPresences();", ['GET /api/v2/presence/definitions']],
    ['a member of a module of the old kind', "const common = require('../../packages/gc/src/common');\ncommon.dropPresence('p');", ['DELETE /api/v2/presence/definitions/{definitionId}']],
    ['what runs when a module loads', "import { unused } from '../../packages/gc/src/at-load';\nconsole.log(unused);", ['GET /api/v2/users/me']],
    ['a module that is imported for what it does', "import '../../packages/gc/src/at-load';", ['GET /api/v2/users/me']],
    ['nothing of a module that is imported for nothing else', "import '@acme/gc';", []],
    ['everything of a module that is handed on', "import * as gc from '@acme/gc';\nexport const all = Object.values(gc);", [DROP_FLOW, DROP_QUEUE, FLOWS, QUEUES, ...USERS].sort()],
  ])('%s', async (_, main, expected) => {
    expect(await needed(main)).toEqual([...expected].sort());
  });

  it('through shared code in between', async () => {
    const between = "import { listQueues, dropQueue } from '@acme/gc';\nexport const show = () => listQueues();\nexport const clear = () => dropQueue('q');\n";
    expect(await needed("import { show } from '../../lib/between';\nshow();", { 'lib/between.ts': between, 'lib/package.json': '{"name":"lib","dependencies":{"@acme/gc":"*"}}' })).toEqual([QUEUES]);
  });

  it('through a value that is put into a variable', async () => {
    expect(await needed("import { current } from '../../lib/holder';\ncurrent().go();", { 'lib/holder.ts': "import { listQueues } from '../packages/gc/src/queues';\nlet held;\nexport function current() { held = { go: listQueues }; return held; }\n" })).toEqual([QUEUES]);
  });
});
