import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/checks/index.js';
import { SEVERITIES } from '../../src/model/index.js';
import { exampleFiles, readPages } from '../rules/checks/page-examples.js';

const folder = path.resolve(import.meta.dirname, '../../rules/checks');
const pages = readPages();

describe('the list of rules', () => {
  it('has each rule file, each with its page, once', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts').map((name) => name.slice(0, -'.ts'.length));
    expect(RULES.map(({ id }) => id).sort()).toEqual(files.sort());
    expect([...pages.keys()].sort()).toEqual(files);
  });

  it.each(RULES)('$id says what it needs to', (check) => {
    expect(check.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
    expect(SEVERITIES).toContain(check.severity);
    expect(Object.keys(check.messages).length).toBeGreaterThan(0);
    for (const text of Object.values(check.messages)) expect(text).toMatch(/^[A-Z{].*[^.]\.$/);
  });
});

describe('the page of', () => {
  it.each(RULES)('$id has the title, the severity and every part', ({ id, title, severity, level }) => {
    const page = pages.get(id) ?? '';
    const compares = { client: 'Compares each client', application: 'Compares the application as a whole', live: 'Compares each client with the organisation', run: 'Looks at what the run leaves out' }[level];
    expect(page.startsWith(`# ${id}\n\n${title}. Severity: ${severity}. ${compares}.\n`)).toBe(true);
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(['What', 'Why', 'Fix', 'Detects', 'Known limits', 'Reports', 'Clean']);
    for (const kind of ['reports', 'clean'] as const) expect([...exampleFiles(page, kind).keys()]).toEqual(expect.arrayContaining(['src/app.ts', 'scope-manifest.yaml']));
  });
});
