import type { ApplicationManifest, Call, Finding, RunResult } from '../../src/model/index.js';

const place = (file: string, line: number, column: number) => ({ file, line, column });

const MANIFEST: ApplicationManifest = {
  file: 'scope-manifest.yaml',
  folder: '',
  name: { text: 'dashboard', place: place('scope-manifest.yaml', 1, 14) },
  clients: [
    {
      name: { text: 'server', place: place('scope-manifest.yaml', 3, 3) },
      grant: { type: 'client-credentials', place: place('scope-manifest.yaml', 4, 12) },
      permissions: [{ text: 'routing:queue:view', place: place('scope-manifest.yaml', 6, 9) }],
      scopes: [],
      roles: [],
      divisions: [],
      paths: [],
      tests: false,
      place: place('scope-manifest.yaml', 3, 3),
      lists: { permissions: place('scope-manifest.yaml', 5, 5), scopes: place('scope-manifest.yaml', 3, 3) },
    },
  ],
  environments: [],
  mayStayUnused: [],
};

export const CALL: Call = {
  ...place('src/queues.ts', 2, 10),
  method: 'PUT',
  path: '/api/v2/routing/queues/{queueId}',
  known: true,
  via: 'sdk',
  confidence: 'certain',
  name: 'putRoutingQueue',
  evidence: [
    { ...place('src/queues.ts', 2, 10), role: 'request' },
    { ...place('src/client.ts', 1, 14), role: 'receiver' },
  ],
};

export const FINDING: Finding = {
  rule: 'missing-permission',
  fingerprint: '0123456789abcdef',
  messageId: 'missing',
  data: { permission: 'routing:queue:edit' },
  message: 'Client "server" is not granted routing:queue:edit.',
  why: 'PUT /api/v2/routing/queues/{queueId} needs routing:queue:edit [openapi-2026-07].',
  fix: 'Add `routing:queue:edit` to the permissions of "server" in scope-manifest.yaml.',
  severity: 'error',
  confidence: 'certain',
  application: 'dashboard',
  client: 'server',
  places: [
    { ...place('src/queues.ts', 2, 10), note: 'calls PUT /api/v2/routing/queues/{queueId}' },
    { ...place('scope-manifest.yaml', 5, 5), note: 'the permissions granted' },
  ],
  sites: [{ ...place('src/queues.ts', 2, 10), note: 'calls PUT /api/v2/routing/queues/{queueId}' }],
};

const NO_CODE = { calls: [], unresolved: [], logins: [], tests: { calls: [], unresolved: [] } };

const COVERAGE: RunResult['applications'][number]['coverage'] = [
  {
    client: 'server',
    grant: 'client-credentials',
    grants: [{ name: 'routing:queue:view', kind: 'permission', place: place('scope-manifest.yaml', 6, 7) }],
    needs: [
      {
        method: 'PUT',
        path: '/api/v2/routing/queues/{queueId}',
        mode: 'ALL',
        requirements: [
          { kind: 'permission', anyOf: ['routing:queue:edit'], source: 'openapi-2026-07', met: [] },
          { kind: 'scope', anyOf: ['routing'], source: 'openapi-2026-07', met: [] },
        ],
        places: [place('src/queues.ts', 2, 10)],
      },
    ],
  },
];

export const RESULT: RunResult = {
  folder: '',
  stamp: { tool: '0.0.0', date: '2026-01-31', catalog: { date: '2026-01-01', hash: '0123456789abcdef' } },
  applications: [{ ...NO_CODE, manifest: MANIFEST, calls: [CALL], coverage: COVERAGE }],
  ungoverned: NO_CODE,
  findings: [FINDING],
  counts: { error: 1, warning: 0, note: 0 },
  hidden: [],
  problems: [],
  files: { considered: 12, analysed: 2 },
  otherRequests: 0,
  exit: 1,
};

const SOURCES: Record<string, string[]> = {
  'src/queues.ts': ['export const save = (id, queue) =>', '\trouting.putRoutingQueue(id, queue); // 客'],
};

/** Line 2 begins with a tab, so that the method name stands at column 10. */
export const sourceLine = (file: string, line: number): string | undefined => SOURCES[file]?.[line - 1];
