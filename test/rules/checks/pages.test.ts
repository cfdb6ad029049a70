import { describe, expect, it } from 'vitest';
import { RULES } from '../../../rules/checks/index.js';
import { DEFAULT_CONFIG, type Config } from '../../../src/config/config.js';
import { mergeConfig } from '../../../src/config/merge-config.js';
import { readConfig } from '../../../src/config/read-config.js';
import { LANGUAGES } from '../../../src/languages/index.js';
import { audit } from '../../../src/run.js';
import { catalog } from '../../catalog/real-catalog.js';
import { exampleFiles, readPages } from './page-examples.js';

const pages = readPages();

function configOf(text: string | undefined): Config {
  if (text === undefined) return DEFAULT_CONFIG;
  const { config, problems } = readConfig(text, 'scope-audit.yaml', RULES.map(({ id }) => id));
  expect(problems).toEqual([]);
  return mergeConfig(config).config;
}

/** What an audit of the files alone finds. */
async function auditFiles(files: ReadonlyMap<string, string>) {
  const result = await audit(
    { config: configOf(files.get('scope-audit.yaml')), today: '2026-11-25', tool: '0.0.0' },
    {
      files: [...files.keys()].sort(),
      links: new Map(),
      read: (file) => {
        const text = files.get(file);
        return text === undefined ? { reason: 'missing', message: `${file} does not exist` } : Buffer.from(text);
      },
      languages: LANGUAGES,
      catalog: () => Promise.resolve(catalog),
      progress: () => undefined,
    },
  );
  return { rules: [...new Set(result.findings.map(({ rule }) => rule))], problems: result.problems.filter(({ level }) => level === 'error') };
}

describe('the examples of', () => {
  it.each(RULES)('$id report it alone, and nothing', async ({ id }) => {
    const page = pages.get(id) ?? '';
    expect(await auditFiles(exampleFiles(page, 'reports'))).toEqual({ rules: [id], problems: [] });
    expect(await auditFiles(exampleFiles(page, 'clean'))).toEqual({ rules: [], problems: [] });
  });
});
