import { describe, expect, it } from 'vitest';
import { auditFiles } from './audit-files.js';
import { readPages } from './page-examples.js';

const pages = readPages();
/** The limits that a page names, each on one line. */
const limitsOf = (rule: string): string => (/^## Known limits\n([\s\S]*?)^## /m.exec(pages.get(rule) ?? '')?.[1] ?? '').replace(/\n {2}/g, ' ');

const SDK = "import platformClient from 'purecloud-platform-client-v2';\nconst routing = new platformClient.RoutingApi();\n";
const QUEUES = `${SDK}export const queues = () => routing.getRoutingQueues();\n`;
const CLIENT = 'application: app\ngrant: client-credentials\n';
const VIEW = `${CLIENT}permissions: [routing:queue:view]\n`;
const withClient = (name: string): string => `application: ${name}\ngrant: client-credentials\npermissions: [routing:queue:view]\nenvironments: { live: { clientId: c-1, secret: "env:S" } }\n`;

interface Limit {
  rule: string;
  /** How the page says it. */
  says: string;
  files: Record<string, string>;
  /** Every rule that reports something. */
  finds: readonly string[];
}

const LIMITS: readonly Limit[] = [
  {
    rule: 'missing-permission',
    says: 'Code that nothing calls counts',
    files: { 'src/app.ts': `${SDK}function never() { routing.getRoutingQueues(); }\n`, 'scope-manifest.yaml': `${CLIENT}permissions: []\n` },
    finds: ['missing-permission'],
  },
  {
    rule: 'missing-permission',
    says: 'Only what stands behind a `return` is left out',
    files: { 'src/app.ts': `${SDK}export function never() { return 1; routing.getRoutingQueues(); }\n`, 'scope-manifest.yaml': `${CLIENT}permissions: []\n` },
    finds: [],
  },
  {
    rule: 'missing-permission',
    says: 'Of a shared class all methods count together',
    files: {
      'shared.ts': `${QUEUES}export class Queues {\n  all() { return queues(); }\n  remove(id) { return routing.deleteRoutingQueue(id); }\n}\n`,
      'app/src/app.ts': "import { Queues } from '../../shared';\nexport const shown = () => new Queues().all();\n",
      'app/scope-manifest.yaml': VIEW,
    },
    finds: ['missing-permission'],
  },
  {
    rule: 'missing-permission',
    says: 'The permissions of notification topics are not looked at',
    files: {
      'src/app.ts': "import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.NotificationsApi();\nexport const follow = (channel, queue) => api.postNotificationsChannelSubscriptions(channel, [{ id: `v2.routing.queues.${queue}.users` }]);\n",
      'scope-manifest.yaml': `${CLIENT}permissions: []\n`,
    },
    finds: [],
  },
  {
    rule: 'missing-permission',
    says: 'Calls in other languages than JavaScript and TypeScript are not seen',
    files: { 'src/app.ts': QUEUES, 'src/app.py': 'import PureCloudPlatformClientV2\nPureCloudPlatformClientV2.UsersApi().delete_user(1)\n', 'scope-manifest.yaml': VIEW },
    finds: [],
  },
  {
    rule: 'excess-permission',
    says: 'A permission that only test code needs is in excess',
    files: { 'test/app.test.ts': QUEUES, 'scope-manifest.yaml': VIEW },
    finds: ['excess-permission'],
  },
  {
    rule: 'wider-than-used',
    says: 'A wildcard whose every known permission is needed is not reported',
    files: {
      'src/app.ts': "import platformClient from 'purecloud-platform-client-v2';\nexport const now = (query) => new platformClient.AnalyticsApi().postAnalyticsQueuesObservationsQuery(query);\n",
      'scope-manifest.yaml': `${CLIENT}permissions: ["analytics:queueObservation:*"]\n`,
    },
    finds: [],
  },
  {
    rule: 'wider-than-used',
    says: 'a name and the id of one division are two',
    files: { 'src/app.ts': QUEUES, 'scope-manifest.yaml': `${CLIENT}divisions: [Home]\nroles:\n  - name: Role\n    permissions: [routing:queue:view]\n    divisions: [3f1c2a7e-0d5b-4c1e-9a52-6b8f0e4d7c11]\n` },
    finds: ['wider-than-used'],
  },
  {
    rule: 'redundant-grant',
    says: "The same name in the client's list and in a role",
    files: { 'src/app.ts': QUEUES, 'scope-manifest.yaml': `${VIEW}roles:\n  - name: Role\n    permissions: [routing:queue:view]\n` },
    finds: [],
  },
  {
    rule: 'unknown-name',
    says: '`integration:examplePremiumApp:view`',
    files: { 'src/app.ts': QUEUES, 'scope-manifest.yaml': `${CLIENT}permissions: [routing:queue:view, "integration:examplePremiumApp:view"]\n` },
    finds: ['unknown-name'],
  },
  {
    rule: 'unknown-endpoint',
    says: 'An id that is written out as a plain word at the end of a path (`/users/someone`)',
    files: { 'src/app.ts': "export const user = () => fetch('https://api.mypurecloud.de/api/v2/users/someone');\n", 'scope-manifest.yaml': `${CLIENT}permissions: []\n` },
    finds: ['unknown-endpoint'],
  },
  {
    rule: 'unknown-endpoint',
    says: 'Paths outside `/api/v2/` are not compared',
    files: { 'src/app.ts': "export const token = () => fetch('https://login.mypurecloud.de/oauth/tokens', { method: 'POST' });\n", 'scope-manifest.yaml': `${CLIENT}permissions: []\n` },
    finds: [],
  },
  {
    rule: 'ungoverned-call',
    says: 'Without any manifest there is no finding',
    files: { 'src/app.ts': QUEUES },
    finds: [],
  },
  {
    rule: 'ungoverned-call',
    says: 'Test code that no client counts is not reported',
    files: { 'app/scope-manifest.yaml': `${CLIENT}permissions: []\n`, 'test/app.test.ts': QUEUES },
    finds: [],
  },
  {
    rule: 'grant-type-mismatch',
    says: 'A token request that is sent by hand',
    files: {
      'src/app.ts': `${QUEUES}export const login = (code) => fetch('https://login.mypurecloud.de/oauth/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', code }) });\n`,
      'scope-manifest.yaml': VIEW,
    },
    finds: [],
  },
  {
    rule: 'escalation-grant',
    says: 'Scopes are not looked at',
    files: {
      'src/app.ts': "import platformClient from 'purecloud-platform-client-v2';\nexport const add = (body) => new platformClient.AuthorizationApi().postAuthorizationRoles(body);\n",
      'scope-manifest.yaml': 'application: app\ngrant: pkce\nscopes: [authorization]\n',
    },
    finds: [],
  },
  {
    rule: 'escalation-grant',
    says: 'A role whose permissions the manifest does not tell is not looked into',
    files: { 'src/app.ts': QUEUES, 'scope-manifest.yaml': `${VIEW}roles:\n  - name: Master Admin\n` },
    finds: [],
  },
  {
    rule: 'denied-grant',
    says: 'A role whose permissions the manifest does not tell is not looked into',
    files: { 'src/app.ts': QUEUES, 'scope-manifest.yaml': `${VIEW}roles:\n  - name: Master Admin\n`, 'scope-audit.yaml': 'policy:\n  deny:\n    - grant: oauth:client:*\n      reason: the platform team makes clients\n' },
    finds: [],
  },
  {
    rule: 'environments-differ',
    says: 'Roles whose permissions the manifest does not tell, divisions, regions and client ids are not compared',
    files: {
      'src/app.ts': QUEUES,
      'scope-manifest.yaml': `${VIEW}roles:\n  - name: Reader\nenvironments:\n  test:\n    region: us-east-1\n    roles:\n      - name: Tester\n  live:\n    region: eu-central-1\n    divisions: [Sales]\n`,
    },
    finds: [],
  },
  {
    rule: 'shared-client-id',
    says: 'two applications that share a client are not found',
    files: { 'a/src/app.ts': QUEUES, 'a/scope-manifest.yaml': withClient('a'), 'b/src/app.ts': QUEUES, 'b/scope-manifest.yaml': withClient('b') },
    finds: [],
  },
  {
    rule: 'shared-secret',
    says: 'two that lead to the same secret (`env:S` and `vault:…`) are not found',
    files: { 'src/app.ts': QUEUES, 'scope-manifest.yaml': `${VIEW}environments:\n  test: { secret: "env:S" }\n  live: { secret: "vault:secret/s" }\n` },
    finds: [],
  },
  {
    rule: 'invalid-suppression',
    says: 'what looks like one within a string counts as one',
    files: { 'src/app.ts': `${QUEUES}export const example = '// scope-audit-ignore[missing-permission]';\n`, 'scope-manifest.yaml': VIEW },
    finds: ['invalid-suppression'],
  },
  {
    rule: 'unused-suppression',
    says: 'A suppression of several rules is in use when one of them reports',
    files: { 'src/app.ts': `${SDK}// scope-audit-ignore[missing-permission, retired-endpoint] -- granted by hand\nexport const queues = () => routing.getRoutingQueues();\n`, 'scope-manifest.yaml': `${CLIENT}permissions: []\n` },
    finds: [],
  },
];

describe('limits that pages name', () => {
  it.each(LIMITS)('$rule: $says', async ({ rule, says, files, finds }) => {
    expect(limitsOf(rule)).toContain(says);
    const { findings } = await auditFiles(new Map(Object.entries(files)));
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual(finds);
  });
});
