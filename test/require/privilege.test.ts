import { describe, expect, it } from 'vitest';
import { permissionLevel, permissionRank, scopeFamily, scopeLevel } from '../../src/require/privilege.js';

describe('permissionLevel', () => {
  it.each([
    ['routing:queue:view', 'read'],
    ['routing:queue:search', 'read'],
    ['billing:subscription:read', 'read'],
    ['wfm:agent:viewAudit', 'read'],
    ['knowledge:x:schemaView', 'read'],
    ['routing:queue:edit', 'write'],
    ['outbound:campaign:start', 'write'],
    ['recording:recording:editRetention', 'write'],
    ['routing:queue:delete', 'delete'],
    ['analytics:report:deleteSchedule', 'delete'],
    ['directory:x:selfDelete', 'delete'],
    ['routing:skill:manage', 'administration'],
    ['directory:organization:admin', 'administration'],
    ['x:y:all', 'administration'],
    ['routing:queue:*', 'administration'],
    ['admin', 'administration'],
  ])('%s: %s', (permission, level) => {
    expect(permissionLevel(permission)).toBe(level);
  });
});

it('ranks wildcards by their breadth, above everything else', () => {
  const names = ['a:b:view', 'a:b:edit', 'a:b:delete', 'a:b:manage', 'a:b:*', 'a:*:*', '*:*:*'];
  expect(names.map(permissionRank)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('takes a scope without suffix for writing', () => {
  expect([scopeLevel('routing:readonly'), scopeLevel('routing')]).toEqual(['read', 'write']);
  expect([scopeFamily('Routing:readonly'), scopeFamily('routing')]).toEqual(['routing', 'routing']);
});
