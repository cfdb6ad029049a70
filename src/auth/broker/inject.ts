import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { isAllowed, isAmbiguous } from './allow-list.js';
import { refuse, type Refusal } from './refusal.js';
import type { BrokerService } from './services.js';

/** Headers that hold for one connection only (RFC 9110 section 7.6.1), those that the broker sets itself, and those that would carry a caller's authority. */
const OWN = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'],
  ...['host', 'content-length', 'authorization', 'cookie', 'x-genesys-broker', 'accept-encoding'],
]);
/** Of an answer: fetch has undone the encoding, so that its length is another. */
const NOT_BACK = new Set([...OWN, 'content-encoding', 'set-cookie', 'www-authenticate', 'access-control-allow-origin', 'access-control-allow-credentials']);

/** Why a service may not send this; undefined when it may. */
export function refuseSending({ allow }: BrokerService, method: string, target: string): Refusal | undefined {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (isAmbiguous(path)) return refuse(400, 'invalid_request', 'the path can be read in more than one way (dot segments, empty segments, encoded slashes)');
  if (allow !== undefined && !isAllowed(allow, method, path)) return refuse(403, 'access_denied', 'the request is not in the allow list of this service');
  return undefined;
}

/** What goes on to the platform of the headers of a caller. */
export function forwardHeaders(headers: IncomingHttpHeaders): Headers {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const kept = Object.entries(headers).filter(([name]) => !OWN.has(name) && !named.has(name));
  return new Headers(kept.flatMap(([name, value = '']): [string, string][] => (Array.isArray(value) ? value.map((one): [string, string] => [name, one]) : [[name, value]])));
}

/** Gives an answer of the platform back to the caller. Redirects go back as they are. */
export async function passAnswer(answer: Response, response: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) if (!NOT_BACK.has(name)) response.setHeader(name, value);
  response.writeHead(answer.status);
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
}
