import { request } from 'node:http';
import type { Fetch } from '../exchange.js';
import { ExchangeError, OptionError } from '../errors.js';
import type { TokenManagerOptions } from '../options.js';
import { isLoopback } from '../region.js';
import type { SecretProvider } from '../secret-provider.js';
import { BROKER_HEADER } from './guard.js';

export interface BrokerClientOptions extends Pick<TokenManagerOptions, 'region' | 'apiUrl' | 'clock' | 'timers' | 'random' | 'serveStale' | 'staleWait' | 'maxWait' | 'api'> {
  /** Name of this service at the broker. */
  service: string;
  /** The service's own socket. */
  socket?: string;
  /** In its place: where the broker listens on this machine, e.g. `http://127.0.0.1:8700`. */
  url?: string;
  /** The service's handle, read at each login; not needed at its own socket. */
  handle?: SecretProvider | (() => string | Promise<string>);
  fetch?: Fetch;
}

const MOST_BYTES = 64 * 1024;

/**
 * Options for a token manager that has its tokens from a broker. It keeps a token through a restart of the broker, and tells the broker of
 * one that the API refused before it asks again. Throws an OptionError.
 */
export function brokerClient({ service, socket, url, handle, fetch = (input, init) => globalThis.fetch(input, init), ...rest }: BrokerClientOptions): TokenManagerOptions {
  if ((socket === undefined) === (url === undefined)) throw new OptionError('socket: either the socket of the service or the `url` of the broker is needed');
  if (url !== undefined && !isLoopback(new URL(url).hostname) && !url.startsWith('https:')) throw new OptionError(`url: ${url} is plain HTTP beyond loopback; a broker is met over a socket, loopback or https`);
  const login = url === undefined ? 'http://localhost' : new URL(url).origin;
  const toBroker: Fetch = socket === undefined ? fetch : overSocket(socket);
  const meet: Fetch = async (input, init) => {
    const response = await toBroker(input, init);
    // Whatever answers in its place does not send the header back.
    if (response.headers.get(BROKER_HEADER) !== '1') throw new ExchangeError({ code: 'config', message: 'what answers there is no broker', status: response.status });
    return response;
  };
  return {
    ...rest,
    loginUrl: login,
    clientId: service,
    secret: handle ?? (() => 'socket'),
    fetch: (input, init) => (originOf(input) === login ? meet(input, init) : fetch(input, init)),
    tellRejected: async (sha256, signal) => {
      const secret = handle === undefined ? 'socket' : typeof handle === 'function' ? await handle() : ((await handle.get({ reason: 'mint', signal })).candidates[0]?.secret.reveal() ?? '');
      const headers = { [BROKER_HEADER]: '1', authorization: `Basic ${Buffer.from(`${service}:${secret}`).toString('base64')}`, 'content-type': 'application/json' };
      const response = await meet(`${login}/v1/invalidate`, { method: 'POST', headers, body: JSON.stringify({ sha256 }), signal });
      await response.body?.cancel();
    },
  };
}

const originOf = (input: string | URL | Request): string => new URL(input instanceof Request ? input.url : input).origin;

/** `fetch` over a unix socket, as far as logins need it. */
function overSocket(socketPath: string): Fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const body = init.body instanceof URLSearchParams ? init.body.toString() : typeof init.body === 'string' ? init.body : '';
      const headers = { ...Object.fromEntries(new Headers(init.headers)), host: 'localhost', 'content-length': String(Buffer.byteLength(body)) };
      const sent = request({ socketPath, path: pathname, method: init.method ?? 'GET', headers, ...(init.signal && { signal: init.signal }) }, (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
          if (size > MOST_BYTES) answer.destroy(new Error('the answer is too long'));
          else parts.push(part);
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const told = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
          resolve(new Response(Buffer.concat(parts), { status: answer.statusCode ?? 502, headers: told }));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}
