import { SEVERITIES, type ChangedName, type Difference } from '../model/index.js';
import { findingJson, problemJson, stampJson, unresolvedJson } from './audit-report.js';

/** The difference in structs of its own: what `diff --format json` prints. */
export type DifferenceReport = ReturnType<typeof differenceReport>;

export function differenceReport({ stamp, base, notes, needs, grants, unresolved, findings, counts, mended, old, problems, exit }: Difference) {
  return {
    ...stampJson(stamp),
    base: { ref: base.ref, commit: base.commit ?? null },
    notes: [...notes],
    needs: { added: needs.added.map(nameJson), removed: needs.removed.map(nameJson) },
    grants: { added: grants.added.map(nameJson), removed: grants.removed.map(nameJson) },
    unresolved: { added: unresolved.added.map(unresolvedJson), removed: unresolved.removed },
    findings: findings.map(findingJson),
    counts: Object.fromEntries(SEVERITIES.map((severity) => [severity, counts[severity]])),
    mended,
    old: old ?? null,
    problems: problems.map(problemJson),
    exit,
  };
}

export function nameJson({ application, client, kind, names, places }: ChangedName) {
  return { application, client, kind, anyOf: [...names], places: places.map(({ file, line, column, note }) => ({ file, line, column, note })) };
}

export function differenceJson(difference: Difference): string {
  return `${JSON.stringify(differenceReport(difference), null, 2)}\n`;
}
