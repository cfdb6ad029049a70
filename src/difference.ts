import { applyBaseline, takeBaseline } from './audit/baseline.js';
import { exitCode, type Gate } from './audit/exit-code.js';
import { countSeverities } from './audit/policy.js';
import { comparePlaces, compareText, EXIT, type ChangedName, type ClientCoverage, type Difference, type RunResult, type RunStamp, type UnresolvedCall } from './model/index.js';

export interface Compared {
  base: RunResult;
  head: RunResult;
  ref: string;
  commit: string | undefined;
  notes: readonly string[];
  /** That of the base: a change does not loosen its own. */
  gate: Gate;
}

/** What lies between two audits that were made under one policy: sets of needs and grants, not lines. */
export function differenceOf({ base, head, ref, commit, notes, gate }: Compared): Difference {
  const before = takeBaseline(base.findings, '');
  const { findings, hidden, gone } = applyBaseline(head.findings, before);
  const needs = changes(needsIn(base), needsIn(head));
  const grants = changes(grantsIn(base), grantsIn(head));
  const trouble = head.exit === EXIT.usage || head.exit === EXIT.incomplete ? [head.exit] : [];
  return {
    stamp: head.stamp,
    base: { ref, commit },
    notes,
    needs,
    grants,
    unresolved: changedCalls(unresolvedIn(base), unresolvedIn(head)),
    findings,
    counts: countSeverities(findings),
    mended: gone.reduce((sum, entry) => sum + entry.count, 0),
    old: hidden.length,
    problems: head.problems,
    exit: exitCode(findings, gate, trouble),
  };
}

/** Files that hold neither code nor settings nor grants, whatever is in them. */
const INERT = /\.(?:md|txt|rst|adoc|css|scss|less|svg|png|jpe?g|gif|ico|webp|pdf|woff2?)$/i;

export interface ChangedFiles {
  base: readonly string[];
  head: readonly string[];
  /** Those that differ or are gone. */
  changed: ReadonlySet<string>;
}

/** Whether no file that an audit could look at differs. */
export function isUntouched({ base, head, changed }: ChangedFiles): boolean {
  const known = new Set(base);
  return [...changed].every((file) => INERT.test(file)) && head.every((file) => known.has(file) || INERT.test(file));
}

/** What lies between two states of which no audit is needed. */
export function noDifference({ stamp, ref, commit, notes }: { stamp: RunStamp } & Pick<Compared, 'ref' | 'commit' | 'notes'>): Difference {
  const none = { added: [], removed: [] };
  return {
    stamp,
    base: { ref, commit },
    notes: [...notes, 'No file has changed that an audit looks at: none was made.'],
    needs: none,
    grants: none,
    unresolved: { added: [], removed: 0 },
    findings: [],
    counts: countSeverities([]),
    mended: 0,
    old: undefined,
    problems: [],
    exit: EXIT.clean,
  };
}

/** Every distinct need of every client. */
export function needsIn({ applications }: RunResult): ChangedName[] {
  return applications.flatMap(({ manifest, coverage }) => coverage.flatMap((client) => neededBy(manifest.name.text, client)));
}

function neededBy(application: string, { client, needs }: ClientCoverage): ChangedName[] {
  const found = new Map<string, ChangedName & { places: ChangedName['places'][number][] }>();
  for (const { method, path, requirements, places } of needs) {
    for (const { kind, anyOf } of requirements) {
      const key = `${kind} ${anyOf.join(' ')}`;
      const one = found.get(key) ?? { application, client, kind, names: anyOf, places: [] };
      one.places.push(...places.map((place) => ({ ...place, note: `${method} ${path}` })));
      found.set(key, one);
    }
  }
  return [...found.values()].map((one) => ({ ...one, places: one.places.sort(comparePlaces) }));
}

/** Every grant of every client. */
export function grantsIn({ applications }: RunResult): ChangedName[] {
  return applications.flatMap(({ manifest, coverage }) =>
    coverage.flatMap(({ client, grants }) => grants.map(({ name, kind, place, role }): ChangedName => ({ application: manifest.name.text, client, kind, names: [name], places: [{ ...place, note: role === undefined ? '' : `role ${role}` }] }))),
  );
}

/** What is in one list and not in the other, sorted. */
export function changes(before: readonly ChangedName[], after: readonly ChangedName[]): Difference['needs'] {
  const keys = (list: readonly ChangedName[]): Set<string> => new Set(list.map(keyOf));
  const [had, has] = [keys(before), keys(after)];
  const order = (a: ChangedName, b: ChangedName): number => compareText(a.application, b.application) || compareText(a.client, b.client) || compareText(a.kind, b.kind) || compareText(a.names.join(' '), b.names.join(' '));
  return { added: after.filter((one) => !had.has(keyOf(one))).sort(order), removed: before.filter((one) => !has.has(keyOf(one))).sort(order) };
}

function keyOf({ application, client, kind, names }: ChangedName): string {
  return JSON.stringify([application, client, kind, names.map((name) => name.toLowerCase())]);
}

function unresolvedIn({ applications, ungoverned }: RunResult): UnresolvedCall[] {
  const all = [...applications, ungoverned].flatMap(({ unresolved }) => unresolved);
  return [...new Map(all.map((call) => [`${call.file}:${call.line}:${call.column}`, call])).values()].sort(comparePlaces);
}

/** Lines move: calls are known again by what was seen of them, first in the same file. */
function changedCalls(before: readonly UnresolvedCall[], after: readonly UnresolvedCall[]): Difference['unresolved'] {
  const left = [...before];
  const take = (call: UnresolvedCall, sameFile: boolean): boolean => {
    const index = left.findIndex((other) => other.reason === call.reason && other.seen === call.seen && (!sameFile || other.file === call.file));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  };
  const unmatched = after.filter((call) => !take(call, true)).filter((call) => !take(call, false));
  return { added: unmatched, removed: left.length };
}
