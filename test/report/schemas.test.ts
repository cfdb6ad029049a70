import { describe, expect, it } from 'vitest';
import { RULES } from '../../rules/checks/index.js';
import type { RunResult } from '../../src/model/index.js';
import { auditReport } from '../../src/report/audit-report.js';
import { gitlabJson } from '../../src/report/gitlab.js';
import { junitXml } from '../../src/report/junit.js';
import { sarifLogs } from '../../src/report/sarif.js';
import { run, sample } from '../cli/harness.js';
import { EMPTY_RESULT, HOSTILE_RESULT, manyFindings } from './hostile.js';
import { FINDING, RESULT } from './sample-result.js';
import { gitlabFaults, hasXmllint, junitFaults, sarifFaults } from './schemas/validate.js';

const rules = RULES.map(({ id, title, severity }) => ({ id, title, severity, help: `# ${id}` }));

const RESULTS: [string, RunResult][] = [
  ['a finding', RESULT],
  ['nothing', EMPTY_RESULT],
  ['hostile text', HOSTILE_RESULT],
  ['a note', { ...RESULT, findings: [{ ...FINDING, severity: 'note' }] }],
  ['code without a manifest', { ...RESULT, findings: [{ ...FINDING, application: '' }] }],
  ['thousands of findings', manyFindings(5_000)],
];
const SAMPLES = ['guide-service', 'queue-dashboard'];

/** How many elements of a name there are, and what a count at the top says. */
const elements = (xml: string, name: string): number => xml.match(new RegExp(`<${name}[ >/]`, 'g'))?.length ?? 0;
const said = (xml: string, count: string): number => Number(new RegExp(`<testsuites [^>]*\\b${count}="(\\d+)"`).exec(xml)?.[1]);

describe.skipIf(!hasXmllint)('JUnit by its schema', () => {
  it.each(RESULTS)('takes %s, and counts its cases rightly', (_, result) => {
    const xml = junitXml(auditReport(result), rules);
    expect(junitFaults(xml)).toBe('');
    expect([said(xml, 'tests'), said(xml, 'failures'), said(xml, 'errors')]).toEqual([elements(xml, 'testcase'), elements(xml, 'failure'), elements(xml, 'error')]);
  });

  it.each(SAMPLES)('takes what is printed for %s', async (name) => {
    expect(junitFaults((await run([sample(name), '--format', 'junit'])).stdout)).toBe('');
  });

  it.each([
    ['no name', '<testsuites><testsuite tests="0" failures="0" errors="0"/></testsuites>'],
    ['an unknown attribute', '<testsuites><testsuite name="a" tests="0" failures="0" errors="0" warnings="0"/></testsuites>'],
    ['a case outside a suite', '<testsuites><testcase name="a"/></testsuites>'],
    ['broken markup', '<testsuites>'],
  ])('refuses %s', (_, xml) => {
    expect(junitFaults(xml)).not.toBe('');
  });
});

describe('GitLab Code Quality by its schema', () => {
  it.each(RESULTS)('takes %s, each with a fingerprint of its own', (_, result) => {
    const text = gitlabJson(auditReport(result));
    expect(gitlabFaults(text)).toBe('');
    const prints = (JSON.parse(text) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(result.findings.length);
  });

  it.each(SAMPLES)('takes what is printed for %s', async (name) => {
    expect(gitlabFaults((await run([sample(name), '--format', 'gitlab'])).stdout)).toBe('');
  });

  it('refuses what lacks a severity, or a path from the top', () => {
    const entry = { description: 'a', check_name: 'b', fingerprint: 'c', severity: 'minor', location: { path: 'a.ts', lines: { begin: 1 } } };
    expect(gitlabFaults(JSON.stringify([entry]))).toBe('');
    expect(gitlabFaults(JSON.stringify([{ ...entry, severity: 'warning' }]))).not.toBe('');
    expect(gitlabFaults(JSON.stringify([{ ...entry, location: { ...entry.location, path: './a.ts' } }]))).not.toBe('');
  });
});

describe('SARIF by its schema', () => {
  it.each(SAMPLES)('takes what is printed for %s, hidden findings and all', async (name) => {
    expect(sarifFaults((await run([sample(name), '--format', 'sarif', '--show', 'all'])).stdout)).toBe('');
  });

  it.each(RESULTS)('takes %s', (_, result) => {
    expect(sarifLogs(auditReport(result), { rules, showHidden: true }).map(sarifFaults)).toEqual(['']);
  });
});
