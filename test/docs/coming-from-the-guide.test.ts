import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { catalog } from '../catalog/real-catalog.js';
import { root } from '../cli/harness.js';

const page = readFileSync(path.join(root, 'docs/coming-from-the-guide.md'), 'utf8');
const [, table = ''] = /\| in the guide [^\n]*\n\| ---[^\n]*\n([\s\S]*?)\n\n/.exec(page) ?? [];
const namesIn = (cell: string): string[] => [...cell.matchAll(/`([a-zA-Z*-]+(?::[a-zA-Z*]+)*)`/g)].map(([, name = '']) => name);

it('the table of names says what the alias table knows', () => {
  const rows = table.split('\n').map((line) => line.split(' | ').map((cell) => cell.replace(/^\|/, '')));
  expect(rows.length).toBe(8);
  for (const [name = '', permission = '', scopes = '', endpoint = ''] of rows) {
    const [guide = ''] = namesIn(name);
    const alias = catalog.alias(guide);
    expect([guide, alias?.scopes]).toEqual([guide, namesIn(scopes)]);
    expect(namesIn(permission).filter((one) => alias?.permissions.includes(one) !== true)).toEqual([]);
    const [, operation = ''] = /`((?:GET|POST) [^`…]+)`/.exec(endpoint) ?? [];
    if (operation !== '') expect(namesIn(scopes).filter((scope) => catalog.operation(operation)?.scopes.includes(scope) !== true)).toEqual([]);
  }
});

it('the actions that look invented are real, and no others end so', () => {
  const [, real = '', only = ''] = /look invented exist as well: ([^.]*)\. Of all permissions only ([^.]*?) ends in `:write`, and none in `:query`\./.exec(page.replace(/\s+/g, ' ')) ?? [];
  expect(namesIn(real).map((name) => catalog.permission(name))).toEqual(namesIn(real));
  expect(namesIn(real)).not.toEqual([]);
  expect(catalog.permissions.filter((name) => /:(?:write|query)$/.test(name))).toEqual(namesIn(only));
});
