import { describe, expect, it } from 'vitest';
import type { ApiAnswer, ApiPort, ApiRequest } from '../../src/live/api-port.js';
import { readUsage } from '../../src/live/read-usage.js';
import { lastDays, pieces } from '../../src/live/spans.js';
import { catalog } from '../catalog/real-catalog.js';

const JOBS = '/api/v2/usage/client/c-1/aggregates/query/jobs';
const OLDER = '/api/v2/oauth/clients/c-1/usage/query';
const ALL = '/api/v2/usage/query';

interface Asked extends ApiPort {
  sent: ApiRequest[];
  slept: number[];
}

/** Answers by method and path, in turn where there are several. */
function port(answers: Record<string, Partial<ApiAnswer> | Partial<ApiAnswer>[]>): Asked {
  const turns = new Map<string, number>();
  const sent: ApiRequest[] = [];
  return {
    sent,
    slept: [],
    send: (request) => {
      sent.push(request);
      const key = `${request.method} ${request.path}`;
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      const found = [answers[key] ?? { status: 404 }].flat();
      return Promise.resolve({ status: 200, headers: {}, body: undefined, ...found[Math.min(turn, found.length - 1)] });
    },
  };
}

const ask = (api: Asked, span = { from: '2026-09-01', to: '2026-11-01' }) =>
  readUsage(api, { clientId: 'c-1', ...span, catalog, sleep: (milliseconds) => Promise.resolve(void api.slept.push(milliseconds)), progress: () => undefined });

const row = (templateUri: string, requestCount: number, more: object = {}) => ({ templateUri, httpMethod: 'GET', requestCount, status200: requestCount, ...more });

