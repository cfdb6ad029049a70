import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** One answer of the token endpoint; what is left out is a success. */
export interface Scripted {
  status?: number;
  headers?: Record<string, string>;
  /** Text, or an object that is sent as JSON. */
  body?: string | object;
  /** Milliseconds before the answer begins. */
  delay?: number;
  /** Ends the connection: before the answer, or within its body. */
  reset?: 'before' | 'within';
  /** Sends the body byte by byte, with so many milliseconds between. */
  drip?: number;
  /** The token of the last success again. */
  same?: boolean;
}

export interface Exchange {
  /** Milliseconds of the monotonic clock at which it came in. */
  at: number;
  path: string;
  authorization: string | undefined;
  contentType: string | undefined;
  body: string;
}

/** A server that stands for the platform: it gives tokens by a script, and takes only those that live, for as long as was said. */
export interface FakePlatform {
  url: string;
  exchanges: Exchange[];
  calls: { at: number; status: number; method: string; path: string; authorization: string | undefined; body: string }[];
  /** Most connections that were open at once. */
  readonly mostSockets: number;
  /** Answers of the next exchanges, in order; then successes. */
  script: Scripted[];
  /** Answers of the next API calls, in order; then by the token. */
  apiScript: Scripted[];
  /** Seconds that new tokens live, as the answer says. Default 86,400. */
  expiresIn: unknown;
  /** Milliseconds after which a token ends that is not used, whatever was said. */
  idleTimeout: number;
  /** A new token ends the others, as if the platform were strict. */
  strict: boolean;
  /** Ids and secrets that are accepted. */
  clients: Map<string, string>;
  /** Form of tokens. */
  form: 'opaque' | 'jwt';
  /** Ends tokens: all, or those given. */
  revoke: (...tokens: string[]) => void;
  close: () => Promise<void>;
}

/** `tls`: key and certificate, for one that is met over https; with `requestCert`, by those alone who have a certificate. */
export async function startPlatform({ tls }: { tls?: ServerOptions } = {}): Promise<FakePlatform> {
  const sockets = new Set<Socket>();
  /** Tokens that live, with the times at which they end and were used last. */
  const alive = new Map<string, { ends: number; used: number }>();
  let made = 0;
  let last = '';
  let most = 0;

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void readText(request).then((body) => (/\/oauth\/token$/.test(path(request)) && request.method === 'POST' ? exchange(request, response, body) : call(request, response, body)));
  };
  const server = tls === undefined ? createServer(handle) : createSecureServer(tls, handle);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.once('close', () => sockets.delete(socket));
  });

  const platform: FakePlatform = {
    url: '',
    exchanges: [],
    calls: [],
    get mostSockets() {
      return most;
    },
    script: [],
    apiScript: [],
    expiresIn: 86_400,
    idleTimeout: Infinity,
    strict: false,
    clients: new Map([['client', 'secret']]),
    form: 'opaque',
    revoke: (...tokens) => {
      if (tokens.length === 0) alive.clear();
      for (const token of tokens) alive.delete(token);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };

  function exchange(request: IncomingMessage, response: ServerResponse, body: string): void {
    platform.exchanges.push({ at: performance.now(), path: path(request), authorization: request.headers.authorization, contentType: request.headers['content-type'], body });
    const scripted = platform.script.shift() ?? {};
    if (scripted.status !== undefined || scripted.body !== undefined || scripted.reset === 'before') {
      answer(response, scripted);
      return;
    }
    if (!isKnown(request, body)) {
      answer(response, { status: 400, body: { error: 'invalid_client', description: 'authentication failed', error_description: 'authentication failed' } });
      return;
    }
    if (scripted.same !== true || last === '') {
      made += 1;
      last = platform.form === 'jwt' ? `eyJhbGciOiJub25lIn0.eyJuIjoi${made}In0.c2ln${made}` : `token-${made}-${'x'.repeat(70)}`;
    }
    if (platform.strict) alive.clear();
    const now = performance.now();
    alive.set(last, { ends: now + (typeof platform.expiresIn === 'number' ? platform.expiresIn * 1000 : Infinity), used: now });
    answer(response, { ...scripted, status: 200, body: { access_token: last, token_type: 'bearer', ...(platform.expiresIn !== undefined && { expires_in: platform.expiresIn }) } });
  }

  function isAlive(token: string): boolean {
    const life = alive.get(token);
    const now = performance.now();
    if (life === undefined || now > life.ends || now > life.used + platform.idleTimeout) return false;
    life.used = now;
    return true;
  }

  function isKnown({ headers: { authorization = '' } }: IncomingMessage, body: string): boolean {
    const form = new URLSearchParams(body);
    const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
    const [id = '', secret = ''] = authorization === '' ? [form.get('client_id') ?? '', form.get('client_secret') ?? ''] : basic.split(/:(.*)/s);
    return form.get('grant_type') === 'client_credentials' && platform.clients.get(id) === secret;
  }

  function call(request: IncomingMessage, response: ServerResponse, body: string): void {
    const { method = '', headers } = request;
    const token = (headers.authorization ?? '').replace(/^Bearer /, '');
    const scripted = platform.apiScript.shift() ?? (isAlive(token) ? { status: 200, body: { path: path(request) } } : { status: 401, body: { code: 'bad.credentials', status: 401 } });
    const entry = { at: performance.now(), status: scripted.status ?? 200, method, path: request.url ?? '', authorization: headers.authorization, body };
    platform.calls.push(entry);
    if (method === 'DELETE' && request.url === '/api/v2/tokens/me') alive.delete(token);
    answer(response, scripted);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  platform.url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return platform;
}

const path = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) text += part.toString('utf8');
  return text;
}

function answer(response: ServerResponse, { status = 200, headers = {}, body = '', delay = 0, reset, drip }: Scripted): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const begin = (): void => {
    if (reset === 'before') {
      response.socket?.resetAndDestroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', 'inin-correlation-id': 'c0ffee00-0000-4000-8000-000000000001', 'content-length': Buffer.byteLength(text), ...headers });
    if (reset === 'within') response.write(text.slice(0, 5), () => response.socket?.resetAndDestroy());
    else if (drip !== undefined) dripOut(response, text, drip);
    else response.end(text);
  };
  if (delay > 0) setTimeout(begin, delay);
  else begin();
}

function dripOut(response: ServerResponse, text: string, pause: number): void {
  const [first, rest] = [text.slice(0, 1), text.slice(1)];
  if (text === '') response.end();
  else response.write(first, () => setTimeout(dripOut, pause, response, rest, pause));
}
