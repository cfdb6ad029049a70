import { inspect } from 'node:util';
import axios from 'axios';
import { describe, expect, it } from 'vitest';
import { authoriseAxios } from '../../../src/auth/adapters/axios.js';
import { whyNotResent } from '../../../src/auth/authorised-request.js';
import { managerAt, platform } from '../start.js';

describe('axios', () => {
  it('sends what goes to the API with the token, and to it alone', async () => {
    const [server, other] = await Promise.all([platform(), platform()]);
    const manager = managerAt(server);
    const instance = axios.create({ baseURL: server.url });
    authoriseAxios(axios, manager, instance);
    const { data } = await instance.get<unknown>('/api/v2/users', { params: { pageSize: 25 } });
    expect(data).toEqual({ path: '/api/v2/users' });
    await instance.get(`${other.url}/api/v2/users`).catch(() => undefined);
    await instance.get('/api/v2/guest', { headers: { Authorization: 'Bearer guest' } }).catch(() => undefined);
    expect(server.calls.map(({ path, status, authorization }) => [path, status, authorization])).toEqual([
      ['/api/v2/users?pageSize=25', 200, (await manager.token()).authorization()],
      ['/api/v2/guest', 401, 'Bearer guest'],
    ]);
    expect(other.calls[0]?.authorization).toBeUndefined();
    expect(server.exchanges).toHaveLength(1);
  });

  it('sends 50 refused requests again after one exchange, with their bodies', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const instance = axios.create({ baseURL: server.url });
    let intercepted = 0;
    instance.interceptors.request.use((config) => {
      intercepted += 1;
      return config;
    });
    authoriseAxios(axios, manager, instance);
    await manager.token();
    server.revoke();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => instance.post('/api/v2/users', { n })));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect([server.exchanges.length, intercepted, server.calls.length]).toEqual([2, 50, 100]);
    expect(server.calls.map(({ body }) => (JSON.parse(body) as { n: number }).n).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n >> 1));
  });

  it('waits for the rate limit of the API', async () => {
    const server = await platform();
    server.apiScript.push({ status: 429, headers: { 'retry-after': '1' }, body: {} });
    const instance = axios.create({ baseURL: server.url });
    authoriseAxios(axios, managerAt(server), instance);
    await instance.get('/api/v2/users');
    const [first = 0, second = 0] = server.calls.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  it('shows the token neither in answers nor in errors', async () => {
    const server = await platform();
    const manager = managerAt(server);
    const instance = axios.create({ baseURL: server.url, maxRedirects: 2 });
    authoriseAxios(axios, manager, instance);
    server.apiScript.push({}, { status: 404, body: {} }, { reset: 'before' }, { status: 302, headers: { location: '/api/v2/other' } }, {});
    const told: unknown[] = [];
    for (let call = 0; call < 4; call += 1) told.push(await instance.get('/api/v2/users').catch((error: unknown) => error));
    expect(told.map((one) => axios.isAxiosError(one))).toEqual([false, true, true, false]);
    const value = (await manager.token()).reveal();
    for (const one of told) {
      expect(inspect(one, { depth: 20, showHidden: true })).not.toContain(value);
      expect(JSON.stringify(axios.isAxiosError(one) ? one.toJSON() : one)).not.toContain(value);
    }
  });

  it('hands a 401 of a stream on, with the reason', async () => {
    const server = await platform();
    const manager = managerAt(server);
    await manager.token();
    server.revoke();
    const instance = axios.create({ baseURL: server.url });
    const end = authoriseAxios(axios, manager, instance);
    const { Readable } = await import('node:stream');
    const error = await instance.post('/api/v2/users', Readable.from(['once'])).catch((thrown: unknown) => thrown as object);
    expect([(error as { status: number }).status, whyNotResent(error)]).toEqual([401, 'body-not-replayable']);
    end();
    await instance.get('/api/v2/users').catch(() => undefined);
    expect(server.calls.at(-1)?.authorization).toBeUndefined();
  });
});
