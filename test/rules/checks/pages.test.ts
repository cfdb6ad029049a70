import { describe, expect, it } from 'vitest';
import { RULES } from '../../../rules/checks/index.js';
import { auditFiles } from './audit-files.js';
import { exampleFiles, readPages, type ExampleKind } from './page-examples.js';

const pages = readPages();

async function found(page: string, kind: ExampleKind) {
  const { findings, problems } = await auditFiles(exampleFiles(page, kind));
  return { rules: [...new Set(findings.map(({ rule }) => rule))], problems: problems.filter(({ level }) => level === 'error') };
}

describe('the examples of', () => {
  it.each(RULES)('$id report it alone, and nothing', async ({ id }) => {
    const page = pages.get(id) ?? '';
    expect(await found(page, 'reports')).toEqual({ rules: [id], problems: [] });
    expect(await found(page, 'clean')).toEqual({ rules: [], problems: [] });
  });
});
