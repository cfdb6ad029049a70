import { expect, test } from 'vitest';
import { nearest, suggest } from '../../src/document/nearest.js';

test.each([
  ['permisions', ['permissions', 'paths'], 'permissions'],
  ['ROUTING:QUEUE:VEIW', ['routing:queue:edit', 'routing:queue:view'], 'routing:queue:view'],
  ['wbe', ['web', 'api'], 'web'],
  ['x', ['y'], undefined],
  ['clients', ['environments'], undefined],
  ['abcd', ['abce', 'abcf'], 'abce'],
])('%s', (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected);
});

test('a suggestion lists what is accepted', () => {
  expect(suggest('wbe', ['web', 'api'])).toBe('did you mean `web`? accepted: web, api');
  expect(suggest('other', ['web', 'api'])).toBe('accepted: web, api');
});
