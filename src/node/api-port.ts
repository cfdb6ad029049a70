import type { ApiAnswer, ApiPort, ApiRequest } from '../live/api-port.js';
import { ToolError } from '../model/index.js';

/** A `fetch` that authorises its requests. */
export type AuthorisedFetch = (input: URL, init: RequestInit) => Promise<Response>;

export interface ApiHost {
  /** Scheme and host, perhaps with a path before `/api/v2`. */
  base: string;
  /** An access token, or what knows one. */
  access: string | AuthorisedFetch;
  /** Milliseconds. */
  timeout?: number;
  sleep?: (milliseconds: number) => Promise<void>;
}

/** Longest that a limit or a passing fault is waited for, and how often. */
const MOST_WAIT = 60_000;
const TRIES = 4;
const MOST_BYTES = 32 * 1024 * 1024;

/** The platform's API over HTTP, for one token or client. The token goes to this host only: over TLS or to the machine itself, and never along a redirect. */
export function openApi({ base, access, timeout = 30_000, sleep = pause }: ApiHost): ApiPort {
  const url = safeUrl(base);
  const authorised: AuthorisedFetch =
    typeof access === 'string'
      ? (input, init) => fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), Authorization: `Bearer ${access}` } })
      : access;
  return {
    send: async (request) => {
      for (let attempt = 1; ; attempt++) {
        const answer = await sendOnce(url, authorised, request, timeout);
        const wait = attempt < TRIES ? waitFor(answer, attempt) : undefined;
        if (wait === undefined || wait > MOST_WAIT) return answer;
        await sleep(wait);
      }
    },
  };
}

/** Throws where the token would travel in the clear. */
export function safeUrl(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  const local = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && local)) return url;
  throw new ToolError('unsafe-host', `\`${base}\` is no place to send a token to`, { hint: 'accepted: https://…, or http:// on this machine' });
}

async function sendOnce(base: URL, authorised: AuthorisedFetch, { method, path, query, body }: ApiRequest, timeout: number): Promise<ApiAnswer> {
  const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  try {
    const response = await authorised(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: parse(await readLimited(response)) };
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why =
      cause instanceof Error
        ? 'code' in cause && typeof cause.code === 'string'
          ? cause.code
          : cause.name === 'TimeoutError'
            ? `no answer within ${timeout / 1000} s`
            : cause.name
        : 'no answer';
    throw new ToolError('unreachable', `${base.host} could not be asked: ${why}`, {
      exit: 3,
      hint: '`scope-audit verify --preflight` tests the hosts of the region',
    });
  }
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error('too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Milliseconds to wait before the same is asked again; undefined: the answer stands. */
function waitFor({ status, headers }: ApiAnswer, attempt: number): number | undefined {
  const seconds = /^\d{1,6}$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : undefined;
  if (status === 429) return (seconds ?? 2 ** attempt) * 1000;
  return status >= 502 && status <= 504 ? (seconds ?? 2 ** (attempt - 1)) * 1000 : undefined;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
