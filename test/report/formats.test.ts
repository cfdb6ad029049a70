import { describe, expect, it } from 'vitest';
import { auditReport } from '../../src/report/audit-report.js';
import { inRepository } from '../../src/report/in-repository.js';
import { githubCommands } from '../../src/report/github.js';
import { gitlabJson } from '../../src/report/gitlab.js';
import { auditJson } from '../../src/report/json.js';
import { junitXml } from '../../src/report/junit.js';
import { markdownText } from '../../src/report/markdown.js';
import { readResult } from '../../src/saved/result-file.js';
import { EMPTY_RESULT, HOSTILE_RESULT, manyFindings } from './hostile.js';
import { FINDING, RESULT } from './sample-result.js';

const hostile = auditReport(HOSTILE_RESULT);
const rules = [{ id: 'missing-permission', title: 'Missing', severity: 'error' as const, help: '' }, { id: 'unknown-name', title: 'Unknown', severity: 'warning' as const, help: '' }];

describe('githubCommands', () => {
  it('annotates the line, below the folder that is audited', () => {
    expect(githubCommands(inRepository(auditReport(RESULT), 'apps/a'))).toBe(
      '::error file=apps/a/src/queues.ts,line=2,col=10,title=missing-permission::Client "server" is not granted routing:queue:edit.%0AAdd `routing:queue:edit` to the permissions of "server" in scope-manifest.yaml.\n',
    );
  });

  it('is one line a command, whatever the text holds', () => {
    const lines = githubCommands(hostile).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^::error file=[^:,\r\n]*,line=3,col=1,title=[^:,\r\n]*::[^\r\n\u0000-\u001f\u202a-\u202e]*$/);
  });

  it('stays within what a step may show, and counts the rest', () => {
    const lines = githubCommands(auditReport(manyFindings(30_000))).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.at(-1)).toBe('29990 more findings without an annotation: a step shows 10 of a level.');
  });
});

describe('markdownText', () => {
  it('sums up, names the place and folds the rest away', () => {
    const text = markdownText(auditReport(RESULT));
    expect(text).toContain('## scope-audit: 1 error in 1 application\n');
    expect(text).toContain('<code>src/queues.ts&#58;2</code>');
    expect(markdownText(auditReport(EMPTY_RESULT))).toContain('no findings');
  });

  it('lets no text be markup, a mention, a link or a reference', () => {
    const text = markdownText(hostile).replaceAll(/<\/?(?:details|summary|b|i|code|ul|li|sub)>|&#\d+;|^- |^##+ /gm, '');
    expect(text).not.toMatch(/[<>`@|[\]*_~\\{}$#&]|https:|\u0000|\u202e/);
  });

  it('fits the limit and says how many are left out', () => {
    const text = markdownText(auditReport(manyFindings(30_000)), { limit: 65_536, full: 'see the artifact' });
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(/\n\d+ more findings would not fit here: see the artifact\.\n/);
  });
});

describe('junitXml', () => {
  it('has a failed case for a finding and a passed one for each quiet rule', () => {
    const xml = junitXml(auditReport(RESULT), rules);
    expect(xml).toContain('<testsuite name="scope-audit dashboard" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testcase classname="scope-audit.dashboard" name="unknown-name: Unknown"/>');
    expect(junitXml(auditReport({ ...RESULT, findings: [{ ...FINDING, severity: 'note' }] }), rules)).toMatch(/failures="0"[\s\S]*<system-out>/);
  });

  it('is well-formed for any text', () => {
    const xml = junitXml(hostile, rules);
    const text = xml.replaceAll(/<\?xml[^>]*\?>|<\/?[a-z-]+(?: [a-z]+="[^"<>]*")*\/?>/g, '');
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });
});

describe('gitlabJson', () => {
  it('has what the format asks for, with fingerprints of their own that no line moves', () => {
    const moved = { ...FINDING, places: [{ ...FINDING.places[0], file: 'src/other.ts', line: 99 }] as const };
    const entries = JSON.parse(gitlabJson(auditReport({ ...RESULT, findings: [FINDING, FINDING] }))) as { fingerprint: string }[];
    expect(entries[0]).toMatchObject({ check_name: 'missing-permission', severity: 'critical', location: { path: 'src/queues.ts', lines: { begin: 2 } } });
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect(JSON.parse(gitlabJson(auditReport({ ...RESULT, findings: [moved] })))).toMatchObject([{ fingerprint: entries[0]?.fingerprint }]);
    expect(JSON.parse(gitlabJson(auditReport(EMPTY_RESULT)))).toEqual([]);
  });
});

describe('readResult', () => {
  it('reads what was printed', () => {
    for (const result of [RESULT, HOSTILE_RESULT, EMPTY_RESULT]) expect(readResult(auditJson(result), 'r.json')).toEqual({ report: JSON.parse(auditJson(result)) as unknown, problems: [] });
  });

  it.each(['{}', '[]', '{"format":2}', 'null', '{', auditJson(RESULT).slice(0, 2000)])('refuses %.20j with a place', (text) => {
    const { report, problems } = readResult(text, 'r.json');
    expect(report).toBeUndefined();
    expect(problems.map(({ level, place }) => [level, place.file])).toContainEqual(['error', 'r.json']);
  });
});
