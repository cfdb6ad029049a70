import { describe, expect, it } from 'vitest';
import { isAllowed, parseAllowRow } from '../../../src/auth/broker/allow-list.js';

const rows = ['GET /api/v2/routing/queues/{queueId}', 'POST /api/v2/routing/queues', '* /api/v2/users/me'].map(parseAllowRow);

describe('the allow list', () => {
  it.each([
    ['GET', '/api/v2/routing/queues/7f-1'],
    ['POST', '/api/v2/routing/queues'],
    ['DELETE', '/api/v2/users/me'],
    ['GET', '/api/v2/routing/queues/a%20b'],
  ])('lets %s %s through', (method, path) => {
    expect(isAllowed(rows, method, path)).toBe(true);
  });

  it.each([
    ['DELETE', '/api/v2/routing/queues/7f-1'],
    ['GET', '/api/v2/routing/queues'],
    ['GET', '/api/v2/routing/queues/7f-1/members'],
    ['GET', '/api/v2/routing/queues/..'],
    ['GET', '/api/v2/routing/queues/%2e%2e'],
    ['GET', '/api/v2/routing/queues/%2E.'],
    ['GET', '/api/v2/routing/queues/a%2fmembers'],
    ['GET', '/api/v2/routing/queues/a%252fmembers'],
    ['GET', '/api/v2/routing/queues/a;x=1'],
    ['GET', '/api/v2/routing//queues'],
    ['GET', '/api/v2/routing/queues/a\\b'],
    ['get', '/api/v2/routing/queues/7f-1'],
  ])('keeps %s %s back', (method, path) => {
    expect(isAllowed(rows, method, path)).toBe(false);
  });

  it.each(['/api/v2/users', 'GET api/v2', 'GET /api/v2/users?x=1', 'get /api/v2/users', ''])('knows no row "%s"', (text) => {
    expect(() => parseAllowRow(text)).toThrow(/written as `GET/);
  });
});
