import { ExchangeError, type ExchangeErrorCode } from './errors.js';
import { parseRetryAfter } from './retry-after.js';

/** What a token endpoint gave. */
export interface GivenToken {
  value: string;
  /** Milliseconds; undefined when the answer names no usable life. */
  life: number | undefined;
  /** A hint only. */
  scope?: string;
}

const MOST_BYTES = 64 * 1024;
/** b64token of RFC 6750 section 2.1. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
/** The platform limits the rate of exchanges by this answer, with status 400. */
const RATE_LIMIT = /^rate limit exceeded/i;

/** Reads the answer of a token endpoint (RFC 6749 section 5). Throws an {@link ExchangeError} that holds nothing of the body but its `error` code. */
export async function readTokenResponse(response: Response, now: number): Promise<GivenToken> {
  const requestId = response.headers.get('inin-correlation-id');
  const text = await readBounded(response);
  const told = { status: response.status, ...(requestId !== null && /^[\w-]{1,80}$/.test(requestId) && { requestId }) };
  const body = parseObject(text);
  if (response.status !== 200) {
    const { code, what } = classify(response, body);
    const oauthError = errorCode(body);
    const retryAfter = parseRetryAfter(response.headers, now);
    throw new ExchangeError({
      code,
      message: `the token endpoint answered ${response.status}${oauthError === undefined ? '' : ` ${oauthError}`}: ${what}`,
      ...told,
      ...(oauthError !== undefined && { oauthError }),
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
  const value = body?.['access_token'];
  const type = body?.['token_type'];
  const malformed = (what: string): ExchangeError => new ExchangeError({ code: 'transient', message: `the token endpoint answered 200 ${what}`, ...told });
  if (body === undefined) throw malformed(text === '' ? 'without a body' : 'with a body that is no JSON object');
  if (typeof value !== 'string' || !TOKEN.test(value)) throw malformed('without a usable access_token');
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw malformed('with a token_type that is not bearer');
  const scope = body['scope'];
  return { value, life: lifeOf(body['expires_in']), ...(typeof scope === 'string' && scope !== '' && { scope }) };
}

function lifeOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

function classify(response: Response, body: Readonly<Record<string, unknown>> | undefined): { code: ExchangeErrorCode; what: string } {
  const { status, headers } = response;
  const error = errorCode(body);
  const description = body?.['error_description'] ?? body?.['description'];
  if (status === 429 || (status === 503 && headers.has('retry-after'))) return { code: 'throttled', what: 'too many requests' };
  if (status === 400 && error === 'invalid_request' && typeof description === 'string' && RATE_LIMIT.test(description)) return { code: 'throttled', what: 'the rate limit of logins is exceeded' };
  if (status === 408 || (status >= 500 && status !== 501 && status !== 505)) return { code: 'transient', what: 'the server has trouble of its own' };
  if ((status === 400 || status === 401) && (error === 'invalid_client' || error === 'unauthorized_client')) {
    return { code: 'credential', what: error === 'invalid_client' ? 'the client, its secret or the region is not the right one, or the client is disabled' : 'the client is not of the grant type client credentials' };
  }
  if (status === 403) return { code: 'denied', what: 'the client may not log in (IP allow list, disabled client)' };
  if (status >= 300 && status < 400) return { code: 'config', what: 'a redirect, which a token endpoint never makes: check the region' };
  return { code: 'config', what: 'the request is not what the endpoint takes' };
}

/** Only what looks like a code of RFC 6749 section 5.2 is repeated. */
function errorCode(body: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const error = body?.['error'];
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The body as text, up to a bound; beyond it the connection is given up. */
async function readBounded(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop cancels the stream.
    if (size > MOST_BYTES) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
