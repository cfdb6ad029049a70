import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../rules/checks/index.js';
import { compareFindings, compareUngoverned } from '../../src/audit/compare.js';
import { exitCode } from '../../src/audit/exit-code.js';
import { applyPolicy, countSeverities } from '../../src/audit/policy.js';
import { renderMessage } from '../../src/audit/render.js';
import { SAMPLE } from '../require/sample-catalog.js';
import { codeOf, compare, short } from '../rules/checks/compare.js';

const MANIFEST = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view, routing:queue:edit, "routing:queue:read", oauth:client:view]\nscopes: [routing]\n';
const LINES = [
  'GET /api/v2/routing/queues b.ts:3',
  'DELETE /api/v2/routing/queues/{queueId} a.ts:9',
  'GET /api/v2/nothing a.ts:1 likely',
  'unresolved unknown-path GET /api/v2/routing/{} c.ts:1',
];

describe('compareApplication', () => {
  it('sorts by severity, place and rule, whatever the order of calls', () => {
    const findings = compare(MANIFEST, LINES);
    expect([...findings].reverse().sort(compareFindings)).toEqual(findings);
    expect(compare(MANIFEST, [...LINES].reverse()).map(({ rule, places }) => [rule, places[0]])).toEqual(findings.map(({ rule, places }) => [rule, places[0]]));
  });

  it('fills in the application and the client, and leaves no placeholder', () => {
    for (const finding of compare(MANIFEST, LINES)) {
      expect(finding.application).toBe('app');
      expect(finding.client === undefined).toBe(CHECKS.find(({ id }) => id === finding.rule)?.level === 'application');
      for (const text of [finding.message, finding.why, finding.fix]) {
        expect(text).toMatch(/\.$/);
        expect(text.replaceAll(/`[^`]*`/g, 'x')).not.toMatch(/[{}]|undefined|\.\.| {2}/);
      }
    }
  });
});

describe('compareUngoverned', () => {
  it('finds calls without a manifest, and what the code itself tells', () => {
    const findings = compareUngoverned(codeOf(['GET /api/v2/users src/a.ts:1', 'GET /api/v2/nothing src/b.ts:1']), { catalog: SAMPLE, checks: CHECKS, today: '2026-11-25' });
    expect(short(findings)).toEqual([
      'warning ungoverned-call/noManifest: 2 calls in `src` are governed by no manifest.',
      'warning unknown-endpoint/path: The code calls `GET /api/v2/nothing`, which the platform does not have.',
    ]);
    expect(findings[0]).toMatchObject({ application: '', fix: 'Run `scope-audit init src` to write a manifest with what they need, or leave the folder out of the audit.' });
  });

  it('says nothing where there is no call', () => {
    expect(compareUngoverned(codeOf([]), { catalog: SAMPLE, checks: CHECKS, today: '2026-11-25' })).toEqual([]);
  });
});

describe('applyPolicy', () => {
  const findings = compare(MANIFEST, LINES);

  it('hides what is off, and counts it', () => {
    const { findings: kept, hidden } = applyPolicy(findings, CHECKS, { 'unresolved-call': 'off', 'excess-permission': 'off' });
    expect(kept.map(({ rule }) => rule)).not.toContain('unresolved-call');
    expect(hidden).toEqual({ 'of excess-permission (off)': findings.filter(({ rule }) => rule === 'excess-permission').length, 'of unresolved-call (off)': 1 });
  });

  it('sets severities, and never hardens what the rule softened', () => {
    const text = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view, routing:queue:edit]\n';
    const open = compare(text, ['GET /api/v2/routing/queues/{queueId} a.ts:1', 'PUT /api/v2/routing/queues/{queueId} a.ts:1 possible']);
    expect(open.map(({ rule, severity }) => [rule, severity])).toEqual([['excess-permission', 'warning']]);
    const severities = (setting: 'error' | 'note'): string[] => applyPolicy(open, CHECKS, { 'excess-permission': setting }).findings.map(({ severity }) => severity);
    expect([severities('error'), severities('note')]).toEqual([['warning'], ['note']]);
    const harder = applyPolicy(findings, CHECKS, { 'unresolved-call': 'error' }).findings;
    expect(harder.find(({ rule }) => rule === 'unresolved-call')?.severity).toBe('error');
    expect([...harder].sort(compareFindings)).toEqual(harder);
  });

  it('counts by severity', () => {
    expect(countSeverities([{ severity: 'error' }, { severity: 'note' }, { severity: 'error' }])).toEqual({ error: 2, warning: 0, note: 1 });
  });
});

describe('exitCode', () => {
  const warning = [{ severity: 'warning' as const }];
  it.each([
    [[], 'error', [], 0],
    [warning, 'error', [], 0],
    [warning, 'warning', [], 1],
    [warning, 'note', [], 1],
    [warning, 'never', [], 0],
    [warning, 'warning', [2], 2],
    [warning, 'warning', [2, 3], 3],
    [[], 'error', [3, 2], 3],
  ] as const)('%j fail on %s with %j: %i', (findings, failOn, troubles, code) => {
    expect(exitCode(findings, failOn, troubles)).toBe(code);
  });
});

it('renderMessage fills names and keeps what has no data', () => {
  expect(renderMessage('{a} and {b} and {a}', { a: '`/x/{id}`' })).toBe('`/x/{id}` and {b} and `/x/{id}`');
});
