import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/checks/index.js';
import { applyOverlay } from '../../src/catalog/index.js';
import { readConfig } from '../../src/config/read-config.js';
import { data } from '../catalog/real-catalog.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const readme = read('README.md');

describe('README', () => {
  it('shows the complete manifest as it stands in the fixtures', () => {
    const [, file = '', block] = /<!-- manifest: (\S+) -->\n```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(block).toBe(read(file).replace(/^# yaml-language-server.*\n/, ''));
  });

  it('gives the accuracy that the last measurement wrote down', () => {
    const table = read('docs/accuracy.md');
    const [, labels, found, , , falseCalls] = /^\| all \|(?: (\d+) \|)(?: (\d+) \|)(?: (\d+) \|)(?: (\d+) \|)(?: (\d+) \|)/m.exec(table) ?? [];
    const repositories = table.match(/ @ [0-9a-f]{10} \|/g)?.length;
    const [, ...said] = /Last run: (\d+) of (\d+) labelled call sites found, (\d+)\s+false, over (\d+) repositories/.exec(readme) ?? [];
    expect(said).toEqual([found, labels, falseCalls, String(repositories)]);
  });

  it('shows a configuration that is accepted', () => {
    const [, block = ''] = /<!-- configuration -->\n```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    const { config, problems } = readConfig(block, 'scope-audit.yaml', RULES.map((check) => check.id));
    expect(problems).toEqual([]);
    expect(applyOverlay(data, config?.settings.catalog?.overlay ?? []).problems).toEqual([]);
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(named).not.toEqual([]);
  });

  it('links only to files that exist', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(path.join(root, target)))).toEqual([]);
  });
});
