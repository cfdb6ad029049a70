import { describe, expect, it } from 'vitest';
import { matchSeen } from '../../src/require/seen.js';
import { SAMPLE } from './sample-catalog.js';

describe('matchSeen', () => {
  it.each([
    ['GET https://api.{}/api/v2/routing/{}', ['GET /api/v2/routing/queues', 'GET /api/v2/routing/queues/{queueId}', 'GET /api/v2/routing/skills']],
    ['GET /api/v2/routing/qu{}', ['GET /api/v2/routing/queues', 'GET /api/v2/routing/queues/{queueId}']],
    ['{} /api/v2/routing/queues/{}', ['DELETE', 'GET', 'PUT'].map((method) => `${method} /api/v2/routing/queues/{queueId}`)],
    ['GET /api/v2/users/{}/profileskills', ['GET /api/v2/users/{userId}/profileskills']],
    ['GET /api/v2/oauth/clients?x={}', ['GET /api/v2/oauth/clients']],
    ['UsersApi[{}]', ['GET /api/v2/users', 'GET /api/v2/users/me', 'GET /api/v2/users/{userId}', 'PATCH /api/v2/users/{userId}']],
  ])('%s', (seen, expected) => {
    expect(matchSeen(seen, SAMPLE)?.map(({ id }) => id)).toEqual(expected);
  });

  it('lets a hole at a word hold several segments', () => {
    expect(matchSeen('PUT /api/v2/{}', SAMPLE)).toBeUndefined();
    expect(matchSeen('GET /api/v2/routing/{}/{}', SAMPLE)?.map(({ id }) => id)).toContain('GET /api/v2/routing/queues/{queueId}');
    expect(matchSeen('GET /api/v2/analytics/{}/query', SAMPLE)).toBeUndefined();
    expect(matchSeen('POST /api/v2/analytics/{}/query', SAMPLE)).toHaveLength(3);
  });

  it.each(['GET https://api.{}{}', 'GET /api/v2/{}', 'GET /api/v2/nothing/{}', 'OtherApi.getX', ''])('nothing limits %s', (seen) => {
    expect(matchSeen(seen, SAMPLE)).toBeUndefined();
  });
});
