import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { git, tempTree, write } from '../node/temp-tree.js';
import { fakePlatform, login, organisation, policy, SECRET } from '../live/fake-platform.js';
import { startGitHub, type FakeGitHub } from './fake-github.js';

const entry = path.resolve(import.meta.dirname, '../../action/index.js');
const MANIFEST = 'application: app\ngrant: client-credentials\npermissions:\n  - routing:queue:view\n';
const CODE = (...calls: string[]): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = async () => {\n${calls.map((call) => `  ${call}\n`).join('')}};\n`;
const OLD = CODE('await api.getRoutingQueues();', "await api.deleteRoutingQueue('x');");
const TOKEN = 'ghs_canary0123456789';

interface Step {
  exit: number;
  log: string;
  outputs: Record<string, string>;
  summary: string;
}

/** Runs the built action as the runner does: environment, event file, command files. */
async function step(workspace: string, inputs: Record<string, string> = {}, { event = {}, github, summary = '', secrets = {} }: { event?: object | string; github?: FakeGitHub; summary?: string; secrets?: Record<string, string> } = {}): Promise<Step> {
  const files = tempTree({ 'event.json': typeof event === 'string' ? event : JSON.stringify(event), output: '', summary });
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: path.join(files, 'event.json'),
    GITHUB_OUTPUT: path.join(files, 'output'),
    GITHUB_STEP_SUMMARY: path.join(files, 'summary'),
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_API_URL: github?.url ?? 'http://127.0.0.1:1',
    INPUT_TOKEN: TOKEN,
    ...secrets,
  };
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  const { exit, log } = await new Promise<{ exit: number; log: string }>((resolve) => {
    execFile(process.execPath, [entry], { cwd: workspace, env, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ exit: error === null ? 0 : Number(error.code), log: stdout + stderr });
    });
  });
  const output = readFileSync(path.join(files, 'output'), 'utf8');
  const outputs = Object.fromEntries([...output.matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]));
  const result = { exit, log, outputs, summary: readFileSync(path.join(files, 'summary'), 'utf8') };
  expect(JSON.stringify(result)).not.toContain(TOKEN);
  return result;
}

const commands = (log: string): string[] => {
  const quiet = log.replace(/^::stop-commands::(\S+)\n[\s\S]*?^::\1::$/gm, '');
  return quiet.split('\n').filter((line) => line.startsWith('::') && !/^::(?:group|endgroup)::/.test(line));
};

function pullRequest(files: Record<string, string>): { root: string; event: object } {
  const root = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': OLD });
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'old');
  const sha = git(root, 'rev-parse', 'HEAD').trim();
  git(root, 'checkout', '-qb', 'change');
  write(root, files);
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'new');
  return { root, event: { pull_request: { number: 7, base: { sha } } } };
}

describe('on a push', () => {
  it('fails with what is found, annotated below the workspace, with outputs and a summary', async () => {
    const root = tempTree({ 'apps/a/scope-manifest.yaml': MANIFEST, 'apps/a/src/app.ts': OLD });
    const { exit, log, outputs, summary } = await step(root, { path: 'apps/a', 'sarif-file': 'out.sarif' });
    expect(exit).toBe(1);
    expect(commands(log)).toEqual([expect.stringMatching(/^::error file=apps\/a\/src\/app\.ts,line=5,col=\d+,title=missing-permission::/), '::error::scope-audit: 1 finding']);
    expect(outputs).toMatchObject({ errors: '1', warnings: '0', unresolved: '0', missing: '["routing:queue:delete"]', excess: '[]', 'sarif-file': 'out.sarif' });
    expect(JSON.parse(readFileSync(path.join(root, 'out.sarif'), 'utf8'))).toMatchObject({ runs: [{ automationDetails: { id: 'scope-audit/app/' } }] });
    expect(summary).toContain('## scope-audit: 1 error in 1 application');
  });

  it('lets the configuration file decide what no input says', async () => {
    const root = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': OLD, 'scope-audit.yaml': 'failOn: never\n' });
    expect((await step(root)).exit).toBe(0);
    expect((await step(root, { 'fail-on': 'error' })).exit).toBe(1);
  });

  it('keeps the summary under the limit, whatever earlier steps wrote', async () => {
    const root = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': OLD });
    const { summary } = await step(root, {}, { summary: 'x'.repeat(999_000) });
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  });

  it.each([
    [{ 'fail-on': 'warn' }, 'input `fail-on` must not be `warn` (accepted: error, warning, note, never)'],
    [{ 'max-unresolved': '-1' }, 'input `max-unresolved` must not be `-1`'],
    [{ config: 'none.yaml' }, 'the configuration none.yaml cannot be read'],
  ])('says what is wrong with %j', async (inputs, message) => {
    const { exit, log } = await step(tempTree({ 'a.ts': '' }), inputs);
    expect(exit).toBe(2);
    expect(commands(log).join()).toContain(message);
  });

  it('obeys nothing that stands in scanned code', async () => {
    const evil = '::error::owned%0A::set-output name=x::y';
    const root = tempTree({ 'scope-manifest.yaml': `application: ${JSON.stringify(`app\n${evil}`)}\ngrant: client-credentials\npermissions: [${JSON.stringify(`${evil}\n${evil}`)}]\n`, [`src/${evil.slice(0, 14)}.ts`]: `${OLD}// ${evil}\n` });
    const { log } = await step(root);
    expect(commands(log).length).toBeGreaterThan(0);
    for (const line of commands(log)) expect(line).toMatch(/^::(?:error|warning|notice)(?: file=[^:]*,line=\d+,col=\d+,title=[\w-]+)?::(?!.*[\r\n])/);
    expect(commands(log).filter((line) => line.startsWith('::error::owned'))).toEqual([]);
  });
});

