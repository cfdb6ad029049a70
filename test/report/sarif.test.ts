import { describe, expect, it } from 'vitest';
import { auditReport } from '../../src/report/audit-report.js';
import { sarifLogs } from '../../src/report/sarif.js';
import type { RunResult } from '../../src/model/index.js';
import { EMPTY_RESULT, HOSTILE_RESULT, manyFindings } from './hostile.js';
import { FINDING, RESULT } from './sample-result.js';
import { sarifFaults } from './schemas/validate.js';

const rules = [
  { id: 'missing-permission', title: 'Missing', severity: 'error' as const, help: '# page' },
  { id: 'excess-permission', title: 'Excess', severity: 'error' as const, help: '# page', weakness: { cwe: [250], score: 5.5 } },
];

interface Log {
  runs: {
    automationDetails: { id: string };
    tool: { driver: { rules: { properties: Record<string, unknown> }[] } };
    results: {
      ruleIndex: number;
      partialFingerprints: Record<string, string>;
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
      suppressions?: { kind: string }[];
      codeFlows?: { threadFlows: { locations: { location: { physicalLocation: { artifactLocation: { uri: string } } } }[] }[] }[];
    }[];
  }[];
}

function logsOf(result: RunResult, showHidden = false): Log[] {
  return sarifLogs(auditReport(result), { rules, showHidden }).map((text) => {
    expect(sarifFaults(text)).toBe('');
    return JSON.parse(text) as Log;
  });
}

describe('sarifLogs', () => {
  it('is valid, and has a run of its own category for each application', () => {
    const [log] = logsOf(RESULT);
    expect(log?.runs.map(({ automationDetails }) => automationDetails.id)).toEqual(['scope-audit/dashboard/']);
    expect(log?.runs[0]?.results[0]).toMatchObject({
      ruleId: 'missing-permission',
      ruleIndex: 0,
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/queues.ts', uriBaseId: 'SRCROOT' }, region: { startLine: 2, startColumn: 10 } } }],
      partialFingerprints: { 'scopeAudit/v1': '0123456789abcdef:1' },
    });
  });

  it('tells of each rule its weakness and weight', () => {
    const [log] = logsOf(RESULT);
    expect(log?.runs[0]?.tool.driver.rules.map(({ properties }) => properties)).toEqual([
      { tags: ['correctness'], precision: 'high' },
      { tags: ['security', 'external/cwe/cwe-250'], precision: 'high', 'security-severity': '5.5' },
    ]);
  });

  it('leads from the call through the helpers to the request and on to the manifest', () => {
    const [application] = RESULT.applications;
    const [call] = application?.calls ?? [];
    if (application === undefined || call === undefined) throw new Error('the sample has a call');
    const through = { ...call, evidence: [{ file: 'src/http.ts', line: 4, column: 1, role: 'request' as const }, { file: 'src/api.ts', line: 8, column: 1, role: 'wrapper' as const }] };
    const [log] = logsOf({ ...RESULT, applications: [{ ...application, calls: [through] }] });
    const [flow] = log?.runs[0]?.results[0]?.codeFlows ?? [];
    expect(flow?.threadFlows[0]?.locations.map(({ location }) => location.physicalLocation.artifactLocation.uri)).toEqual(['src/queues.ts', 'src/api.ts', 'src/http.ts', 'scope-manifest.yaml']);
  });

  it('keeps apart findings that differ by place alone, whatever their lines', () => {
    const twice = (line: number): RunResult => ({ ...RESULT, findings: [FINDING, { ...FINDING, places: [{ ...FINDING.places[0], line }] }] });
    const keys = (result: RunResult) => logsOf(result)[0]?.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints['scopeAudit/v1']);
    expect(keys(twice(9))).toEqual(['0123456789abcdef:1', '0123456789abcdef:2']);
    expect(keys(twice(90))).toEqual(keys(twice(9)));
  });

  it('has hidden findings as suppressed results where they are asked for', () => {
    expect(logsOf(HOSTILE_RESULT)[0]?.runs[0]?.results).toHaveLength(1);
    expect(logsOf(HOSTILE_RESULT, true)[0]?.runs[0]?.results.map(({ suppressions }) => suppressions?.[0]?.kind)).toEqual([undefined, 'inSource']);
  });

  it('is valid for hostile text and for nothing', () => {
    expect(logsOf(HOSTILE_RESULT)[0]?.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toMatch(/^src\/[\w%.~!*'()/-]+$/);
    expect(logsOf(EMPTY_RESULT)[0]?.runs).toMatchObject([{ results: [], automationDetails: { id: 'scope-audit//' } }]);
  });

  it('splits runs and logs under the limits', () => {
    const [log, ...others] = logsOf(manyFindings(25_001));
    expect(others).toEqual([]);
    expect(log?.runs.map(({ automationDetails, results }) => [automationDetails.id, results.length])).toEqual([['scope-audit/dashboard/', 25_000], ['scope-audit/dashboard-2/', 1]]);
    const apps = Array.from({ length: 45 }, (_, i) => ({ ...FINDING, application: `app-${i}` }));
    expect(logsOf({ ...EMPTY_RESULT, findings: apps }).map(({ runs }) => runs.length)).toEqual([20, 20, 5]);
  });
});
