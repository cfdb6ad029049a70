import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server with the part of Vault's HTTP API that is used (developer.hashicorp.com/vault/api-docs). */
export interface FakeVault {
  address: string;
  /** Fields of secrets, by mount and name. */
  secrets: Map<string, { version: number; fields: Record<string, unknown> }>;
  /** Seconds of the leases that logins give. */
  lease: number;
  /** Statuses that the next requests are answered with, whatever they ask. */
  faults: number[];
  asked: { method: string; path: string; namespace: string | undefined }[];
  revoke: () => void;
  close: () => Promise<void>;
}

export async function startVault(): Promise<FakeVault> {
  const tokens = new Set(['root-token']);
  let made = 0;
  const vault: FakeVault = {
    address: '',
    secrets: new Map(),
    lease: 3600,
    faults: [],
    asked: [],
    revoke: () => {
      tokens.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    let body = '';
    for await (const part of request as AsyncIterable<Buffer>) body += part.toString('utf8');
    vault.asked.push({ method, path: url, namespace: headers['x-vault-namespace'] as string | undefined });
    const fault = vault.faults.shift();
    if (fault !== undefined) reply(response, fault, { errors: ['no'] }, fault === 307 ? { location: 'http://127.0.0.1:1/' } : {});
    else if (headers['x-vault-request'] !== 'true') reply(response, 412, { errors: ['X-Vault-Request'] });
    else if (/^\/v1\/auth\/[^/]+\/login$/.test(url)) logIn(url, body, response);
    else if (!tokens.has(String(headers['x-vault-token']))) reply(response, 403, { errors: ['permission denied'] });
    else if (url === '/v1/auth/token/revoke-self') {
      tokens.delete(String(headers['x-vault-token']));
      reply(response, 204);
    } else read(url, response);
  }

  function logIn(url: string, text: string, response: ServerResponse): void {
    const body = JSON.parse(text) as Record<string, string>;
    const good = url.includes('approle') ? body['role_id'] === 'role' && body['secret_id'] === 'canary-secret-id' : body['role'] === 'sync' && body['jwt'] === 'canary-jwt';
    if (!good) {
      reply(response, 400, { errors: ['invalid role or secret ID'] });
      return;
    }
    made += 1;
    tokens.add(`hvs.canary-${made}`);
    reply(response, 200, { auth: { client_token: `hvs.canary-${made}`, lease_duration: vault.lease, renewable: true } });
  }

  function read(url: string, response: ServerResponse): void {
    const [, mount = '', name = ''] = /^\/v1\/([^/]+)\/(?:data\/)?(.+)$/.exec(decodeURIComponent(url)) ?? [];
    const found = vault.secrets.get(`${mount}/${name}`);
    if (found === undefined) reply(response, 404, { errors: [] });
    else if (url.includes('/data/')) reply(response, 200, { data: { data: found.fields, metadata: { version: found.version } } });
    else reply(response, 200, { data: found.fields });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vault.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return vault;
}

function reply(response: ServerResponse, status: number, body?: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body === undefined ? undefined : JSON.stringify(body));
}
