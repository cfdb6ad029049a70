import { describe, expect, it } from 'vitest';
import { isPermissionName } from '../../src/catalog/operation-text.js';
import { methodOf } from '../../src/catalog/operations.js';
import { catalog, facts } from './real-catalog.js';

const count = (values: readonly string[]) => Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]));
const sourceIds = new Set(facts.sources.map(({ id }) => id));

describe('operations', () => {
  it('are all there, each once and in order', () => {
    expect(catalog.info.counts).toEqual({
      operations: 4304, current: 3356, retired: 948, deprecated: 149, permissions: 1663, scopes: 134, sdkNames: 4311, gcCommands: 3265,
    });
    expect(new Set(facts.operations.map(({ id }) => id)).size).toBe(4304);
    expect(catalog.operations.map(({ id }) => id)).toEqual([...facts.operations].sort((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1)).map(({ id }) => id));
  });

  it('have the modes, kinds and states of the platform', () => {
    expect(count(facts.operations.map(({ mode }) => mode))).toEqual({ ANY: 2511, ALL: 1135, NONE: 581, UNKNOWN: 77 });
    expect(count(facts.operations.map(({ auth }) => auth))).toEqual({ oauth: 4259, none: 33, 'guest-chat': 10, webmessaging: 2 });
    expect(count(facts.operations.map(({ status }) => status))).toEqual({ current: 3315, 'current-no-sdk': 41, retired: 948 });
    expect(count(facts.operations.map(({ scopeSource }) => scopeSource))).toEqual({ 'openapi-2026-07': 3180, inferred: 740, unknown: 384 });
  });

  it('name permissions exactly where their mode says so, and never prose', () => {
    for (const op of facts.operations) {
      expect(op.permissions.length > 0, op.id).toBe(op.mode === 'ALL' || op.mode === 'ANY');
      expect(op.permissions.filter((name) => !isPermissionName(name)), op.id).toEqual([]);
    }
    expect(catalog.operation('GET /api/v2/userrecordings/{recordingId}/transcoding')).toMatchObject({ mode: 'UNKNOWN', permissions: [] });
  });

  it('say where each fact is from, and when', () => {
    const used = new Set(facts.operations.flatMap((op) => [op.permissionSource, op.scopeSource]));
    expect([...used].filter((id) => !sourceIds.has(id)).sort()).toEqual(['none', 'unknown']);
    expect(facts.sources.filter(({ date }) => !/^\d{4}(-\d\d(-\d\d)?)?$/.test(date))).toEqual([]);
  });

  it('have SDK names that stand for one operation each, and every name resolves', () => {
    const owners = new Map<string, string>();
    for (const op of facts.operations) {
      for (const name of op.sdk) {
        expect(owners.get(methodOf(name)) ?? op.id, name).toBe(op.id);
        owners.set(methodOf(name), op.id);
        expect(catalog.sdkMethod(methodOf(name))?.id, name).toBe(op.id);
        expect(catalog.hasSdkClass(name.split('.')[0] ?? '')).toBe(true);
      }
    }
    expect(owners.size).toBe(4311);
    expect(facts.operations.filter((op) => op.status !== 'retired' && op.sdk.length === 0)).toEqual([]);
  });
});

describe('gc commands', () => {
  it('all lead to a current operation', () => {
    for (const [words, id] of facts.gc) expect(catalog.gcCommand(words)?.id, words).toBe(id);
    expect([...facts.gc.keys()].filter((words) => catalog.gcCommand(words)?.status === 'retired')).toEqual([]);
  });
});

describe('tables', () => {
  it('aliases are no real names and lead to real ones', () => {
    for (const { name, permissions, scopes, note, source } of facts.aliases) {
      expect([catalog.permission(name), catalog.scope(name)], name).toEqual([undefined, undefined]);
      for (const real of permissions) {
        const [domain, entity] = real.split(':');
        const found = real.endsWith(':*') ? catalog.permissions.some((other) => other.startsWith(`${domain}:${entity}:`)) : catalog.permission(real) === real;
        expect(found, `${name} -> ${real}`).toBe(true);
      }
      for (const real of scopes) expect(catalog.scope(real), `${name} -> ${real}`).toBe(real);
      expect(note).not.toBe('');
      expect(sourceIds).toContain(source);
    }
  });

  it('scope families without one of the two scopes are those that the alias table tells', () => {
    const readonlyOnly = catalog.scopes.filter((scope) => scope.endsWith(':readonly') && !catalog.scope(scope.split(':')[0] ?? ''));
    const noReadonly = catalog.scopes.filter((scope) => !scope.includes(':') && !catalog.scope(`${scope}:readonly`));
    expect(readonlyOnly.map((scope) => catalog.alias(scope.split(':')[0] ?? '')?.scopes)).toEqual(readonlyOnly.map((scope) => [scope]));
    expect(noReadonly.map((scope) => catalog.alias(`${scope}:readonly`)?.scopes)).toEqual(noReadonly.map((scope) => [scope]));
    expect(new Set(catalog.scopes.map((scope) => scope.split(':')[0])).size).toBe(70);
    expect(catalog.alias('all')).toMatchObject({ permissions: [], scopes: [] });
  });

  it('bound operations, their exceptions and escalation-class permissions exist', () => {
    for (const { operation, source } of facts.bound) {
      expect(catalog.operation(operation), operation).toBeDefined();
      expect(sourceIds).toContain(source);
    }
    const paths = new Set(facts.operations.map(({ path }) => path));
    for (const path of facts.boundSegments.flatMap(({ except }) => except)) expect(paths, path).toContain(path);
    for (const { permission, reason, source } of facts.escalations) {
      expect(catalog.permission(permission)).toBe(permission);
      expect(reason).not.toBe('');
      expect(sourceIds).toContain(source);
    }
  });

  it('exceptions of other SDKs name operations of the catalog', () => {
    expect(facts.sdkExceptions).toHaveLength(15);
    for (const { operation } of facts.sdkExceptions) expect(catalog.operation(operation), operation).toBeDefined();
  });
});
