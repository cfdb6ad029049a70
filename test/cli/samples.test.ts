import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { containing, run, sample } from './harness.js';

interface Findings {
  findings: { severity: string; rule: string; places: { file: string; line: number }[] }[];
}

async function findings(name: string): Promise<string[]> {
  const { stdout } = await run([sample(name), '--format', 'json']);
  const { findings: all } = JSON.parse(stdout) as Findings;
  return all.map(({ severity, rule, places }) => `${severity} ${rule} ${places[0]?.file ?? ''}:${places[0]?.line ?? 0}`);
}

const expected = (name: string): unknown => JSON.parse(readFileSync(path.join(sample(name), 'expected.json'), 'utf8'));

describe.each(['queue-dashboard', 'guide-service'])('sample %s', (name) => {
  it('has the expected findings', async () => {
    expect(await findings(name)).toEqual(expected(name));
  });

  it('gives the same bytes twice', async () => {
    for (const format of ['text', 'json']) expect(await run([sample(name), '--format', format])).toEqual(await run([sample(name), '--format', format]));
  });

  it('fails at the threshold only', async () => {
    expect((await run([sample(name)])).exit).toBe(1);
    expect((await run([sample(name), '--fail-on', 'never'])).exit).toBe(0);
  });
});

describe('commands on the dashboard', () => {
  const dashboard = sample('queue-dashboard');
  const at = (args: string[]) => run(args, { cwd: dashboard });

  it('calls prints the documented JSON', async () => {
    const { exit, stdout } = await at(['calls', '--format', 'json']);
    const { calls } = JSON.parse(stdout) as { calls: Record<string, unknown>[] };
    expect(exit).toBe(0);
    expect(Object.keys(calls[0] ?? {})).toEqual(['file', 'line', 'column', 'method', 'path', 'via', 'confidence', 'evidence']);
    expect(calls.map(({ file, line, method, path: endpoint }) => `${String(file)}:${String(line)} ${String(method)} ${String(endpoint)}`)).toMatchInlineSnapshot(`
      [
        "src/agents.ts:8 GET /api/v2/users/{userId}",
        "src/agents.ts:9 GET /api/v2/users/{userId}/routingstatus",
        "src/live-updates.ts:11 POST /api/v2/notifications/channels",
        "src/live-updates.ts:12 PUT /api/v2/notifications/channels/{channelId}/subscriptions",
        "src/queues.ts:17 GET /api/v2/routing/queues",
        "src/queues.ts:19 POST /api/v2/analytics/queues/observations/query",
        "src/queues.ts:34 PATCH /api/v2/routing/queues/{queueId}/members",
        "src/queues.ts:41 GET /api/v2/routing/queues/{queueId}/wrapupcodes",
        "src/queues.ts:46 POST /api/v2/analytics/conversations/details/query",
      ]
    `);
  });

  it('explains a line through the helpers', async () => {
    expect(await at(['explain', 'src/queues.ts:41'])).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "GET /api/v2/routing/queues/{queueId}/wrapupcodes
        permissions  routing:queue:view [openapi-2026-07]
        scopes       any one of routing, routing:readonly [openapi-2026-07]
        least        routing:queue:view, scope routing:readonly
        sdk          RoutingApi.getRoutingQueueWrapupcodes
        --> src/queues.ts:41:28  http, certain
           |
        41 |   const codes = await rest.get<{ entities: { name: string }[] }>(PATHS.wrapUpCodes(queueId));
           |                            ^^^
           = request at src/genesys/rest.ts:8:26
           = wrapper at src/genesys/rest.ts:18:29
           = method at src/genesys/rest.ts:18:37
           = path at src/genesys/paths.ts:4:37
           = path at src/genesys/paths.ts:4:70
      ",
      }
    `);
  });

  it('explains an endpoint, an SDK method, a permission and a scope', async () => {
    for (const what of ['GET /api/v2/routing/queues', '/routing/queues', 'RoutingApi.getRoutingQueues', 'routing:queue:view', 'Routing > Queue > View', 'routing:readonly']) {
      const { exit, stdout } = await at(['explain', what]);
      expect(exit).toBe(0);
      expect(stdout).toContain('GET /api/v2/routing/queues\n');
      expect(stdout).toContain('src/queues.ts:17:37');
    }
  });

  it('answers what would break', async () => {
    expect(await at(['what-if', '--without', 'routing:queue:view'])).toMatchInlineSnapshot(`
      {
        "exit": 1,
        "stderr": "",
        "stdout": "queue-dashboard  server
        src/queues.ts:17:37  GET /api/v2/routing/queues  lacks routing:queue:view
        src/queues.ts:41:28  GET /api/v2/routing/queues/{queueId}/wrapupcodes  lacks routing:queue:view

      2 calls in 1 application would break without routing:queue:view
      ",
      }
    `);
  });

  it('says nothing to stderr where nothing is wrong', async () => {
    expect((await at([])).stderr).toBe('');
  });

  it('prints the summary only when quiet', async () => {
    expect((await at(['-q'])).stdout.split('\n')).toHaveLength(2);
  });

  it('shows a rule', async () => {
    expect((await at(['rules', 'missing-permission'])).stdout).toMatch(/^# /);
    expect(await at(['rules', 'missing-permision'])).toMatchObject({ exit: 2, stderr: containing('did you mean `missing-permission`?') });
  });
});
