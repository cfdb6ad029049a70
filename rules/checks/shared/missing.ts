import { nearestNames } from '../../../src/catalog/nearest.js';
import type { Catalog } from '../../../src/catalog/catalog.js';
import { firstPlaces } from '../../../src/model/first-places.js';
import type { Call, CheckContext, FindingPlace, Repair, RoleDecl } from '../../../src/model/index.js';
import type { Comparison, Missing } from '../../../src/require/compare.js';
import type { GrantLine } from '../../../src/require/grants.js';
import { nameKey } from '../../../src/require/names.js';
import type { Need } from '../../../src/require/needs.js';
import { permissionLevel, scopeLevel, type Level } from '../../../src/require/privilege.js';
import { lineName, listName, listPlace, place } from './places.js';
import { at, code, listed, needsBehind } from './wording.js';

/** Names that would do instead of `add` for every requirement of the finding. */
export function alternatives({ add, requirements }: Missing): string[] {
  const [first, ...others] = requirements.map((requirement) => requirement.anyOf.filter((name) => nameKey(name) !== nameKey(add)));
  return (first ?? []).filter((name) => others.every((names) => names.some((other) => nameKey(other) === nameKey(name))));
}

/** Where the calls stand, and the list that lacks it. */
export function missingPlaces(missing: Missing, sites: readonly FindingPlace[], context: CheckContext<Catalog>): FindingPlace[] {
  const list = missing.kind === 'permission' ? 'permissions' : 'scopes';
  return [...firstPlaces(sites), place(listPlace(context, list), `${list} of client ${context.client.name.text}`)];
}

/** The exact edit: where to add what, what it replaces, and what would do instead. */
export function missingFix(missing: Missing, comparison: Comparison, context: CheckContext<Catalog>): string {
  const { kind, add, supersedes } = missing;
  const others = alternatives(missing);
  const instead = others.length === 0 ? '' : ` ${listed(others, 'or')} would do too; ${code(add)} ${whyLeast(missing, others)}.`;
  const replaced = supersedes.flatMap((grant) => grant.lines.map((line) => `${code(line.declared.text)} in ${lineName(context, line)}`));
  const misspelt = misspellings(add, kind, comparison, context);
  const edit =
    replaced.length > 0
      ? `Replace ${replaced.join(' and ')} with ${code(add)}, which does ${replaced.length > 1 ? 'their' : 'its'} work too.`
      : misspelt.length > 0
        ? `Correct ${misspelt.join(' and ')} to ${code(add)}.`
        : `Add ${code(add)} to ${target(kind, context)}.`;
  return edit + instead;
}

/** The same edit for a machine, which keeps what a call may use. Safe: a certain call leaves no alternative, and nothing is taken away. */
export function missingRepair(missing: Missing, comparison: Comparison, context: CheckContext<Catalog>): Repair {
  const { kind, add, mayServe, requirements } = missing;
  const supersedes = missing.supersedes.filter((grant) => !mayServe.includes(grant));
  const list = kind === 'permission' ? 'permissions' : 'scopes';
  const [misspelt, ...others] = misspeltLines(add, kind, comparison);
  const certain = confidenceOf(needsBehind(requirements)) === 'certain' && alternatives(missing).length === 0;
  if (supersedes.length > 0) {
    const [first, ...rest] = supersedes.flatMap(({ lines }) => lines).filter((line) => line.list === list);
    if (first !== undefined) return { safe: false, edits: [{ k: 'replace', place: first.declared.place, names: [add] }, ...rest.map((line) => ({ k: 'remove' as const, place: line.declared.place }))] };
  }
  if (misspelt !== undefined && others.length === 0) return { safe: certain, edits: [{ k: 'replace', place: misspelt.declared.place, names: [add] }] };
  return { safe: certain, edits: [{ k: 'add', list, place: onlyRole(kind, context)?.name.place ?? listPlace(context, list), names: [add] }] };
}

/** A client that is granted through one role alone gets it there. */
function onlyRole(kind: Missing['kind'], { client }: CheckContext<Catalog>): RoleDecl | undefined {
  const [role, another] = client.roles;
  return kind === 'permission' && client.permissions.length === 0 && another === undefined && role !== undefined && role.permissions.length > 0 ? role : undefined;
}

function target(kind: Missing['kind'], context: CheckContext<Catalog>): string {
  const list = kind === 'permission' ? 'permissions' : 'scopes';
  const role = onlyRole(kind, context);
  if (role !== undefined) return `the permissions of role ${code(role.name.text)} (${at(role.name.place)})`;
  return `${listName(context, list)} (${at(listPlace(context, list))})`;
}

function misspellings(add: string, kind: Missing['kind'], comparison: Comparison, context: CheckContext<Catalog>): string[] {
  return misspeltLines(add, kind, comparison).map((line) => `${code(line.declared.text)} in ${lineName(context, line)}`);
}

/** Unknown names of the same kind that are nearer to this missing name than to any other. */
function misspeltLines(add: string, kind: Missing['kind'], { judged, missing }: Comparison): GrantLine[] {
  const wanted = missing.filter((other) => other.kind === kind).map((other) => other.add);
  return judged
    .filter(({ grant, verdict }) => verdict.k === 'unknown' && grant.kind === kind)
    .flatMap(({ grant }) => grant.lines)
    .filter(({ declared }) => nearestNames(declared.text, wanted, 1)[0] === add);
}

const DOES: Record<Level, string> = { read: 'only reads', write: 'writes but does not delete', delete: 'deletes but does not administer', administration: 'administers' };

function whyLeast({ kind, add, requirements }: Missing, others: readonly string[]): string {
  const levelOf = kind === 'permission' ? permissionLevel : scopeLevel;
  if (others.every((name) => levelOf(name) !== levelOf(add))) return `is the least of them: it ${DOES[levelOf(add)]}`;
  if (requirements.length > 1) return `is proposed because it serves all ${requirements.length} needs at once`;
  return 'comes first among equals, by name';
}

/** The greatest confidence among the calls that need it. */
export function confidenceOf(needs: readonly Need[]): Call['confidence'] {
  return needs.some((need) => need.calls.some((call) => call.confidence === 'certain')) ? 'certain' : 'likely';
}
