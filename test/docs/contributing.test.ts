import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const contributing = read('CONTRIBUTING.md');
const { scripts, dependencies = {}, devDependencies } = JSON.parse(read('package.json')) as Record<'scripts' | 'devDependencies', Record<string, string>> & { dependencies?: Record<string, string> };

describe('CONTRIBUTING', () => {
  it('gives a reason for every dependency, and for no other', () => {
    const [, table = ''] = /^## Dependencies\n([\s\S]*?)\n## /m.exec(contributing) ?? [];
    const named = [...table.matchAll(/^\| ([^|]+) \| (?!why|---)/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(named.sort()).toEqual(Object.keys(devDependencies).sort());
    expect(dependencies).toEqual({});
  });

  it('names only scripts, files and folders that exist', () => {
    const runs = [...contributing.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    const files = [...contributing.matchAll(/(?:^|[\s`(])((?:src|test|rules|fixtures|scripts)\/[\w./-]+)/gm)].map(([, name = '']) => name.replace(/[.)]+$/, ''));
    expect(runs.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(files.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });
});
