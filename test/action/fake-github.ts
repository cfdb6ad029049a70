import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
  authorization: string;
}

export interface FakeGitHub {
  url: string;
  asked: Asked[];
  comments: { id: number; body: string }[];
}

/** The part of the API that the action uses, on loopback. `refuse`: the status of every writing request. */
export async function startGitHub(refuse?: number): Promise<FakeGitHub> {
  const fake: FakeGitHub = { url: '', asked: [], comments: [] };
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      const { method = '', url = '' } = request;
      fake.asked.push({ method, path: url, body, authorization: request.headers.authorization ?? '' });
      const answer = method !== 'GET' && refuse !== undefined ? { status: refuse, value: { message: 'Resource not accessible by integration' } } : reply(fake, method, url, body);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => { resolve(); })));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

function reply({ comments }: FakeGitHub, method: string, url: string, body: Record<string, unknown>): { status: number; value: unknown } {
  const text = typeof body['body'] === 'string' ? body['body'] : '';
  const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1);
  if (method === 'GET') return { status: 200, value: comments.slice((page - 1) * 100, page * 100) };
  if (method === 'POST' && url.endsWith('/comments')) comments.push({ id: comments.length + 1, body: text });
  const id = Number(/comments\/(\d+)$/.exec(url)?.[1]);
  const known = comments.find((one) => one.id === id);
  if (method === 'PATCH' && known) known.body = text;
  return { status: method === 'POST' ? 201 : 200, value: {} };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
