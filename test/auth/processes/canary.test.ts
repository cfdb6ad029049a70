import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { platform } from '../start.js';

const SECRET = 'canary-S3cret/+=~5f8c1e';

/** Every form in which a value could be printed. */
const formsOf = (value: string): string[] => [value, encodeURIComponent(value), Buffer.from(value).toString('base64').replace(/=+$/, ''), Buffer.from(`client:${value}`).toString('base64').replace(/=+$/, ''), Buffer.from(value).toString('hex')];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** What the system tells everyone about a process. */
const publicOf = (pid: number): string => ['cmdline', 'environ'].map((name) => `/proc/${pid}/${name}`).filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8')).join('\n');

describe('the secret and the tokens', () => {
  it('are printed nowhere, in none of their forms, whatever goes wrong', async () => {
    const server = await platform();
    server.clients.set('client', SECRET);
    const echo = { error: 'invalid_client', error_description: `no client has the secret ${SECRET}`, description: SECRET };
    server.script.push(
      { status: 400, body: echo },
      { status: 400, body: echo },
      { status: 500, body: `Error: Basic ${Buffer.from(`client:${SECRET}`).toString('base64')}`, headers: { 'x-echo': SECRET } },
      { reset: 'before' },
      { reset: 'within' },
      { status: 200, body: { access_token: `${SECRET} with a space`, token_type: 'bearer' } },
      { status: 200, body: `<html>${SECRET}</html>` },
      { status: 302, headers: { location: `https://elsewhere.example/?secret=${encodeURIComponent(SECRET)}` } },
      { status: 429, headers: { 'retry-after': '3600' }, body: { message: SECRET } },
    );
    server.apiScript.push({ status: 403, body: { message: 'no' } }, { status: 404, body: {} }, { delay: 200 }, { status: 400, body: {} }, { reset: 'before' });
    const folder = mkdtempSync(path.join(tmpdir(), 'canary-'));
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'telling.mjs'), server.url], { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder }, stdio: ['pipe', 'pipe', 'pipe'] });
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    child.stdin.end(SECRET);
    const seen = publicOf(child.pid ?? 0);
    const [code] = (await once(child, 'exit')) as [number | null];
    const printed = `${await stdout}\n${await stderr}`;
    const written = filesIn(folder).map((file) => readFileSync(file, 'utf8'));
    rmSync(folder, { recursive: true });
    expect(code, printed.slice(-2_000)).toBe(0);
    // It has been through all of it.
    expect(server.apiScript).toEqual([]);
    expect(printed).toMatch(/\nend [^]*\n$/);
    expect(server.calls.length).toBeGreaterThan(5);
    const tokens = server.calls.flatMap(({ authorization }) => (authorization === undefined ? [] : [authorization.replace(/^Bearer /, '')]));
    const forbidden = [SECRET, ...new Set(tokens)].flatMap(formsOf);
    const everything = [printed, seen, ...written].join('\n');
    expect(forbidden.filter((form) => everything.includes(form))).toEqual([]);
  }, 60_000);
});
