import { describe, expect, it } from 'vitest';
import { CHECKS, RULES, UPKEEP_CHECKS } from '../../rules/checks/index.js';
import { compareUngoverned } from '../../src/audit/compare.js';
import { exitCode } from '../../src/audit/exit-code.js';
import { applyPolicy, countSeverities, type Policy } from '../../src/audit/policy.js';
import { renderMessage } from '../../src/audit/render.js';
import { compareFindings } from '../../src/model/index.js';
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
    const findings = compareUngoverned(codeOf(['GET /api/v2/users src/a.ts:1', 'GET /api/v2/nothing src/b.ts:1']), { catalog: SAMPLE, checks: CHECKS, policy: { deny: [], approve: [] }, today: '2026-11-25' });
    expect(short(findings)).toEqual([
      'warning ungoverned-call/noManifest: 2 calls in `src` are governed by no manifest.',
      'warning unknown-endpoint/path: The code calls `GET /api/v2/nothing`, which the platform does not have.',
    ]);
    expect(findings[0]).toMatchObject({ application: '', fix: 'Run `scope-audit init src`, which writes `src/scope-manifest.yaml` with what they need; or leave them out: `exclude: ["src"]` in `scope-audit.yaml`.' });
  });

  it('says nothing where there is no call', () => {
    expect(compareUngoverned(codeOf([]), { catalog: SAMPLE, checks: CHECKS, policy: { deny: [], approve: [] }, today: '2026-11-25' })).toEqual([]);
  });
});

const POLICY: Policy = { rules: RULES, upkeepChecks: UPKEEP_CHECKS, settings: {}, suppressions: [], broken: [], whole: true, applicationOf: () => 'app', today: '2026-11-25' };

describe('applyPolicy', () => {
  const findings = compare(MANIFEST, LINES);

  it('hides what is off, and counts it', () => {
    const { findings: kept, hidden } = applyPolicy(findings, { ...POLICY, settings: { 'unresolved-call': 'off', 'excess-permission': { severity: 'off' } } });
    expect(kept.map(({ rule }) => rule)).not.toContain('unresolved-call');
    expect(hidden.map(({ hidden: { by } }) => by)).toEqual(hidden.map(() => 'off'));
    expect(hidden).toHaveLength(findings.filter(({ rule }) => rule === 'excess-permission' || rule === 'unresolved-call').length);
  });

  it('sets severities, and never hardens what the rule softened', () => {
    const text = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view, routing:queue:edit]\n';
    const open = compare(text, ['GET /api/v2/routing/queues/{queueId} a.ts:1', 'PUT /api/v2/routing/queues/{queueId} a.ts:1 possible']);
    expect(open.map(({ rule, severity }) => [rule, severity])).toEqual([['excess-permission', 'warning']]);
    const severities = (setting: 'error' | 'note'): string[] => applyPolicy(open, { ...POLICY, settings: { 'excess-permission': setting } }).findings.map(({ severity }) => severity);
    expect([severities('error'), severities('note')]).toEqual([['warning'], ['note']]);
    const harder = applyPolicy(findings, { ...POLICY, settings: { 'unresolved-call': { severity: 'error', max: 3 } } }).findings;
    expect(harder.find(({ rule }) => rule === 'unresolved-call')?.severity).toBe('error');
    expect([...harder].sort(compareFindings)).toEqual(harder);
  });

  it('counts by severity', () => {
    expect(countSeverities([{ severity: 'error' }, { severity: 'note' }, { severity: 'error' }])).toEqual({ error: 2, warning: 0, note: 1 });
  });
});

describe('exitCode', () => {
  const warning = [{ rule: 'a', severity: 'warning' as const }];
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
    expect(exitCode(findings, { failOn, rules: {} }, troubles)).toBe(code);
  });

  it('lets a rule have as many findings as its setting says, and not one more', () => {
    const rules = { a: { max: 2 } };
    const notes = (n: number) => Array.from({ length: n }, () => ({ rule: 'a', severity: 'error' as const }));
    expect([2, 3].map((n) => exitCode(notes(n), { failOn: 'error', rules }, []))).toEqual([0, 1]);
    expect(exitCode([...notes(2), { rule: 'b', severity: 'error' }], { failOn: 'error', rules }, [])).toBe(1);
    expect(exitCode(notes(3), { failOn: 'never', rules }, [])).toBe(1);
  });
});

it('renderMessage fills names and keeps what has no data', () => {
  expect(renderMessage('{a} and {b} and {a}', { a: '`/x/{id}`' })).toBe('`/x/{id}` and {b} and `/x/{id}`');
});
