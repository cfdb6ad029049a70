import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { containing, run, sample } from './harness.js';

const dashboard = sample('queue-dashboard');
const at = (args: string[], stdin: string) => run(['doctor', ...args], { cwd: dashboard, stdin });
const json = async (args: string[], stdin: string): Promise<Record<string, unknown>> => JSON.parse((await at(['--format', 'json', ...args], stdin)).stdout) as Record<string, unknown>;

const root = mkdtempSync(path.join(tmpdir(), 'scope-audit-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('doctor', () => {
  it('leads from a missing permission to the call, the manifest and the edit', async () => {
    const line = 'API Error: 403 - Unable to perform the requested action. You are missing the following permission(s): [analytics:queueObservation:view] (3f1c2a7e-0d5b-4c1e-9a52-6b8f0e4d7c11)';
    expect(await at([], line)).toMatchInlineSnapshot(`
      {
        "exit": 0,
        "stderr": "",
        "stdout": "A permission is missing  missing.permissions, 403
        means        The caller lacks permissions, every one of which is needed. [openapi-2026-07]
        permissions  analytics:queueObservation:view
        correlation  3f1c2a7e-0d5b-4c1e-9a52-6b8f0e4d7c11

      The call that fits
        --> src/queues.ts:19:35  certain: it needs exactly what was refused  queue-dashboard, client server
           |
        19 |   const observations = await rest.post<Observations>(PATHS.queueObservations, {
           |                                   ^^^^ POST /api/v2/analytics/queues/observations/query

      What the manifest says
        queue-dashboard, client server: the manifest does not grant permission analytics:queueObservation:view
          fix: Correct \`analytics:queueObservations:view\` in clients.server.permissions (scope-manifest.yaml:7) to \`analytics:queueObservation:view\`.
          as a role policy: {"domain":"analytics","entityName":"queueObservation","actionSet":["view"]}

      note: A permission of a product that is not licensed cannot be granted and is refused in the same words.
      fix: Give a role of the client (client credentials) or of the user (other grants) what is named; role edits take up to five minutes to act.
      ",
      }
    `);
  });

  it('puts the call in the stack before others that fit', async () => {
    const error = 'Error: {"code":"missing.permissions","status":403,"message":"missing the following permission(s): [routing:queue:view]"}\n    at wrapUpCodes (/srv/app/dist/../src/queues.ts:41:28)';
    const { calls } = (await json([], error)) as { calls: { line: number; reasons: string[] }[] };
    expect(calls.map(({ line, reasons }) => [line, ...reasons])).toEqual([
      [41, 'it stands in the stack', 'it needs exactly what was refused'],
      [17, 'it needs exactly what was refused'],
    ]);
  });

  it('says when the manifest grants what the organisation does not', async () => {
    const { standing } = await json(['--request', 'GET /api/v2/routing/queues'], '{"code":"missing.permissions","message":"permission(s): [routing:queue:view]"}');
    expect(standing).toMatchObject([{ client: 'server', state: 'declared', place: { file: 'scope-manifest.yaml', line: 6 }, policy: { domain: 'routing', entityName: 'queue', actionSet: ['view'] } }]);
  });

  it('shows where the code logs in when the login was refused', async () => {
    const { refusal, logins } = await json([], '{"error":"invalid_client","description":"authentication failed"}');
    expect(refusal).toMatchObject({ kind: 'secret', code: 'invalid_client', status: 400 });
    expect(logins).toEqual([{ file: 'src/genesys/client.ts', line: 11, column: 23, name: 'loginClientCredentialsGrant', grant: 'client-credentials' }]);
  });

  it('works without a manifest, and says when no call fits', async () => {
    writeFileSync(path.join(root, 'a.ts'), "export const users = () => fetch('https://api.mypurecloud.com/api/v2/users');\n");
    const found = await run(['doctor', '--in', root], { stdin: 'GET https://api.mypurecloud.com/api/v2/users -> 403' });
    expect(found).toMatchObject({ exit: 0, stdout: containing('--> a.ts:1:28'), stderr: '' });
    const none = await run(['doctor', '--in', root], { stdin: 'GET /api/v2/routing/skills -> 403' });
    expect(none.stdout).toContain('note: No call in this code fits: it may be made elsewhere.');
  });

  it('reads a file, and answers in one clear line what it cannot use', async () => {
    const file = path.join(root, 'error.txt');
    writeFileSync(file, '{"code":"authz.policy.denied","status":403}');
    expect((await at([file], '')).stdout).toContain('An access policy denies it  authz.policy.denied, 403');
    expect(await at(['no-such-file'], '')).toMatchObject({ exit: 2, stderr: containing('error: no-such-file cannot be read (there is no such file)') });
    expect(await at([], ' \n')).toMatchObject({ exit: 2, stderr: containing('error: nothing was pasted') });
    expect(await at(['--request', 'users'], '403')).toMatchObject({ exit: 2, stderr: containing('error: --request users is no request of the platform') });
    expect(await at([], 'It does not work.')).toMatchObject({ exit: 3, stdout: '', stderr: containing('holds no refusal that is known') });
  });

  it('repeats no secret of the paste', async () => {
    const canary = 'cAnary9Q3x';
    const paste = `GET https://api.mypurecloud.com/api/v2/users/${canary}?access_token=${canary}\nAuthorization: Bearer ${canary}\n{"code":"missing.permissions","status":403,"message":"permission(s): [${canary}]\\u001b[31m"}\nclient_secret=${canary}`;
    for (const args of [[], ['--format', 'json'], ['--request', `GET /api/v2/users/${canary}`]]) {
      const { stdout, stderr } = await at(args, paste);
      expect(stdout).toContain('missing.permissions');
      expect(stdout + stderr).not.toContain(canary);
    }
    const { stdout, stderr } = await at([], `${canary} and nothing else`);
    expect(stdout + stderr).not.toContain(canary);
  });
});
