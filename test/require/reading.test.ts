import { describe, expect, it } from 'vitest';
import { readName, type GrantList } from '../../src/require/reading.js';
import { SAMPLE } from './sample-catalog.js';

function read(text: string, list: GrantList): string {
  const { spelling, permissions, scopes } = readName(text, list, SAMPLE);
  return `${spelling} ${permissions.join(',')} / ${scopes.join(',')}`;
}

describe('among permissions', () => {
  it.each([
    ['routing:queue:view', 'real routing:queue:view / '],
    [' Routing:Queue:View ', 'real routing:queue:view / '],
    ['Routing > Queue > View', 'real routing:queue:view / '],
    ['Quality > Evaluation Form > View', 'real quality:evaluationForm:view / '],
    ['Routing > Queue > All Permissions', 'real routing:queue:* / '],
    ['Routing > Nothing > View', 'unknown  / '],
    ['admin', 'real admin / '],
    ['routing:*:*', 'real routing:*:* / '],
    ['routing:queue:*', 'real routing:queue:* / '],
    ['nothing:*:*', 'unknown  / '],
    ['*:*:*', 'real *:*:* / '],
    ['*:*', 'alias *:*:* / '],
    ['user:*', 'alias directory:user:* / '],
    ['routing:queue:read', 'alias routing:queue:view / '],
    ['routing:readonly', 'misplaced  / routing:readonly'],
    ['all', 'alias  / '],
    ['routing:queue:veiw', 'unknown  / '],
  ])('%s', (text, expected) => {
    expect(read(text, 'permissions')).toBe(expected);
  });
});

describe('among scopes', () => {
  it.each([
    ['Routing:Readonly', 'real  / routing:readonly'],
    ['routing:queue:view', 'misplaced routing:queue:view / '],
    ['Routing > Queue > View', 'misplaced routing:queue:view / '],
    ['routing:queue:read', 'alias routing:queue:view / routing,routing:readonly'],
    ['user:*', 'alias directory:user:* / users'],
    ['routing:*', 'alias  / routing'],
    ['routing:queue:*', 'misplaced routing:queue:* / '],
    ['routing:write', 'unknown  / '],
  ])('%s', (text, expected) => {
    expect(read(text, 'scopes')).toBe(expected);
  });

  it('takes `*:*` for all scopes as well', () => {
    expect(readName('*:*', 'scopes', SAMPLE)).toMatchObject({ spelling: 'alias', permissions: ['*:*:*'], scopes: SAMPLE.scopes });
  });
});
