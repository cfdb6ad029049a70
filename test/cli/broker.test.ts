import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBroker } from '../../src/config/read-broker.js';
import { logIn } from '../auth/broker/ask.js';
import { platform } from '../auth/start.js';
import { tempTree } from '../node/temp-tree.js';
import { containing, root, run, start } from './harness.js';

const until = async (met: () => boolean): Promise<void> => {
  for (const end = Date.now() + 5_000; !met() && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('broker', () => {
  it('hands out tokens by its configuration until it is interrupted', async () => {
    const server = await platform();
    const text = ['allowRoot: true', 'clients:', '  sync:', `    loginUrl: ${server.url}`, `    apiUrl: ${server.url}`, '    clientId: client', '    secret: file:own', 'services:', '  local:', '    client: sync', '    socket: run/local.sock', ''].join('\n');
    const folder = tempTree({ 'broker.yaml': text });
    writeFileSync(path.join(folder, 'own'), 'secret', { mode: 0o600 });
    const stop = new AbortController();
    const { out, exit } = start(['broker', 'broker.yaml'], { cwd: folder, stop: stop.signal });
    await until(() => out.stderr !== '');
    const { status, body } = await logIn({ socketPath: path.join(folder, 'run/local.sock') });
    expect([status, (JSON.parse(body) as { token_type: string }).token_type]).toEqual([200, 'bearer']);
    stop.abort();
    expect(await exit).toBe(0);
    expect(out).toEqual({ stdout: '', stderr: 'handing out tokens: local at run/local.sock; Ctrl+C ends\n' });
  });

  it('makes a handle that only its service may read', async () => {
    const folder = tempTree({});
    const { exit, stdout } = await run(['broker', '--new-handle', 'handle'], { cwd: folder });
    const file = path.join(folder, 'handle');
    expect([exit, stdout, statSync(file).mode & 0o777]).toEqual([0, `${createHash('sha256').update(readFileSync(file, 'utf8').trim()).digest('hex')}\n`, 0o600]);
    expect(await run(['broker', '--new-handle', 'handle'], { cwd: folder })).toMatchObject({ exit: 2, stdout: '', stderr: containing('name a file that does not exist yet') });
  });

  const SYNC = { clientId: 'c', secret: 'file:own', region: 'eu-west-1' };
  const file = (more: object): string => JSON.stringify({ allowRoot: true, clients: { sync: SYNC }, services: { a: { client: 'sync', socket: 'a.sock' } }, ...more }, null, 1);

  it.each<[string, string, string]>([
    ['an unknown key', file({ servces: {} }), 'unknown key `servces`'],
    ['an unknown client', file({ services: { a: { client: 'other', socket: 'a.sock' } } }), 'services.a.client: there is no client `other`; there are: sync'],
    ['a secret in the clear', file({ clients: { sync: { ...SYNC, secret: 'canary-secret' } } }), 'Where its secret is kept, never the secret itself'],
    ['a variable that is not asked for', file({ clients: { sync: { ...SYNC, secret: 'env:X' } } }), 'clients.sync: allowInsecureSource: the variable X is no safe place'],
    ['an unknown region', file({ clients: { sync: { ...SYNC, region: 'nowhere' } } }), 'clients.sync: region: `nowhere` is none'],
    ['a foreign address', file({ port: { host: '0.0.0.0', port: 0 } }), 'listen.port.host: 0.0.0.0 is not loopback'],
  ])('says what is wrong with its configuration: %s', async (_, text, message) => {
    const { exit, stdout, stderr } = await run(['broker', 'broker.yaml'], { cwd: tempTree({ 'broker.yaml': text }) });
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^error: broker\.yaml:\d+:\d+: /);
    expect(stderr).not.toContain('canary');
  });

  it('has the configuration of the page', () => {
    const [, example = ''] = /<!-- broker -->\n```yaml\n([\s\S]*?)```/.exec(readFileSync(path.join(root, 'docs/auth.md'), 'utf8')) ?? [];
    expect(readBroker(example, 'broker.yaml')).toMatchObject({ problems: [], broker: { value: { services: { reports: { mode: 'inject' } } } } });
  });
});
