import { expect, it } from 'vitest';
import { callsJson } from '../../src/report/calls-json.js';
import { CALL } from './sample-result.js';

it('prints exactly the documented shape, keys in order', () => {
  const unresolved = { file: 'a.ts', line: 3, column: 5, reason: 'unknown-path', seen: 'GET {}', via: 'http', evidence: [] } as const;
  expect(callsJson({ calls: [CALL], unresolved: [unresolved] })).toMatchInlineSnapshot(`
    "{
      "calls": [
        {
          "file": "src/queues.ts",
          "line": 2,
          "column": 10,
          "method": "PUT",
          "path": "/api/v2/routing/queues/{queueId}",
          "via": "sdk",
          "confidence": "certain",
          "evidence": [
            {
              "file": "src/queues.ts",
              "line": 2,
              "role": "request"
            },
            {
              "file": "src/client.ts",
              "line": 1,
              "role": "receiver"
            }
          ]
        }
      ],
      "unresolved": [
        {
          "file": "a.ts",
          "line": 3,
          "reason": "unknown-path"
        }
      ]
    }
    "
  `);
});