describe('readUsage', () => {
  it('starts a job, waits for it, follows its pages and adds up its weeks', async () => {
    const api = port({
      [`POST ${JOBS}`]: { status: 202, body: { jobId: 'j-1' } },
      [`GET ${JOBS}/j-1`]: [
        { body: { queryStatus: 'Queued' } },
        { body: { queryStatus: 'Running' } },
        { body: { queryStatus: 'Succeeded', entities: [row('/api/v2/users', 3, { date: '2026-09-07T00:00:00Z' })], nextUri: `${JOBS}/j-1?pageSize=100&after=a%2Bb` } },
        { body: { queryStatus: 'Succeeded', entities: [row('/api/v2/users', 2, { date: '2026-09-14T00:00:00Z', status200: 0, status400: 2 }), row('/api/v2/routing/queues', 1)] } },
      ],
    });
    expect(await ask(api)).toEqual({
      clientId: 'c-1',
      from: '2026-09-01',
      to: '2026-11-01',
      operations: [
        { method: 'GET', path: '/api/v2/routing/queues', requests: 1, succeeded: 1 },
        { method: 'GET', path: '/api/v2/users', requests: 5, succeeded: 3, last: '2026-09-14' },
      ],
    });
    expect(api.sent[0]?.body).toMatchObject({ interval: '2026-09-01T00:00:00.000Z/2026-11-01T00:00:00.000Z', groupBy: ['HttpMethod', 'TemplateUri'] });
    expect(api.sent.map(({ query }) => query?.after)).toEqual([undefined, undefined, undefined, undefined, 'a+b']);
    expect(api.slept).toHaveLength(2);
  });

  it('falls back to the older query, and to that of the organisation', async () => {
    const results = { queryStatus: 'Complete', results: [{ templateUri: '/api/v2/users', httpMethod: 'GET', requests: 4, status200: 4, clientId: 'C-1' }, { templateUri: '/api/v2/groups', httpMethod: 'GET', requests: 9, clientId: 'c-2' }] };
    const older = port({ [`POST ${JOBS}`]: { status: 404 }, [`POST ${OLDER}`]: { body: { executionId: 'e-1' } }, [`GET ${OLDER}/results/e-1`]: { body: { ...results, results: results.results.slice(0, 1) } } });
    expect((await ask(older)).operations.map(({ path, requests }) => [path, requests])).toEqual([['/api/v2/users', 4]]);
    const whole = port({ [`POST ${JOBS}`]: { status: 403 }, [`POST ${OLDER}`]: { status: 403 }, [`POST ${ALL}`]: { body: { executionId: 'e-2' } }, [`GET ${ALL}/e-2/results`]: { body: results } });
    expect((await ask(whole)).operations.map(({ path }) => path)).toEqual(['/api/v2/users']);
    expect(whole.sent[2]?.body).toMatchObject({ groupBy: ['HttpMethod', 'TemplateUri', 'OAuthClientId'] });
  });

  it('cuts a long span, and does not ask again in a way that is closed', async () => {
    const api = port({ [`POST ${JOBS}`]: { status: 403 }, [`POST ${OLDER}`]: { body: { executionId: 'e-1' } }, [`GET ${OLDER}/results/e-1`]: { body: { queryStatus: 'Complete', results: [{ templateUri: '/api/v2/users', httpMethod: 'get', requests: 1 }] } } });
    expect((await ask(api, { from: '2026-01-01', to: '2026-11-01' })).operations).toEqual([{ method: 'GET', path: '/api/v2/users', requests: 4, succeeded: 0 }]);
    expect(api.sent.filter(({ path }) => path === JOBS)).toHaveLength(1);
    expect(api.sent.filter(({ path }) => path === OLDER)).toHaveLength(4);
  });

  it('does not follow a cursor in a circle', async () => {
    const page = { body: { queryStatus: 'Succeeded', entities: [row('/api/v2/users', 1)], cursors: { after: 'same' } } };
    const api = port({ [`POST ${JOBS}`]: { body: { jobId: 'j-1' } }, [`GET ${JOBS}/j-1`]: page });
    expect((await ask(api)).operations).toMatchObject([{ requests: 2 }]);
  });

  it.each([
    [{ [`POST ${JOBS}`]: { status: 403 }, [`POST ${OLDER}`]: { status: 403 }, [`POST ${ALL}`]: { status: 403 } }, 'the token may not read what the client called', 'any one of these permissions is enough: usage:client:view, oauth:client:view, usage:organization:view'],
    [{ [`POST ${JOBS}`]: { status: 401, body: { code: 'bad.credentials' } } }, 'the token is not accepted (401, bad.credentials)', undefined],
    [{ [`POST ${JOBS}`]: { status: 500 } }, '`POST /api/v2/usage/client/{clientId}/aggregates/query/jobs` was answered 500', undefined],
    [{ [`POST ${JOBS}`]: { body: { jobId: 'j' } }, [`GET ${JOBS}/j`]: { body: { queryStatus: 'Failed' } } }, "the platform's query of what was called ended as failed", undefined],
    [{ [`POST ${JOBS}`]: { body: { jobId: 'j' } }, [`GET ${JOBS}/j`]: { body: { queryStatus: 'Running' } } }, "the platform's query of what was called does not come to an end", undefined],
  ])('ends where there is no answer: %j', async (answers, message, hint) => {
    await expect(ask(port(answers))).rejects.toMatchObject({ message, exit: 3, ...(hint !== undefined && { hint }) });
  });

  it.each([null, 7, [], {}, { entities: [null, 7, {}, { httpMethod: 'GET' }, { httpMethod: 7, templateUri: [], requestCount: 'x' }] }])('takes nothing of %j for granted', async (rest) => {
    const body: unknown = Object.assign({ queryStatus: 'Succeeded' }, rest);
    expect((await ask(port({ [`POST ${JOBS}`]: { body: { jobId: 'j' } }, [`GET ${JOBS}/j`]: { body } }))).operations).toEqual([]);
  });
});

it('spans hold the day itself, at most a year, in pieces of at most ninety days', () => {
  expect(lastDays(1, '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  expect(lastDays(9999, '2026-12-31')).toEqual({ from: '2026-01-01', to: '2027-01-01' });
  expect(pieces({ from: '2026-01-01', to: '2026-07-10' })).toEqual([
    { from: '2026-01-01', to: '2026-04-01' },
    { from: '2026-04-01', to: '2026-06-30' },
    { from: '2026-06-30', to: '2026-07-10' },
  ]);
});
