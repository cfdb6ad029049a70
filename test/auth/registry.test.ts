import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { chooseHosts, REGIONS } from '../../src/auth/region.js';
import { openTokenManager } from '../../src/auth/registry.js';
import { platform } from './start.js';

describe('the managers of a process', () => {
  it('are one for a client and slot, and close with the last who uses them', async () => {
    const server = await platform();
    const options = { loginUrl: server.url, apiUrl: server.url, clientId: 'client', secret: () => 'secret' };
    const [one, two, slot] = [openTokenManager(options), openTokenManager(options), openTokenManager({ ...options, slot: 1 })];
    await Promise.all([one.token(), two.token(), slot.token()]);
    expect(server.exchanges).toHaveLength(2);
    await one.close();
    await one.close();
    expect((await two.token()).remaining).toBeGreaterThan(0);
    await Promise.all([two.close(), slot.close()]);
    await expect(two.token()).rejects.toMatchObject({ code: 'closed' });
    const again = openTokenManager(options);
    await again.token();
    expect(server.exchanges).toHaveLength(3);
    await again.close({ revoke: true });
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /api/v2/tokens/me']);
  });
});

describe('regions', () => {
  it('are those of the catalog', () => {
    const rows = parse(readFileSync('rules/catalog/regions.yaml', 'utf8')) as Record<string, { domain: string }>;
    expect(REGIONS).toEqual(Object.fromEntries(Object.entries(rows).map(([name, { domain }]) => [name, domain])));
  });

  it.each(['eu-west-1', 'mypurecloud.ie', 'eu_west_1', 'https://api.mypurecloud.ie/', ' MYPURECLOUD.IE '])('are known as %s', (region) => {
    expect(chooseHosts({ region })).toEqual({ login: 'https://login.mypurecloud.ie', api: 'https://api.mypurecloud.ie' });
  });

  it.each<[Parameters<typeof chooseHosts>[0], RegExp]>([
    [{ region: 'eu-west-9' }, /^region: `eu-west-9` is none .* eu-west-1 \(mypurecloud\.ie\)/],
    [{}, /^region: neither/],
    [{ loginUrl: 'https://login.mypurecloud.ie' }, /^region: neither/],
    [{ loginUrl: 'https://login.mypurecloud.ie', apiUrl: 'https://api.mypurecloud.de' }, /^loginUrl: https:\/\/login\.mypurecloud\.ie .* https:\/\/api\.mypurecloud\.de/],
    [{ region: 'eu-west-1', apiUrl: 'http://api.mypurecloud.ie' }, /^apiUrl: .* plain HTTP/],
    [{ region: 'eu-west-1', loginUrl: 'https://u:p@login.mypurecloud.ie' }, /^loginUrl: an address such as/],
  ])('are refused: %j', (options, message) => {
    expect(() => chooseHosts(options)).toThrow(message);
  });
});
