import { describe, expect, it } from 'vitest';
import { EndpointIndex, HOLE, type Segment } from '../../src/platform/endpoint-match.js';
import { catalog } from '../catalog/real-catalog.js';

const index = new EndpointIndex(catalog.paths);

/** Matches a path below `/api/v2/` in which `{}` stands for what is not known. */
function match(path: string, method?: string): string[] {
  const segments = path.split('/').map((text): Segment => text.split(/(\{\})/).filter((part) => part !== '').map((part) => (part === '{}' ? HOLE : part)));
  return index.match(segments, method).endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path.replace('/api/v2/', '')}`);
}

describe('EndpointIndex', () => {
  it.each([
    ['a literal segment beats a parameter', 'users/me', 'GET', ['GET users/me']],
    ['a hole is the parameter', 'users/{}', 'GET', ['GET users/{userId}']],
    ['letter case does not count', 'Routing/Queues', 'GET', ['GET routing/queues']],
    ['a query string may be glued on', 'routing/queues{}', 'GET', ['GET routing/queues']],
    ['an id may be a word where more follows', 'flows/datatables/holidays/rows', 'GET', ['GET flows/datatables/{datatableId}/rows']],
    ['a word at the end is no id', 'routing/queues/everything', 'GET', []],
    ['an id that looks like one', 'routing/queues/7f6e5d4c-3b2a', 'GET', ['GET routing/queues/{queueId}']],
    ['no such method', 'routing/queues/{}', 'PATCH', []],
    ['no such path', 'routing/queuez', 'GET', []],
    ['every method where none is known', 'routing/queues', undefined, ['GET routing/queues', 'POST routing/queues']],
  ])('%s', (_, path, method, expected) => {
    expect(match(path, method)).toEqual(expected);
  });

  it('is not exact when a hole stands for a literal segment', () => {
    const found = index.match([['architect'], [HOLE]], 'GET');
    expect(found.exact).toBe(false);
    expect(found.endpoints.length).toBeGreaterThan(1);
  });
});
