import { changes, grantsIn, needsIn } from './difference.js';
import type { ChangedName, RunResult, RunStamp } from './model/index.js';

/** A permission bill of materials: what each client of each application needs and is granted, each with its lines. */
export interface Pbom {
  stamp: RunStamp;
  needs: readonly ChangedName[];
  grants: readonly ChangedName[];
  /** Calls whose needs are not known. */
  unresolved: number;
}

export function pbomOf(result: RunResult): Pbom {
  const calls = [...result.applications, result.ungoverned].flatMap(({ unresolved }) => unresolved.map(({ file, line, column }) => `${file}:${line}:${column}`));
  return { stamp: result.stamp, needs: changes([], needsIn(result)).added, grants: changes([], grantsIn(result)).added, unresolved: new Set(calls).size };
}

export interface PbomChanges {
  needs: ReturnType<typeof changes>;
  grants: ReturnType<typeof changes>;
}

/** What has come and gone from one release to another. */
export function comparePboms(before: Pick<Pbom, 'needs' | 'grants'>, after: Pick<Pbom, 'needs' | 'grants'>): PbomChanges {
  return { needs: changes(before.needs, after.needs), grants: changes(before.grants, after.grants) };
}
