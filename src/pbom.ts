import { changes, grantsIn, needsIn } from './difference.js';
import type { Pbom, PbomChanges, RunResult } from './model/index.js';

export function pbomOf(result: RunResult): Pbom {
  const calls = [...result.applications, result.ungoverned].flatMap(({ unresolved }) => unresolved.map(({ file, line, column }) => `${file}:${line}:${column}`));
  return { stamp: result.stamp, needs: changes([], needsIn(result)).added, grants: changes([], grantsIn(result)).added, unresolved: new Set(calls).size };
}

/** What has come and gone from one release to another. */
export function comparePboms(before: Pick<Pbom, 'needs' | 'grants'>, after: Pick<Pbom, 'needs' | 'grants'>): PbomChanges {
  return { needs: changes(before.needs, after.needs), grants: changes(before.grants, after.grants) };
}
