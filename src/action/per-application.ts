import { countSeverities } from '../audit/policy.js';
import type { Difference, RunResult } from '../model/index.js';

/** The part of a difference that is one application's. */
export function differenceOfApplication(difference: Difference, name: string, result: RunResult): Difference {
  const own = <T extends { application: string }>(list: readonly T[]): T[] => list.filter((one) => one.application === name);
  const findings = own(difference.findings);
  const part = result.applications.find(({ manifest }) => manifest.name.text === name) ?? result.ungoverned;
  const places = new Set(part.unresolved.map(({ file, line, column }) => `${file}:${line}:${column}`));
  return {
    ...difference,
    needs: { added: own(difference.needs.added), removed: own(difference.needs.removed) },
    grants: { added: own(difference.grants.added), removed: own(difference.grants.removed) },
    unresolved: { added: difference.unresolved.added.filter(({ file, line, column }) => places.has(`${file}:${line}:${column}`)), removed: 0 },
    findings,
    counts: countSeverities(findings),
    mended: 0,
    old: 0,
  };
}

/** Whether there is nothing that a reviewer would want to read. */
export function isQuiet({ needs, grants, unresolved, findings }: Difference): boolean {
  return needs.added.length + needs.removed.length + grants.added.length + grants.removed.length + unresolved.added.length + findings.length === 0;
}
