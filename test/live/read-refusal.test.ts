import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../rules/catalog/refusals.js';
import { findOperations } from '../../src/explain.js';
import { readRefusal } from '../../src/live/read-refusal.js';
import { catalog } from '../catalog/real-catalog.js';

const read = (paste: string, request?: string) =>
  readRefusal(paste, { catalog, facts: REFUSALS, operationsAt: (line) => findOperations(line, catalog), ...(request !== undefined && { request }) });

const CORRELATION = '3f1c2a7e-0d5b-4c1e-9a52-6b8f0e4d7c11';
const MESSAGE = 'Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:view]';
const BODY = { message: MESSAGE, code: 'missing.any.permissions', status: 403, messageParams: {}, contextId: CORRELATION, details: [], errors: [] };
const json = JSON.stringify(BODY);
const axios = inspect(
  Object.assign(new Error('Request failed with status code 403'), {
    config: { method: 'get', url: 'https://api.mypurecloud.de/api/v2/routing/queues?pageSize=100', headers: { Authorization: 'Bearer x' } },
    response: { status: 403, data: BODY },
  }),
  { depth: 5 },
);

describe('the same refusal in every form', () => {
  const FORMS: Record<string, string> = {
    'the body': json,
    'the body, indented': JSON.stringify(BODY, null, 2),
    'what the JavaScript SDK rejects with': inspect(BODY),
    'its extended response': inspect({ status: 403, statusText: 'Forbidden', headers: { 'inin-correlation-id': CORRELATION }, body: BODY, text: json, error: null }, { depth: 5 }),
    'an error of axios': axios,
    'a log line with JSON in JSON': JSON.stringify({ level: 'error', body: json }),
    'an exception of Python': `(403)\nReason: Forbidden\nHTTP response headers: HTTPHeaderDict({'Content-Type': 'application/json', 'ININ-Correlation-Id': '${CORRELATION}'})\nHTTP response body: ${json}`,
    'an exception of .NET': `PureCloudPlatform.Client.V2.Client.ApiException: Error calling GetRoutingQueues: ${json}\n   at PureCloudPlatform.Client.V2.Api.RoutingApi.GetRoutingQueuesWithHttpInfo(Nullable\`1 pageNumber)`,
    'an exception of Java': `com.mypurecloud.sdk.v2.ApiException: ${MESSAGE}\n\tat com.mypurecloud.sdk.v2.ApiClient.invoke(ApiClient.java:398) contextId=${CORRELATION} status=403`,
    'an error of Go': `API Error: 403 - ${MESSAGE} (${CORRELATION})`,
    'a line of Terraform': `╷\n│ Error: Failed to get page of queues: API Error: 403 - Unable to perform the requested\n│ action. You must have at least one of the following permissions\n│ assigned: [routing:queue:view] (${CORRELATION})\n│ \n╵`,
    'Terraform with its details': `╷\n│ Error: failed to get page of queues error: API Error: 403 - ${MESSAGE} (${CORRELATION})\n│ \n│   with genesyscloud_tf_export.export,\n│   on main.tf line 41, in resource "genesyscloud_tf_export" "export":\n│   41: resource "genesyscloud_tf_export" "export" {\n│ \n│{"resourceName":"genesyscloud_routing_queue","method":"GET","path":"/api/v2/routing/queues","statusCode":403,"errorMessage":"API\n│ Error: 403 - ${MESSAGE}\n│ (${CORRELATION})","correlationId":"${CORRELATION}"}\n╵`,
    'gc, which prints the body': `$ gc routing queues list\n${json}\n`,
    'curl -i': `HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\nININ-Correlation-Id: ${CORRELATION}\r\n\r\n${json}`,
  };

  it.each(Object.entries(FORMS))('%s', (_, paste) => {
    expect(read(paste)).toMatchObject({ kind: 'permission', fact: { code: 'missing.any.permissions' }, status: 403, permissions: ['routing:queue:view'], correlationId: CORRELATION });
  });

  it('with the request, where the form has it', () => {
    const operations = (paste: string): string[] | undefined => read(paste)?.operations.map(({ id }) => id);
    expect(read(axios)?.request).toEqual({ method: 'GET', path: '/api/v2/routing/queues' });
    expect(operations(axios)).toEqual(['GET /api/v2/routing/queues']);
    expect(operations(FORMS['an exception of .NET'] ?? '')).toEqual(['GET /api/v2/routing/queues']);
    expect(operations(`result = api_instance.get_routing_queues()\n${json}`)).toEqual(['GET /api/v2/routing/queues']);
    for (const form of ['gc, which prints the body', 'Terraform with its details']) expect(operations(FORMS[form] ?? '')).toEqual(['GET /api/v2/routing/queues']);
  });
});

