import { Agent, request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { authoriseUndici } from '../../../src/auth/adapters/undici.js';
import type { TokenManager } from '../../../src/auth/token-manager.js';
import { managerAt, platform } from '../start.js';

const agents: Agent[] = [];
afterEach(() => Promise.all(agents.splice(0).map((agent) => agent.destroy())));

function dispatcherFor(manager: TokenManager) {
  const agent = new Agent();
  agents.push(agent);
  return agent.compose(authoriseUndici(manager));
}

describe('undici', () => {
  it('sends what goes to the API with the token, and to it alone', async () => {
    const [server, other] = await Promise.all([platform(), platform()]);
    const manager = managerAt(server);
    const dispatcher = dispatcherFor(manager);
    const { body } = await request(`${server.url}/api/v2/users`, { dispatcher, headers: { accept: 'application/json' } });
    expect(await body.json()).toEqual({ path: '/api/v2/users' });
    await (await request(`${other.url}/api/v2/users`, { dispatcher })).body.dump();
    await (await request(`${server.url}/api/v2/guest`, { dispatcher, headers: ['Authorization', 'Bearer guest'] })).body.dump();
    expect(server.calls.map(({ authorization }) => authorization)).toEqual([(await manager.token()).authorization(), 'Bearer guest']);
    expect(other.calls[0]?.authorization).toBeUndefined();
  });

  it('sends 50 refused requests again after one exchange', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const dispatcher = dispatcherFor(manager);
    await manager.token();
    server.revoke();
    const answers = await Promise.all(Array.from({ length: 50 }, async (_, n) => {
      const { statusCode, body } = await request(`${server.url}/api/v2/users`, { dispatcher, method: 'POST', body: JSON.stringify({ n }) });
      return [statusCode, await body.json()];
    }));
    expect(answers).toEqual(Array.from({ length: 50 }, () => [200, { path: '/api/v2/users' }]));
    expect([server.exchanges.length, server.calls.length]).toEqual([2, 100]);
  });

  it('hands a 401 on with its body where there is no other token, or no second body', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const dispatcher = dispatcherFor(manager);
    await manager.token();
    server.revoke();
    const streamed = await request(`${server.url}/api/v2/users`, { dispatcher, method: 'POST', body: (await import('node:stream')).Readable.from(['once']) });
    expect([streamed.statusCode, await streamed.body.json()]).toEqual([401, { code: 'bad.credentials', status: 401 }]);
    await manager.token();
    server.revoke();
    const head = await request(`${server.url}/api/v2/users`, { dispatcher, method: 'HEAD' });
    await head.body.dump();
    expect([head.statusCode, server.exchanges.length]).toEqual([401, 2]);
  });

  it('waits for the rate limit of the API, as long as the caller does', async () => {
    const server = await platform();
    const dispatcher = dispatcherFor(managerAt(server));
    server.apiScript.push({ status: 429, headers: { 'retry-after': '1' }, body: {} });
    const patient = request(`${server.url}/api/v2/a`, { dispatcher });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const hurried = request(`${server.url}/api/v2/b`, { dispatcher, signal: AbortSignal.timeout(200) });
    await expect(hurried).rejects.toMatchObject({ name: 'TimeoutError' });
    const { statusCode, body } = await patient;
    await body.dump();
    const [first = 0, second = 0] = server.calls.map(({ at }) => at);
    expect([statusCode, second - first >= 990]).toEqual([200, true]);
  });

  it('serves fetch as well', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const dispatcher = dispatcherFor(manager);
    await manager.token();
    server.revoke();
    const response = await fetch(`${server.url}/api/v2/users`, { dispatcher } as RequestInit);
    expect([response.status, await response.json()]).toEqual([200, { path: '/api/v2/users' }]);
  });

  it('tells why no token can be had', async () => {
    const server = await platform();
    server.script.push({ status: 403, body: {} });
    await expect(request(`${server.url}/api/v2/users`, { dispatcher: dispatcherFor(managerAt(server)) })).rejects.toMatchObject({ name: 'ExchangeError', code: 'denied' });
  });
});
