import type { Explanation, RunResult, WhatIf } from '../model/index.js';
import { auditReport, callJson, stampJson, unresolvedJson, type AuditReport } from './audit-report.js';

/** The audit as versioned JSON (dist/schemas/result.json describes it). */
export function auditJson(result: RunResult): string {
  return reportJson(auditReport(result));
}

export function reportJson(report: AuditReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** What `explain --format json` prints. */
export function explanationJson({ stamp, subject, grant, operations, unresolved }: Explanation): string {
  const out = {
    ...stampJson(stamp),
    subject,
    grant: grant ?? null,
    operations: operations.map(({ operation, least, calls }) => ({ ...operation, least, calls: calls.map(callJson) })),
    unresolved: unresolved.map(unresolvedJson),
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}

/** What `what-if --format json` prints. */
export function whatIfJson({ stamp, without, broken, untouched, unresolved, exit }: WhatIf): string {
  const out = {
    ...stampJson(stamp),
    exit,
    without,
    broken: broken.map(({ application, client, environment, calls }) => ({
      application,
      client,
      environment: environment ?? null,
      calls: calls.map((call) => ({ ...callJson(call), lacks: call.lacks })),
    })),
    untouched,
    unresolved,
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}
