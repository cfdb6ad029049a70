import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as it arrived. */
export interface Seen {
  /** `GET /api/v2/tokens/me?preserveIdleTTL=true` */
  line: string;
  authorization: string | undefined;
  body: unknown;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What is answered to `METHOD /path`, query aside: one answer, several in turn of which the last stays, or what a function makes of the request. */
export type Script = Record<string, Answer | readonly Answer[] | ((seen: Seen) => Answer)>;

const LOGIN = 'POST /oauth/token';
export const SECRET = 'cAnary-secret-7Q3x';

/** The login of a client, by its id and SECRET. */
export const login = (clientId: string): Script => ({
  [LOGIN]: ({ authorization }) =>
    authorization === `Basic ${Buffer.from(`${clientId}:${SECRET}`).toString('base64')}`
      ? { body: { access_token: TOKEN, token_type: 'bearer', expires_in: 86_399 } }
      : { status: 400, body: { error: 'invalid_client', description: 'authentication failed', error_description: 'authentication failed' } },
});

export const TOKEN = 'cAnary-token-9Q3x';

/** A platform on loopback that answers as scripted, 404 to the rest, and 401 to every other token. Logins are scripted too. Ends with the test. */
export async function fakePlatform(script: Script): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const asked = new Map<string, number>();
  const answerTo = (request: Seen): Answer => {
    if (request.line !== LOGIN && request.authorization !== `Bearer ${TOKEN}`) return refusal(401, 'bad.credentials', 'Invalid login credentials.');
    const key = request.line.replace(/\?.*/, '');
    const found = Object.hasOwn(script, key) ? script[key] : undefined;
    if (typeof found === 'function') return found(request);
    const turn = asked.get(key) ?? 0;
    asked.set(key, turn + 1);
    const list: readonly Answer[] = found === undefined ? [] : 'length' in found ? found : [found];
    return list[Math.min(turn, list.length - 1)] ?? refusal(404, 'not.found', 'The requested resource was not found.');
  };
  const server = createServer((request, response) => void respond(request, response, seen, answerTo));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  }));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function respond(request: IncomingMessage, response: ServerResponse, seen: Seen[], answerTo: (seen: Seen) => Answer): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  const one: Seen = { line: `${request.method ?? ''} ${request.url ?? ''}`, authorization: request.headers.authorization, body: isJson && text !== '' ? JSON.parse(text) : text };
  seen.push(one);
  const { status = 200, headers = {}, body } = answerTo(one);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body === undefined ? undefined : JSON.stringify(body));
}

export function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { message, code, status, contextId: '3f1c2a7e-0d5b-4c1e-9a52-6b8f0e4d7c11' } };
}

export const HOME = { id: 'd-home', name: 'Home', homeDivision: true };
export const SALES = { id: 'd-sales', name: 'Sales', homeDivision: false };
export const ALL = { id: '*', name: '*' };

export interface Organisation {
  grant?: string;
  clientId?: string;
  scopes?: readonly string[];
  roles?: readonly { id: string; name: string; divisions?: readonly { id: string; name: string }[]; policies?: readonly object[]; permissions?: readonly string[] }[];
  state?: string;
  dateToDelete?: string;
  lifetime?: number;
  /** Names of permissions that the organisation has. */
  assignable?: readonly string[];
}

/** The answers of an organisation that lets its token read everything. */
export function organisation({ grant = 'CLIENT-CREDENTIALS', clientId = 'c47e8f15-6b2a-4d93-b0e7-1a9d5c3f8e33', scopes, roles = [], state = 'ACTIVE', dateToDelete, lifetime = 86_400, assignable = [] }: Organisation): Script {
  const client = { id: clientId, name: 'Server', authorizedGrantType: grant, state, ...(dateToDelete !== undefined && { dateToDelete }), ...(scopes && { scope: scopes }) };
  const half = Math.ceil(assignable.length / 2);
  const page = (names: readonly string[], pageNumber: number) => ({ entities: names.map(permissionEntry), pageNumber, pageCount: 2 });
  return {
    'GET /api/v2/tokens/me': { body: { organization: { id: 'o-1', name: 'Acme' }, ...(scopes && { authorizedScope: scopes }), OAuthClient: client } },
    'GET /api/v2/authorization/subjects/me': { body: { id: 's-1', grants: roles.flatMap(({ id, name, divisions = [HOME] }) => divisions.map((division) => ({ subjectId: 's-1', division, role: { id, name } }))) } },
    ...Object.fromEntries(roles.map(({ id, name, policies = [], permissions = [] }) => [`GET /api/v2/authorization/roles/${id}`, { body: { id, name, permissions, permissionPolicies: policies } }])),
    [`GET /api/v2/oauth/clients/${clientId}`]: { body: { ...client, accessTokenValiditySeconds: lifetime } },
    'GET /api/v2/authorization/permissions': [{ body: page(assignable.slice(0, half), 1) }, { body: page(assignable.slice(half), 2) }],
  };
}

function permissionEntry(name: string) {
  const [domain = '', entityType = '', action = ''] = name.split(':');
  return { domain, permissionMap: { [entityType]: [{ domain, entityType, action, label: action, allowsConditions: false, divisionAware: true }] } };
}

/** `routing:queue:view,edit` as a policy of a role. */
export function policy(text: string, condition?: object): object {
  const [domain, entityName, actions = ''] = text.split(':');
  return { domain, entityName, actionSet: actions.split(','), allowConditions: condition !== undefined, ...(condition && { resourceConditionNode: condition }) };
}
