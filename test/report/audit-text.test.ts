import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/index.js';
import { auditText } from '../../src/report/audit-text.js';
import { CALL, FINDING, RESULT, sourceLine } from './sample-result.js';

const plain = { colour: false, sourceLine };
const ESCAPE = '\u001b';

describe('auditText', () => {
  it('shows a finding with its frame, manifest line, reason and edit', () => {
    expect(auditText(RESULT, plain)).toMatchInlineSnapshot(`
      "dashboard  scope-manifest.yaml · 1 client · 1 call of 1 endpoint

      error[missing-permission]: Client "server" is not granted routing:queue:edit.
       --> src/queues.ts:2:10
        |
      2 |     routing.putRoutingQueue(id, queue); // 客
        |             ^^^^^^^^^^^^^^^ calls PUT /api/v2/routing/queues/{queueId}
       ::: scope-manifest.yaml:5:5 the permissions granted
        = why: PUT /api/v2/routing/queues/{queueId} needs routing:queue:edit [openapi-2026-07].
        = fix: Add \`routing:queue:edit\` to the permissions of "server" in scope-manifest.yaml.

      1 error in 1 application · 2 files followed of 12 · catalog of 2026-01-01
      "
    `);
  });

  it('colours only when asked, and says the same', () => {
    const coloured = auditText(RESULT, { ...plain, colour: true });
    expect(coloured).toContain(`${ESCAPE}[31m`);
    expect(coloured.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')).toBe(auditText(RESULT, plain));
  });

  it('writes out what would steer a terminal, wherever it comes from', () => {
    const evil = `x${ESCAPE}]0;owned\u0007\u202e`;
    const finding: Finding = { ...FINDING, message: evil, why: evil, fix: evil, places: [{ file: evil, line: 1, column: 1, note: evil }] };
    const text = auditText(
      { ...RESULT, findings: [finding], problems: [{ level: 'error', code: 'x', message: evil, place: FINDING.places[0] }] },
      { colour: false, sourceLine: () => evil },
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    expect(text).toContain('\\u{1b}]0;owned\\u{7}');
  });

  it('keeps to the width of the terminal', () => {
    const long = Array.from({ length: 60 }, () => 'word').join(' ');
    const finding: Finding = { ...FINDING, message: long, why: long, fix: long };
    const lines = auditText({ ...RESULT, findings: [finding] }, { colour: false, width: 60, sourceLine: () => long }).split('\n');
    expect(Math.max(...lines.filter((line) => line.includes('word')).map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('sums up what was not resolved, not counted and hidden', () => {
    const [application] = RESULT.applications;
    if (application === undefined) throw new Error('the sample has an application');
    const unresolved = { file: 'a.ts', line: 1, column: 1, reason: 'unknown-path', seen: 'GET {}', via: 'http', evidence: [] } as const;
    const text = auditText(
      { ...RESULT, hidden: [{ ...FINDING, hidden: { by: 'baseline' } }, { ...FINDING, hidden: { by: 'baseline' } }, { ...FINDING, hidden: { by: 'off' } }], applications: [{ ...application, unresolved: [unresolved], tests: { calls: [CALL], unresolved: [] } }] },
      plain,
    );
    expect(text).toContain('not resolved: 1 call (');
    expect(text).toContain('not counted: 1 call in test code');
    expect(text).toContain('hidden: 2 in the baseline, 1 of missing-permission (off)\n');
  });

  it('shows the needs and the way on when there is no manifest', () => {
    const text = auditText(
      {
        ...RESULT,
        applications: [],
        findings: [],
        counts: { error: 0, warning: 0, note: 0 },
        ungoverned: { calls: [CALL], unresolved: [], logins: [], tests: { calls: [], unresolved: [] } },
        proposal: { permissions: [{ name: 'routing:queue:edit', places: [{ file: 'src/queues.ts', line: 2, column: 9, note: CALL.path }] }], scopes: [] },
        exit: 2,
      },
      plain,
    );
    expect(text).toContain('routing:queue:edit  src/queues.ts:2');
    expect(text).toContain('scopes: none');
    expect(text).toContain('scope-audit init');
  });
});
