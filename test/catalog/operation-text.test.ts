import { describe, expect, it } from 'vitest';
import { formatOperations, isPermissionName, newOperation, parseOperations, permissionFact } from '../../src/catalog/operation-text.js';

const text = `GET /api/v2/a/{id}:
  permissions: ALL a:b:view, admin (openapi-2026-07)
  scopes: a, a:readonly (inferred)
  status: retired
  deprecated: true
  lastSdk: 179.0.0
  sdk: AApi.getA, BApi.getA

POST /api/v2/b:
  permissions: UNKNOWN (none)
  scopes: none (unknown)
  auth: guest-chat
`;

describe('the readable form', () => {
  it('reads what it writes, whatever the line ends', () => {
    const operations = parseOperations(text, 'a.yaml');
    expect(operations).toEqual([
      {
        ...newOperation('GET', '/api/v2/a/{id}'), mode: 'ALL', permissions: ['a:b:view', 'admin'], permissionSource: 'openapi-2026-07',
        scopes: ['a', 'a:readonly'], scopeSource: 'inferred', status: 'retired', deprecated: true, lastSdkVersion: '179.0.0', sdk: ['AApi.getA', 'BApi.getA'],
      },
      { ...newOperation('POST', '/api/v2/b'), auth: 'guest-chat' },
    ]);
    expect(formatOperations(operations)).toBe(text);
    expect(parseOperations(text.replaceAll('\n', '\r\n'), 'a.yaml')).toEqual(operations);
  });

  it.each([
    ['  permissions: NONE (x)', 'a.yaml:1'],
    ['GET /a:\n  permission: NONE (x)', 'a.yaml:2'],
    ['GET /a:\n  permissions: SOME a:b:c (x)', 'a.yaml:2'],
    ['GET /a:\n  permissions: ANY a:b:c', 'a.yaml:2'],
    ['GET /a:\n  auth: basic', 'a.yaml:2'],
    ['get /a:', 'a.yaml:1'],
  ])('refuses %j and names the line', (wrong, place) => {
    expect(() => parseOperations(wrong, 'a.yaml')).toThrow(place);
  });
});

describe('permission names', () => {
  it('are three parts or one word', () => {
    expect(['routing:queue:view', 'admin', 'group_creation', 'a:b:*'].filter(isPermissionName)).toHaveLength(4);
    expect(['They are enforced by the backend', 'routing:queue', 'a:b:c:d', '', 'a:b: c'].filter(isPermissionName)).toEqual([]);
  });

  it('leave prose out; prose alone means that nobody says what is checked', () => {
    expect(permissionFact('ANY', ['They are enforced by the backend'])).toEqual({ mode: 'UNKNOWN', permissions: [] });
    expect(permissionFact('ALL', ['a:b:view', 'and so on', 'a:b:view'])).toEqual({ mode: 'ALL', permissions: ['a:b:view'] });
    expect(permissionFact('NONE', [])).toEqual({ mode: 'NONE', permissions: [] });
  });
});
