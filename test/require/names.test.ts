import { describe, expect, it } from 'vitest';
import { covers, uiParts, wildcard } from '../../src/require/names.js';

describe('covers', () => {
  it.each([
    ['routing:queue:view', 'Routing:Queue:VIEW', true],
    ['routing:queue:view', 'routing:queue:edit', false],
    ['routing:queue:edit', 'routing:queue:view', false],
    ['routing:queue:*', 'routing:queue:view', true],
    ['routing:queue:*', 'routing:queueX:view', false],
    ['routing:*:*', 'routing:skill:edit', true],
    ['routing:*:view', 'routing:skill:view', true],
    ['routing:*:view', 'routing:skill:edit', false],
    ['routing:*:*', 'routing', false],
    ['*:*:*', 'routing:skill:edit', true],
    ['*:*:*', 'admin', true],
    ['admin', 'Admin', true],
    ['admin', 'routing:queue:view', false],
  ])('%s, %s: %s', (granted, permission, expected) => {
    expect(covers(granted, permission)).toBe(expected);
  });
});

describe('wildcard', () => {
  it.each([
    ['*', '*:*:*'],
    ['*:*', '*:*:*'],
    ['*:*:*', '*:*:*'],
    ['routing:*', 'routing:*:*'],
    ['routing:*:*', 'routing:*:*'],
    ['routing:queue:*', 'routing:queue:*'],
    ['routing:*:view', 'routing:*:view'],
    ['routing:queue', undefined],
    ['routing:queue:view', undefined],
    ['*:queue:view', undefined],
    ['*:queue', undefined],
    ['routing:qu*:view', undefined],
    ['routing:*:*:*', undefined],
    ['routing::*', undefined],
  ])('%s -> %s', (text, expected) => {
    expect(wildcard(text)).toBe(expected);
  });
});

describe('uiParts', () => {
  it.each([
    ['Routing > Queue > View', ['routing', 'queue', 'view']],
    ['Quality>Evaluation Form>View', ['quality', 'evaluationform', 'view']],
    ['routing:queue:view', undefined],
    ['Routing > > View', undefined],
  ])('%s', (text, expected) => {
    expect(uiParts(text)).toEqual(expected);
  });
});
