import { inspect } from 'node:util';
import sdk from 'purecloud-platform-client-v2';
import { afterEach, describe, expect, it } from 'vitest';
import { authoriseSdk } from '../../../src/auth/adapters/genesys-sdk.js';
import type { TokenManagerOptions } from '../../../src/auth/options.js';
import type { FakePlatform } from '../server/platform.js';
import { managerAt, platform } from '../start.js';

const api = sdk.ApiClient.instance;
let end: () => void = () => undefined;
afterEach(() => {
  end();
});

/** The SDK at a fake platform, as a gateway; it keeps one client for the whole process. */
function sdkAt(server: FakePlatform, options: Partial<TokenManagerOptions> = {}) {
  const { hostname, port } = new URL(server.url);
  api.setGateway({ host: hostname, protocol: 'http', port: Number(port) });
  const manager = managerAt(server, options);
  end = authoriseSdk(sdk, manager);
  return manager;
}

const users = new sdk.UsersApi();

describe('the official SDK', () => {
  it('sends its calls with the token, which it shows after each renewal', async () => {
    const server = await platform();
    const manager = sdkAt(server);
    expect(await users.getUsers({ pageSize: 25 })).toEqual({ path: '/api/v2/users' });
    expect(server.calls[0]).toMatchObject({ path: '/api/v2/users?pageSize=25', authorization: (await manager.token()).authorization() });
    const renewed = await manager.renew({ force: true });
    expect((api as unknown as { authData: { accessToken: string } }).authData.accessToken).toBe(renewed.reveal());
    await users.getUsers();
    expect(server.calls[1]?.authorization).toBe(renewed.authorization());
  });

  it('sends 50 refused calls again after one exchange', async () => {
    const server = await platform();
    const manager = sdkAt(server);
    await manager.token();
    server.revoke();
    const answers = await Promise.all(Array.from({ length: 50 }, () => users.postUsers({ name: 'n', email: 'e@example.com' } as never)));
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ path: '/api/v2/users' })));
    expect([server.exchanges.length, server.calls.length]).toEqual([2, 100]);
    expect(server.calls.every(({ body }) => body === '{"name":"n","email":"e@example.com"}')).toBe(true);
  });

  it('waits for the rate limit of the API', async () => {
    const server = await platform();
    sdkAt(server);
    server.apiScript.push({ status: 429, headers: { 'retry-after': '1' }, body: {} });
    await users.getUsers();
    const [first = 0, second = 0] = server.calls.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  it('leaves logins and what brings a token of its own alone', async () => {
    const server = await platform();
    sdkAt(server);
    await api.loginClientCredentialsGrant('client', 'secret');
    await users.getUsers();
    expect(server.exchanges).toHaveLength(1);
    end();
    await users.getUsers().catch(() => undefined);
    expect(server.calls.map(({ authorization }) => authorization !== undefined)).toEqual([true, false]);
  });

  it('keeps hooks and time-outs that are set on it', async () => {
    const server = await platform();
    sdkAt(server);
    let seen = 0;
    const client = api.getHttpClient();
    client.setPreHook((config: object) => {
      seen += 1;
      return Promise.resolve(config);
    });
    await users.getUsers();
    expect(seen).toBe(1);
    client.setTimeout(50);
    server.apiScript.push({ delay: 200 });
    await expect(users.getUsers()).rejects.toMatchObject({ code: 'ECONNABORTED' });
    client.setTimeout(16_000);
  });

  it('sends the token to no other region', async () => {
    const server = await platform();
    const manager = sdkAt(server);
    api.setGateway({ host: 'localhost', protocol: 'http', port: 9 });
    await expect(users.getUsers()).rejects.toMatchObject({ code: 'foreign-origin', message: expect.stringContaining(manager.hosts.api) as string });
  });

  it('shows the token in no error', async () => {
    const server = await platform();
    const manager = sdkAt(server);
    api.setReturnExtendedResponses(true);
    server.apiScript.push({ status: 404, body: { message: 'no' } }, { reset: 'before' });
    const errors = [await users.getUsers().catch((error: unknown) => error), await users.getUsers().catch((error: unknown) => error)];
    api.setReturnExtendedResponses(false);
    expect(errors[0]).toMatchObject({ status: 404, body: { message: 'no' } });
    expect(errors[1]).toMatchObject({ code: 'ECONNRESET' });
    const value = (await manager.token()).reveal();
    for (const error of errors) {
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(value);
      expect(JSON.stringify(error)).not.toContain(value);
    }
  });
});