describe('each kind', () => {
  it.each([
    ['{"message":"You are missing the following permission(s): [routing:queue:add, ROUTING:QUEUE:EDIT]","code":"missing.permissions","status":403}', 'permission', { permissions: ['routing:queue:add', 'routing:queue:edit'] }],
    ["You are missing the following permission 'routing:queue:edit' in the provided division(s)", 'division', { permissions: ['routing:queue:edit'] }],
    [`must have at least one of the following permissions assigned: [routing:queue:edit] in at least one of the following division(s): [${CORRELATION}]","code":"missing.any.division.permissions"`, 'division', { divisions: [CORRELATION] }],
    ['App not authorized to use scope [telephony:readonly, telephony]', 'scope', { scopes: ['telephony', 'telephony:readonly'] }],
    [`Your organization's security policies have denied access. Policy ID(s): [${CORRELATION}]`, 'policy', { policies: [CORRELATION] }],
    ['{"message":"You are not authorized to perform the requested action.","code":"not.authorized","status":403}', 'service', {}],
    ['{"code":"wfm.permission.failure","status":403}', 'service', { unknownCode: 'wfm.permission.failure' }],
    ['{"code":"feature.toggle.disabled","status":403}', 'licence', {}],
    ['{"message":"Requests originating from this IP address are not authorized: [10.0.0.7]","code":"ip.not.authorized","status":401}', 'address', {}],
    ['{"message":"No authentication bearer token specified in authorization header.","status":401}', 'token', { status: 401 }],
    ['Error: 401 {"message":"Invalid login credentials.","code":"bad.credentials"}', 'token', { status: 401 }],
    ['GET /api/v2/users answered 401', 'token', { status: 401 }],
    ['{"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}', 'secret', { status: 400 }],
    ['{"error":"unauthorized_client","description":"client is not authorized to use the client_credential grant type"}', 'grant-type', {}],
    ['{"error":"invalid_request","description":"rate limit exceeded; retry"}', 'rate-limit', { status: 400 }],
    ['{"code":"too.many.requests.retry.after","status":429,"message":"Retry-After: 17"}', 'rate-limit', { retryAfter: 17 }],
    ['Error: GET /api/v2/users/3f1c-7/x answered 403', 'forbidden', { request: { method: 'GET', path: '/api/v2/users/{}/x' } }],
  ])('%s', (paste, kind, rest) => {
    expect(read(paste)).toMatchObject({ kind, ...rest });
  });

  it('names nothing where a message prints the name of a class', () => {
    expect(read('You are missing the following permission(s): [com.inin.pubapi.iam.util.ResourcePermission@1f2e]')).toMatchObject({ kind: 'permission', permissions: [] });
  });

  it('takes the request from beside the paste', () => {
    expect(read(json, 'DELETE /api/v2/routing/queues/17')?.operations.map(({ id }) => id)).toEqual(['DELETE /api/v2/routing/queues/{queueId}']);
  });

  it.each(['', 'hi 403', 'ECONNREFUSED 127.0.0.1:443', 'The light is on at 401 Main Street.', '{"error":"invalid_request","description":"missing parameter"}'])('knows nothing of %j', (paste) => {
    expect(read(paste)).toBeUndefined();
  });
});

it('keeps nothing of a paste that is not of a known shape', () => {
  const canary = 'cAnary9Q3x';
  const paste = [
    axios.replace('Bearer x', `Bearer ${canary}`),
    `curl -u ${canary}:${canary} -H "Authorization: Basic ${canary}" https://api.mypurecloud.com/api/v2/users/${canary}?access_token=${canary}`,
    `client_secret=${canary}&refresh_token=${canary}`,
    `{"code":"${canary}","contextId":"${canary}","message":"permission [${canary}, routing:queue:view] scope [${canary}]"}`,
  ];
  for (const text of [...paste, paste.join('\n')]) expect(inspect(read(`403 ${text}`), { depth: 9 })).not.toContain(canary);
});

it.each(['/a', 'permission[', "permission '", 'gc a ', 'code:"a.', '\\"', '(403) ', "' +", '│ ', 'scope ', 'a:a:', 'retry after ', '/api/v2/', 'get_a', 'status status'])('comes to an end on a long run of %j', (piece) => {
  expect(() => read(piece.repeat(400_000 / piece.length))).not.toThrow();
});
