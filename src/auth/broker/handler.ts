import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readBody, TooLarge } from './read-body.js';
import { BROKER_HEADER, guardRequest } from './guard.js';
import { identifyService } from './identify.js';
import { forwardHeaders, passAnswer, refuseSending } from './inject.js';
import type { OpaqueHandles } from './opaque-handles.js';
import { refuse, refuseTooOften, type Refusal } from './refusal.js';
import type { BrokerService } from './services.js';
import { answerTokenRequest, refuseFor } from './token-endpoint.js';
import type { TokenSource } from './token-source.js';

/** Bytes of a body that a caller may send to the broker itself, and through it (the platform takes 512,000). */
const OWN_BODY = 8 * 1024;
const SENT_BODY = 600_000;

export interface HandlerPort {
  services: ReadonlyMap<string, BrokerService>;
  /** The token of the slot that the service falls to. */
  sourceOf: (service: BrokerService) => TokenSource;
  handles: OpaqueHandles;
  /** Values of the Host header that name the broker. */
  hosts: ReadonlySet<string>;
  /** Seconds until the caller may ask again; 0 lets it pass. */
  waitOf: (caller: string) => number;
  /** Base of the platform's API for the client of a service, e.g. `https://api.mypurecloud.ie`. */
  apiOf: (service: BrokerService) => string;
  status: () => unknown;
  /** Whether tokens can be handed out. */
  isReady: () => boolean;
}

/** Answers the requests that come through one socket: that of a service, or one that all share. */
export function createHandler(port: HandlerPort, socketOf?: string): RequestListener {
  return (request, response) => {
    response.setHeader(BROKER_HEADER, '1');
    response.setHeader('cache-control', 'no-store');
    const ended = new AbortController();
    response.once('close', () => {
      ended.abort();
    });
    answer(request, response, ended.signal).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, error instanceof TooLarge ? refuse(413, 'invalid_request', `a body here has at most ${error.limit} bytes`) : refuseFor(error));
    });
  };

  async function answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { method = '', url: target = '', headers } = request;
    const refusal = guardRequest({ method, target, headers }, port.hosts);
    if (refusal !== undefined) {
      send(response, refusal);
      return;
    }
    const path = target.split('?', 1)[0] ?? '';
    if (path === '/healthz') sendJson(response, 200, { status: 'ok' });
    else if (path === '/readyz') sendJson(response, port.isReady() ? 200 : 503, { status: port.isReady() ? 'ready' : 'waiting for a token' });
    else if (path === '/oauth/token') await answerToken(request, response, signal);
    else if (path.startsWith('/v1/')) await answerOwn(path, request, response, signal);
    else if (path.startsWith('/api/')) await answerApi(request, response, signal);
    else send(response, refuse(404, 'invalid_request', 'there is nothing here; see /oauth/token, /api/, /v1/status, /v1/invalidate, /healthz and /readyz'));
  }

  async function answerToken(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const body = (await readBody(request, OWN_BODY)).toString('utf8');
    const answered = await answerTokenRequest(request.headers['content-type'], body, {
      identify: (form) => introduce(request, form),
      waitOf: port.waitOf,
      tokenOf: (service) => port.sourceOf(service).get(signal),
      issueHandle: port.handles.issue,
    });
    if ('access_token' in answered) sendJson(response, 200, answered);
    else send(response, answered);
  }

  async function answerOwn(path: string, request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const service = introduce(request);
    if (service === undefined) send(response, refuse(401, 'invalid_client', 'the service is not known here, or its handle is not this one'));
    else if (path === '/v1/status' && request.method === 'GET') sendJson(response, 200, port.status());
    else if (path === '/v1/invalidate' && request.method === 'POST') await invalidate(service, request, response, signal);
    else send(response, refuse(404, 'invalid_request', 'there is GET /v1/status and POST /v1/invalidate'));
  }

  async function invalidate(service: BrokerService, request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const digest = digestIn((await readBody(request, OWN_BODY)).toString('utf8'));
    signal.throwIfAborted();
    if (digest === undefined) {
      send(response, refuse(400, 'invalid_request', 'the body is {"sha256": "64 hex digits"} of the token that was refused'));
      return;
    }
    port.sourceOf(service).invalidate(digest);
    sendJson(response, 202, {});
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { method = 'GET', url: target = '', headers } = request;
    const service = introduce(request) ?? bearerOf(request);
    if (service === undefined) {
      send(response, refuse(401, 'invalid_client', 'the service is not known here, or its handle has ended', { 'www-authenticate': 'Bearer' }));
      return;
    }
    const wait = port.waitOf(service.name);
    const refusal = wait > 0 ? refuseTooOften(wait) : refuseSending(service, method, target);
    if (refusal !== undefined) {
      send(response, refusal);
      return;
    }
    const body = await readBody(request, SENT_BODY);
    const init: RequestInit = { method, headers: forwardHeaders(headers), redirect: 'manual', signal, ...(body.length > 0 && { body }) };
    await passAnswer(await port.sourceOf(service).fetch(`${port.apiOf(service)}${target}`, init), response);
  }

  function introduce({ headers: { authorization } }: IncomingMessage, form?: URLSearchParams): BrokerService | undefined {
    const id = form?.get('client_id');
    const secret = form?.get('client_secret');
    return identifyService(port.services, {
      ...(socketOf !== undefined && { socketOf }),
      ...(authorization !== undefined && { authorization }),
      ...(typeof id === 'string' && typeof secret === 'string' && { form: { id, secret } }),
    });
  }

  function bearerOf({ headers: { authorization = '' } }: IncomingMessage): BrokerService | undefined {
    const [, handle] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    const name = handle === undefined ? undefined : port.handles.serviceOf(handle);
    return name === undefined ? undefined : port.services.get(name);
  }
}

function digestIn(body: string): string | undefined {
  try {
    const { sha256 } = JSON.parse(body) as { sha256?: unknown };
    return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, error, description, headers }: Refusal): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  sendJson(response, status, { error, error_description: description });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