describe('on a pull request', () => {
  it('fails with the change alone, and keeps one comment', async () => {
    const { root, event } = pullRequest({ 'src/more.ts': CODE("await api.putRoutingQueue('x', {});") });
    const github = await startGitHub();
    github.comments.push(...Array.from({ length: 130 }, (_, i) => ({ id: i + 1, body: 'someone else' })));
    const first = await step(root, {}, { event, github });
    expect([first.exit, first.outputs['missing']]).toEqual([1, '["routing:queue:edit"]']);
    expect(commands(first.log)[0]).toMatch(/^::error file=src\/more\.ts,line=4/);
    expect(github.comments).toHaveLength(131);
    expect(github.comments.at(-1)?.body).toMatch(/^<!-- scope-audit app -->\n## scope-audit: 1 error of this change/);
    expect(github.asked.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);

    write(root, { 'src/more.ts': '' });
    const second = await step(root, {}, { event, github });
    expect(second.exit).toBe(0);
    expect(github.comments).toHaveLength(131);
    expect(github.comments.at(-1)?.body).toContain('no findings of this change');
  });

  it('begins no comment where there is nothing to say', async () => {
    const { root, event } = pullRequest({ 'notes.md': 'x' });
    const github = await startGitHub();
    expect((await step(root, {}, { event, github })).exit).toBe(0);
    expect(github.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('keeps the comments of several applications apart', async () => {
    const { root, event } = pullRequest({ 'b/scope-manifest.yaml': MANIFEST.replace(': app', ': other'), 'b/app.ts': OLD, 'src/more.ts': CODE("await api.putRoutingQueue('x', {});") });
    const github = await startGitHub();
    await step(root, {}, { event, github });
    expect(github.comments.map(({ body }) => body.split('\n')[0])).toEqual(['<!-- scope-audit other -->', '<!-- scope-audit app -->']);
    expect(github.comments[0]?.body).not.toContain('routing&#58;queue&#58;edit');
  });

  it('goes on without a token that may write, and the findings decide', async () => {
    const { root, event } = pullRequest({ 'src/more.ts': CODE("await api.putRoutingQueue('x', {});") });
    const { exit, log } = await step(root, { 'upload-sarif': 'true' }, { event, github: await startGitHub(403) });
    expect(exit).toBe(1);
    expect(commands(log)).toContainEqual(expect.stringMatching(/^::notice::The comment was not written: the token may not write comments/));
    expect(commands(log)).toContainEqual(expect.stringMatching(/^::warning::The SARIF log was not uploaded: the token may not write to code scanning/));
  });

  it('goes on where the API cannot be reached, or comments are not wanted', async () => {
    const { root, event } = pullRequest({ 'src/more.ts': CODE("await api.putRoutingQueue('x', {});") });
    expect(commands((await step(root, {}, { event })).log).join('\n')).toContain('The comment was not written: the API cannot be reached.');
    const github = await startGitHub();
    await step(root, { comment: 'false' }, { event, github });
    expect(github.asked).toEqual([]);
  });

  it('uploads a log that code scanning can read, and still fails', async () => {
    const { root, event } = pullRequest({ 'src/more.ts': CODE("await api.putRoutingQueue('x', {});") });
    const github = await startGitHub();
    expect((await step(root, { comment: 'false', 'upload-sarif': 'true' }, { event, github })).exit).toBe(1);
    const [sent] = github.asked;
    expect(sent).toMatchObject({ method: 'POST', path: '/repos/acme/app/code-scanning/sarifs', body: { commit_sha: 'a'.repeat(40), ref: 'refs/pull/7/merge' } });
    expect(JSON.parse(gunzipSync(Buffer.from(String(sent?.body['sarif']), 'base64')).toString('utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('says what to fetch where the base is not in the clone', async () => {
    const { root } = pullRequest({ 'notes.md': 'x' });
    const { exit, log } = await step(root, {}, { event: { pull_request: { number: 7, base: { sha: 'b'.repeat(40) } } } });
    expect(exit).toBe(2);
    expect(commands(log).join()).toContain('fetch-depth: 0');
  });

  it('compares with the base of a merge queue, and with one that is named', async () => {
    const { root, event } = pullRequest({ 'src/more.ts': CODE("await api.putRoutingQueue('x', {});") });
    const { sha } = (event as { pull_request: { base: { sha: string } } }).pull_request.base;
    expect((await step(root, {}, { event: { merge_group: { base_sha: sha } } })).outputs['missing']).toBe('["routing:queue:edit"]');
    expect((await step(root, { base: sha })).outputs['missing']).toBe('["routing:queue:edit"]');
    expect((await step(root, { base: 'none' }, { event })).outputs['missing']).toBe('["routing:queue:delete","routing:queue:edit"]');
  });
});

it('an event file that cannot be read is no event', async () => {
  const root = tempTree({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': OLD });
  for (const event of ['{', '[]', 'null', '']) {
    const { exit, outputs } = await step(root, {}, { event });
    expect([exit, outputs['missing']]).toEqual([1, '["routing:queue:delete"]']);
  }
});

describe('on a deployment', () => {
  const manifest = `${MANIFEST}environments:\n  staging:\n    clientId: c-0\n    secret: env:STAGING_SECRET\n  production:\n    clientId: c-1\n    secret: env:GENESYS_SECRET\n`;
  const deployment = { deployment: { environment: 'production' } };

  it('verifies what is really granted in its environment, and fails at the lines that lack it', async () => {
    const { url } = await fakePlatform({ ...organisation({ clientId: 'c-1', roles: [{ id: 'r-1', name: 'App', policies: [policy('routing:queue:view')] }] }), ...login('c-1') });
    const root = tempTree({ 'scope-manifest.yaml': manifest, 'src/app.ts': OLD });
    const { exit, log, outputs } = await step(root, { verify: 'true', api: url, login: url }, { event: deployment, secrets: { GENESYS_SECRET: SECRET } });
    expect(commands(log)).toEqual([expect.stringMatching(/^::error file=src\/app\.ts,line=5,col=\d+,title=not-granted::/), '::error::scope-audit: 1 finding']);
    expect([exit, outputs['errors'], outputs['missing']]).toEqual([1, '1', '["routing:queue:delete"]']);
    expect(log).not.toContain(SECRET);
  });

  it('says which variable it misses', async () => {
    const root = tempTree({ 'scope-manifest.yaml': manifest, 'src/app.ts': OLD });
    const { exit, log } = await step(root, { verify: 'true', environment: 'staging', api: 'http://127.0.0.1:9', login: 'http://127.0.0.1:9' }, { event: deployment });
    expect([exit, commands(log)]).toEqual([2, ['::error::scope-audit: scope-manifest.yaml:8: no token could be had: the secret could not be had: the variable STAGING_SECRET is not set (the secret is referred to as `env:STAGING_SECRET`)']]);
  });
});
