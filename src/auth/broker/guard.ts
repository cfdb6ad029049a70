import type { IncomingHttpHeaders } from 'node:http';
import { refuse, type Refusal } from './refusal.js';

/** The header that a caller of `/v1/` sends and every answer carries: a browser or a forged request cannot add it unseen, and a client knows by it whom it met. */
export const BROKER_HEADER = 'x-genesys-broker';

/** Headers of requests that came through a proxy or from a page. `Sec-Fetch-Mode` is not one of them: Node's own fetch sends it. */
const FOREIGN = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'origin', 'sec-fetch-site', 'referer'];

export interface Asked {
  method: string;
  /** Path and query as they stand in the request line. */
  target: string;
  headers: IncomingHttpHeaders;
}

/** Why a request is turned away before anything is looked up; undefined when nothing speaks against it. */
export function guardRequest({ method, target, headers }: Asked, hosts: ReadonlySet<string>): Refusal | undefined {
  const foreign = FOREIGN.find((name) => headers[name] !== undefined);
  if (foreign !== undefined) return refuse(403, 'access_denied', `requests with the header ${foreign} are refused: they come from a browser or through a proxy`);
  if (!hosts.has((headers.host ?? '').toLowerCase())) return refuse(403, 'access_denied', 'the Host header names another host; this broker answers for its own address only');
  if (!target.startsWith('/')) return refuse(400, 'invalid_request', 'the request line holds no path; this is no forward proxy');
  if (target.startsWith('/v1/') && headers[BROKER_HEADER] !== '1') return refuse(403, 'access_denied', 'the header X-Genesys-Broker: 1 is missing');
  if (target.startsWith('/oauth/token') && method !== 'POST') return refuse(405, 'invalid_request', 'tokens are asked for by POST', { allow: 'POST' });
  return undefined;
}
