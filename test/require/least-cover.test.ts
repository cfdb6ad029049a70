import { describe, expect, it } from 'vitest';
import { leastCover } from '../../src/require/least-cover.js';
import { needsOf, requirementsOf, sharedRequirements } from '../../src/require/needs.js';
import { codeOf } from '../rules/checks/compare.js';
import { SAMPLE, operation } from './sample-catalog.js';

const permission = (...anyOf: string[]) => ({ kind: 'permission' as const, anyOf });
const scope = (...anyOf: string[]) => ({ kind: 'scope' as const, anyOf });

describe('leastCover', () => {
  it('chooses reading before writing, and one for several needs', () => {
    expect(leastCover([permission('a:b:edit', 'a:b:view'), permission('a:b:view', 'a:c:view'), scope('a', 'a:readonly')])).toEqual({
      permissions: ['a:b:view'],
      scopes: ['a:readonly'],
      exact: true,
    });
  });

  it('takes the full scope alone where one call needs it', () => {
    expect(leastCover([scope('a', 'a:readonly'), scope('a')]).scopes).toEqual(['a']);
  });

  it('does not derive that a full scope stands for its readonly sibling', () => {
    expect(leastCover([scope('a:readonly'), scope('a')]).scopes).toEqual(['a', 'a:readonly']);
  });

  it('takes two spellings that differ in letter case for one name', () => {
    expect(leastCover([permission('a:whatsAppX:add'), permission('a:whatsappX:add')]).permissions).toEqual(['a:whatsAppX:add']);
  });
});

describe('requirementsOf', () => {
  it('makes one requirement of each permission under ALL, one choice under ANY', () => {
    expect(requirementsOf(operation('GET /x | ALL a:b:view,a:b:edit | s'))).toEqual([scope('s'), permission('a:b:view'), permission('a:b:edit')].toSorted((a, b) => (a.kind < b.kind ? -1 : 1)));
    expect(requirementsOf(operation('GET /x | ANY a:b:view,a:b:edit |'))).toEqual([permission('a:b:view', 'a:b:edit')]);
  });

  it('needs nothing where there is no token of the platform, or where no source says', () => {
    expect(requirementsOf(operation('GET /x | ALL a:b:view | s', { auth: 'guest-chat' }))).toEqual([]);
    expect(requirementsOf(operation('GET /x | UNKNOWN |'))).toEqual([]);
  });
});

describe('needsOf', () => {
  it('counts certain and likely calls and leaves out possible ones and unknown endpoints', () => {
    const { calls } = codeOf([
      'GET /api/v2/users b.ts:1 likely',
      'GET /api/v2/users c.ts:1',
      'GET /api/v2/routing/queues a.ts:1 possible',
      'GET /api/v2/nothing a.ts:2',
    ]);
    const needs = needsOf(calls, SAMPLE);
    expect(needs.map(({ operation: { id } }) => id)).toEqual(['GET /api/v2/users']);
    expect(needs[0]?.calls.map(({ file }) => file)).toEqual(['c.ts', 'b.ts']);
  });

  it('shares a requirement among operations', () => {
    const { calls } = codeOf(['GET /api/v2/users a.ts:1', 'GET /api/v2/users/{userId} a.ts:2']);
    expect(sharedRequirements(needsOf(calls, SAMPLE)).map(({ anyOf, needs }) => [anyOf, needs.length])).toEqual([[['users', 'users:readonly'], 2]]);
  });
});
