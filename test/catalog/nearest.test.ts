import { describe, expect, it } from 'vitest';
import { nearestNames } from '../../src/catalog/index.js';
import { catalog } from './real-catalog.js';

describe('nearestNames', () => {
  it.each([
    ['routing:queue:veiw', 'routing:queue:view'],
    ['routng:queue:view', 'routing:queue:view'],
    ['routing:queues:view', 'routing:queue:view'],
    ['Routing:Queue:List', 'routing:queue:view'],
    ['analytics:conversationDetails:view', 'analytics:conversationDetail:view'],
    ['conversation:message:new', 'conversation:message:create'],
    ['architect:data_table:view', 'architect:datatable:view'],
    ['routing:queue:view:all', 'routing:queue:view'],
    ['directory:user:create', 'directory:user:add'],
    ['directory:user:remove', 'directory:user:delete'],
  ])('%s -> %s', (wrong, right) => {
    expect(nearestNames(wrong, catalog.permissions)[0]).toBe(right);
  });

  it.each([
    ['rooting', 'routing'],
    ['conversation:readonly', 'conversations:readonly'],
    ['analytics:read', 'analytics:readonly'],
    ['user-basicinfo', 'user-basic-info'],
  ])('scope %s -> %s', (wrong, right) => {
    expect(nearestNames(wrong, catalog.scopes)[0]).toBe(right);
  });

  it('fills in a missing part', () => {
    expect(nearestNames('queue:view', catalog.permissions)).toContain('routing:queue:view');
  });

  it('says nothing where nothing is near, keeps to the limit and to one order', () => {
    expect(nearestNames('zzz:qqq:xxx', catalog.permissions)).toEqual([]);
    expect(nearestNames('', catalog.permissions)).toEqual([]);
    expect(nearestNames('routing:queue:vie', catalog.permissions, 2)).toHaveLength(2);
    expect(nearestNames('a:b:x', ['a:b:z', 'a:b:y'])).toEqual(['a:b:y', 'a:b:z']);
    expect(nearestNames('a:b:x', ['a:b:y', 'a:b:z'])).toEqual(['a:b:y', 'a:b:z']);
  });
});
