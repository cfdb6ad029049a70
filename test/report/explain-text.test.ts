import { describe, expect, it } from 'vitest';
import type { Explanation, Operation, WhatIf } from '../../src/model/index.js';
import { explainText, whatIfText } from '../../src/report/explain-text.js';
import { CALL, RESULT, sourceLine } from './sample-result.js';

const OPERATION: Operation = {
  id: 'PUT /api/v2/routing/queues/{queueId}',
  method: 'PUT',
  path: '/api/v2/routing/queues/{queueId}',
  mode: 'ANY',
  permissions: ['routing:queue:edit', 'routing:queueMember:manage'],
  scopes: ['routing'],
  auth: 'oauth',
  status: 'current',
  deprecated: false,
  sdk: ['RoutingApi.putRoutingQueue'],
  permissionSource: 'openapi-2026-07',
  scopeSource: 'inferred',
};

const EXPLANATION: Explanation = {
  stamp: RESULT.stamp,
  subject: 'src/queues.ts:2',
  operations: [{ operation: OPERATION, calls: [CALL], least: { permissions: ['routing:queue:edit'], scopes: ['routing'] } }],
  unresolved: [],
};

describe('explainText', () => {
  it('shows requirement, sources, alternatives and the chain to the request', () => {
    expect(explainText(EXPLANATION, { colour: false, sourceLine })).toMatchInlineSnapshot(`
      "PUT /api/v2/routing/queues/{queueId}
        permissions  any one of routing:queue:edit, routing:queueMember:manage [openapi-2026-07]
        scopes       routing [inferred]
        least        routing:queue:edit, scope routing
        sdk          RoutingApi.putRoutingQueue
        --> src/queues.ts:2:10  sdk, certain
          |
        2 |     routing.putRoutingQueue(id, queue); // 客
          |             ^^^^^^^^^^^^^^^
          = receiver at src/client.ts:1:14
      "
    `);
  });

  it('marks inferred scopes', () => {
    expect(explainText(EXPLANATION, { colour: false, sourceLine })).toContain('routing [inferred]');
  });

  it('says what a grant opens', () => {
    const text = explainText(
      { ...EXPLANATION, grant: { name: 'routing:queue:edit', kind: 'permission', operations: 12 }, operations: [] },
      { colour: false, sourceLine },
    );
    expect(text).toBe('routing:queue:edit  permission\n  opens        12 operations of the catalog; the code calls 0\n');
  });
});

describe('whatIfText', () => {
  const answer: WhatIf = { stamp: RESULT.stamp, without: ['routing:queue:edit'], broken: [], untouched: [], unresolved: 0, exit: 0 };

  it('names the lines that break', () => {
    const broken = [{ application: 'dashboard', client: 'server', calls: [{ ...CALL, lacks: ['routing:queue:edit'] }] }];
    expect(whatIfText({ ...answer, broken }, { colour: false })).toMatchInlineSnapshot(`
      "dashboard  server
        src/queues.ts:2:10  PUT /api/v2/routing/queues/{queueId}  lacks routing:queue:edit

      1 call in 1 application would break without routing:queue:edit
      "
    `);
  });

  it('does not promise what unresolved calls could need', () => {
    expect(whatIfText({ ...answer, unresolved: 2 }, { colour: false })).toBe(
      'nothing that is known breaks without routing:queue:edit; 2 calls not resolved could need it too\n',
    );
  });
});
