import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBroker, type Broker } from '../../../src/auth/broker/broker.js';
import { brokerClient } from '../../../src/auth/broker/client.js';
import { openSlots, type SlotOptions } from '../../../src/auth/broker/open-slots.js';
import { createTokenManager } from '../../../src/auth/token-manager.js';
import type { FakePlatform } from '../server/platform.js';
import { platform } from '../start.js';

const started = promisify(execFile);
let folder: string;
let brokers: Broker[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'broker-'));
});
afterEach(async () => {
  await Promise.all(brokers.map((broker) => broker.close(0)));
  brokers = [];
  rmSync(folder, { recursive: true });
});

async function brokerAt(server: FakePlatform, names: readonly string[], options: Partial<SlotOptions> = {}): Promise<Broker> {
  const services = Object.fromEntries(names.map((name) => [name, { client: 'sync', socket: path.join(folder, `${name}.sock`) }]));
  const slots = openSlots({ loginUrl: server.url, apiUrl: server.url, clientId: 'client', secret: () => 'secret', ...options });
  const broker = await openBroker({ allowRoot: true, services }, new Map([['sync', slots]]));
  brokers.push(broker);
  return broker;
}

const clientOf = (server: FakePlatform, name: string) => createTokenManager(brokerClient({ service: name, socket: path.join(folder, `${name}.sock`), apiUrl: server.url, staleWait: 50 }));

describe('services that share a broker', () => {
  it('start all at once, fifty of them, at the cost of as many exchanges as there are slots', async () => {
    const server = await platform();
    const names = Array.from({ length: 50 }, (_, index) => `service-${index}`);
    await brokerAt(server, names, { slots: 2 });
    const child = path.join(import.meta.dirname, 'child.mjs');
    const outputs = await Promise.all(names.map((name) => started(process.execPath, [child, path.join(folder, `${name}.sock`), server.url, '3'])));
    const told = outputs.map(({ stdout }) => JSON.parse(stdout) as { statuses: number[]; fingerprint: string });
    expect(server.exchanges).toHaveLength(2);
    expect(new Set(told.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(told.every(({ statuses }) => statuses.every((status) => status === 200))).toBe(true);
    expect(outputs.every(({ stdout, stderr }) => !`${stdout}${stderr}`.includes('token-'))).toBe(true);
  }, 60_000);

  it('go on while it is down, and find it again', async () => {
    const server = await platform();
    const broker = await brokerAt(server, ['a']);
    const tokens = clientOf(server, 'a');
    expect((await tokens.fetch('/api/v2/users')).status).toBe(200);
    await broker.close(0);
    brokers = [];
    expect((await tokens.fetch('/api/v2/users')).status).toBe(200);
    await brokerAt(server, ['a']);
    const renewed = await tokens.renew({ force: true });
    expect(renewed.remaining).toBeGreaterThan(0);
    await tokens.close();
  });

  it('have a refused token renewed once for all', async () => {
    const server = await platform();
    await brokerAt(server, ['a', 'b', 'c']);
    const clients = ['a', 'b', 'c'].map((name) => clientOf(server, name));
    await Promise.all(clients.map((tokens) => tokens.token()));
    server.revoke();
    const answers = await Promise.all(clients.flatMap((tokens) => [tokens.fetch('/api/v2/x'), tokens.fetch('/api/v2/y')]));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(server.exchanges).toHaveLength(2);
    await Promise.all(clients.map((tokens) => tokens.close()));
  });

  it('are not told of a server that is no broker', async () => {
    const server = await platform();
    const tokens = createTokenManager(brokerClient({ service: 'a', url: server.url, handle: () => 'secret', apiUrl: server.url }));
    await expect(tokens.token()).rejects.toMatchObject({ code: 'config', message: 'what answers there is no broker' });
    await tokens.close();
  });

  it('never see an exchange before its time in a storm, nor a failure while a token lives', async () => {
    const server = await platform();
    server.expiresIn = 8;
    await brokerAt(server, ['a', 'b'], { random: () => 1 });
    const clients = ['a', 'b'].map((name) => clientOf(server, name));
    await Promise.all(clients.map((tokens) => tokens.token()));
    server.script.push(...Array.from({ length: 3 }, () => ({ status: 429, headers: { 'retry-after': '1' }, body: {} })));
    const statuses: number[] = [];
    for (const end = Date.now() + 8_500; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
      statuses.push(...(await Promise.all(clients.map(async (tokens) => (await tokens.fetch('/api/v2/users')).status))));
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const times = server.exchanges.slice(1, 5).map(({ at }) => at);
    expect(times).toHaveLength(4);
    expect(times.slice(1).every((at, index) => at - (times[index] ?? 0) >= 999)).toBe(true);
    await Promise.all(clients.map((tokens) => tokens.close()));
  });
});
