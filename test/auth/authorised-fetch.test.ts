import { describe, expect, it } from 'vitest';
import { whyNotResent } from '../../src/auth/authorised-request.js';
import { managerAt, platform } from './start.js';

describe('requests with the token', () => {
  it('reach the API by a path or an address', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const answers = await Promise.all([manager.fetch('/api/v2/users/me?expand=roles'), manager.fetch(new URL('/api/v2/users', server.url)), manager.fetch(new Request(`${server.url}/api/v2/x`, { method: 'POST', body: 'b' }))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(server.calls.map(({ method, path, body }) => [method, path, body]).sort()).toEqual([
      ['GET', '/api/v2/users', ''],
      ['GET', '/api/v2/users/me?expand=roles', ''],
      ['POST', '/api/v2/x', 'b'],
    ]);
  });

  it('go to no other host', async () => {
    const server = await platform();
    await expect(managerAt(server).fetch('http://127.0.0.1:9/api/v2/users')).rejects.toMatchObject({ code: 'foreign-origin' });
    expect(server.exchanges).toHaveLength(0);
  });

  it('do not carry it beyond a redirect', async () => {
    const [server, other] = await Promise.all([platform(), platform()]);
    server.apiScript.push({ status: 302, headers: { location: `${other.url}/api/v2/elsewhere` } });
    await managerAt(server).fetch('/api/v2/users');
    expect(other.calls.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

describe('a 401', () => {
  it('of 50 at once costs one exchange, and all come through', async () => {
    const server = await platform();
    const manager = managerAt(server);
    await manager.token();
    server.revoke();
    const answers = await Promise.all(Array.from({ length: 50 }, () => manager.fetch('/api/v2/users', { method: 'POST', body: '{}' })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(server.exchanges).toHaveLength(2);
  });

  it('that comes late, for a token that is gone already, is sent again without an exchange', async () => {
    const server = await platform();
    const manager = managerAt(server);
    await manager.token();
    server.revoke();
    server.apiScript.push({ status: 401, body: {}, delay: 200 });
    const late = manager.fetch('/api/v2/late');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await manager.fetch('/api/v2/users');
    expect((await late).status).toBe(200);
    expect(server.exchanges).toHaveLength(2);
  });

  it('again is handed on, and no storm of exchanges comes of it', async () => {
    const server = await platform();
    const manager = managerAt(server);
    server.apiScript.push(...Array.from({ length: 200 }, () => ({ status: 401, body: {} })));
    const answers = [];
    for (let round = 0; round < 20; round += 1) answers.push((await manager.fetch('/api/v2/users')).status);
    expect(new Set(answers)).toEqual(new Set([401]));
    expect(server.exchanges).toHaveLength(2);
    const last = await manager.fetch('/api/v2/users');
    expect(whyNotResent(last)).toBe('storm-guard');
  });

  it('of a body that is used up is handed on, with the reason', async () => {
    const server = await platform();
    const manager = managerAt(server);
    await manager.token();
    server.revoke();
    const body = new ReadableStream({ start: (controller) => { controller.enqueue(new TextEncoder().encode('once')); controller.close(); } });
    const answer = await manager.fetch('/api/v2/users', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect([answer.status, whyNotResent(answer)]).toEqual([401, 'body-not-replayable']);
    expect((await manager.fetch('/api/v2/users')).status).toBe(200);
  });

  it('is handed on where no other token can be had', async () => {
    const server = await platform();
    const manager = managerAt(server);
    await manager.token();
    server.revoke();
    server.script.push({ status: 400, body: { error: 'invalid_client' } }, { status: 400, body: { error: 'invalid_client' } });
    const answer = await manager.fetch('/api/v2/users');
    expect([answer.status, whyNotResent(answer)]).toEqual([401, 'no-token']);
  });

  it.each([403, 404, 500])('is not %i', async (status) => {
    const server = await platform();
    const manager = managerAt(server);
    server.apiScript.push({ status, body: {} }, { status, body: {} });
    expect([(await manager.fetch('/api/v2/a')).status, (await manager.fetch('/api/v2/b')).status]).toEqual([status, status]);
    expect(server.exchanges).toHaveLength(1);
    expect(manager.status().events['authority-drift'] ?? 0).toBe(status === 403 ? 1 : 0);
  });
});

describe('a 429 of the API', () => {
  it('is waited for, and holds back what else the token is used for', async () => {
    const server = await platform();
    const manager = managerAt(server);
    await manager.token();
    server.apiScript.push({ status: 429, headers: { 'retry-after': '1' }, body: {} });
    const first = manager.fetch('/api/v2/a');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = manager.fetch('/api/v2/b');
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
    const [limited, ...after] = server.calls.map(({ at }) => at);
    expect(after.every((at) => at - (limited ?? 0) >= 990)).toBe(true);
    expect(server.exchanges).toHaveLength(1);
  });

  it('that asks for hours is handed on', async () => {
    const server = await platform();
    const manager = managerAt(server);
    server.apiScript.push({ status: 429, headers: { 'retry-after': '7200' }, body: {} });
    expect((await manager.fetch('/api/v2/a')).status).toBe(429);
  });
});
