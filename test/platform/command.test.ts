import { describe, expect, it } from 'vitest';
import { literal, UNKNOWN, type Term } from '../../src/model/index.js';
import { resolveCommand } from '../../src/platform/command.js';
import { catalog } from '../catalog/real-catalog.js';

/** What a command comes to; `{}` stands for what is not known. */
function resolve(command: string): string[] {
  const parts = command.split('{}').flatMap((text, i): Term[] => (i === 0 ? [literal(text)] : [UNKNOWN, literal(text)]));
  const resolution = resolveCommand({ t: 'text', parts }, [], catalog);
  if (resolution.k === 'endpoints') return resolution.endpoints.map((endpoint) => `${endpoint.confidence} ${endpoint.method} ${endpoint.path}`);
  return resolution.k === 'unresolved' ? [`${resolution.reason} ${resolution.seen}`] : [];
}

describe('commands', () => {
  it.each([
    ['gc users list', ['certain GET /api/v2/users']],
    ['gc users get {}', ['certain GET /api/v2/users/{userId}']],
    ['gc -p STAGE users list', ['certain GET /api/v2/users']],
    ['gc --profile=STAGE users list -a --pageSize 100', ['certain GET /api/v2/users']],
    ['/usr/local/bin/gc users list', ['certain GET /api/v2/users']],
    ['TOKEN={} gc users list | jq -r ".[].id" | xargs -n1 gc users delete', ['certain GET /api/v2/users', 'certain DELETE /api/v2/users/{userId}']],
    ['ID=$(gc users list | head -1); gc groups list', ['certain GET /api/v2/users', 'certain GET /api/v2/groups']],
    ['gc routing queuez list', ['unknown-command gc routing queuez list']],
    ['gc {} list', ['unknown-command gc {} list']],
    ['gc profiles list', []],
    ['gc users --help', []],
    ['git gc', []],
    ['echo "gc users list"', []],
    ['{}', []],
  ])('%s', (command, expected) => {
    expect(resolve(command)).toEqual(expected);
  });

  it('names the literals that hold the words', () => {
    const list: Term = { t: 'array', items: [literal('users'), literal('get'), UNKNOWN].map((value) => ({ value })) };
    const resolution = resolveCommand({ t: 'text', parts: [literal('gc'), literal(' '), list] }, [], catalog);
    const [endpoint] = resolution.k === 'endpoints' ? resolution.endpoints : [];
    expect(endpoint?.pathParts.map((part) => part.value)).toEqual(expect.arrayContaining(['users', 'get']));
  });
});
