import type { Catalog } from '../../src/catalog/catalog.js';
import type { CheckContext, Repair, RoleDecl } from '../../src/model/index.js';
import { compareGrants, type Judged } from '../../src/require/compare.js';
import { nameKey } from '../../src/require/names.js';
import type { Narrowing } from '../../src/require/narrowing.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { expiredText, grantPlaces, openText, written } from './shared/excess.js';
import { lineName, listName, listPlace, openPlaces, place } from './shared/places.js';
import { at, callsTo, code, count, listed, needsBehind, rows, sentences } from './shared/wording.js';

export const widerThanUsed = defineCheck({
  id: 'wider-than-used',
  title: 'A grant gives more than the code uses',
  severity: 'error',
  level: 'client',
  identity: ['grant', 'role'],
  messages: {
    wildcard: 'Client `{client}` is granted `{grant}`{written} ({given}), but the code needs only {used} of it.',
    readonly: 'Client `{client}` is granted scope `{grant}`{written}, but {used} {are} enough for {calls}.',
    divisions: 'Client `{client}` holds role `{role}` in {held}, but needs its permissions only in {needed}.',
  },
  check(context) {
    const grants = compareGrants(context).judged.flatMap((judged) =>
      judged.verdict.k === 'wider' ? [reportWide(judged, judged.verdict.narrowing, context)] : [],
    );
    return [...grants, ...context.client.roles.flatMap((role) => reportDivisions(role, context))];
  },
});

function reportWide(judged: Judged, narrowing: Narrowing, context: CheckContext<Catalog>): RuleReport<'readonly' | 'wildcard'> {
  const { grant, open } = judged;
  const needs = needsBehind(judged.meets);
  return {
    messageId: grant.kind === 'scope' ? 'readonly' : 'wildcard',
    data: {
      client: context.client.name.text,
      grant: grant.name,
      written: written(grant),
      given: count(narrowing.given, 'permission'),
      used: listed([...narrowing.permissions, ...narrowing.scopes]),
      are: narrowing.permissions.length + narrowing.scopes.length > 1 ? 'are' : 'is',
      calls: callsTo(needs),
    },
    why: sentences(rows(needs.map((need) => need.operation), grant.kind), openText(judged), expiredText(judged), grant.lines[0].reading.alias?.note ?? ''),
    fix: narrowFix(judged, narrowing, context),
    places: placed([...grantPlaces(grant), ...openPlaces(open)]),
    repair: narrowRepair(judged, narrowing, context),
    ...(open.length > 0 && { unproven: true, severity: 'warning', confidence: 'possible' }),
  };
}

/** Each line is replaced by what it should have said; what belongs in the other list is added there. */
function narrowFix({ grant }: Judged, narrowing: Narrowing, context: CheckContext<Catalog>): string {
  const [first, ...others] = grant.lines;
  const own = first.list === 'permissions' ? narrowing.permissions : narrowing.scopes;
  const elsewhere = first.list === 'permissions' ? narrowing.scopes : narrowing.permissions;
  const otherList = first.list === 'permissions' ? 'scopes' : 'permissions';
  const stands = `${code(first.declared.text)} in ${lineName(context, first)}`;
  return sentences(
    own.length > 0 ? `Replace ${stands} with ${listed(own)}` : `Remove ${stands}`,
    elsewhere.length > 0 ? `Add ${listed(elsewhere)} to ${listName(context, otherList)} (${at(listPlace(context, otherList))})` : '',
    others.length > 0 ? `Remove ${others.map((line) => `${code(line.declared.text)} in ${lineName(context, line)}`).join(' and ')}` : '',
  );
}

/** The same for a machine: never safe, for it takes away. */
function narrowRepair({ grant }: Judged, narrowing: Narrowing, context: CheckContext<Catalog>): Repair {
  const [first, ...others] = grant.lines;
  const otherList = first.list === 'permissions' ? 'scopes' : 'permissions';
  const own = narrowing[first.list];
  const elsewhere = narrowing[otherList];
  const { place: at } = first.declared;
  return {
    safe: false,
    edits: [
      own.length > 0 ? { k: 'replace', place: at, names: own } : { k: 'remove', place: at },
      ...(elsewhere.length > 0 ? [{ k: 'add' as const, list: otherList, place: listPlace(context, otherList), names: elsewhere } as const] : []),
      ...others.map((line) => ({ k: 'remove' as const, place: line.declared.place })),
    ],
  };
}

const ALL = '*';

function reportDivisions(role: RoleDecl, context: CheckContext<Catalog>): RuleReport<'divisions'>[] {
  const needed = context.client.divisions.map(({ text }) => text);
  if (needed.length === 0 || needed.includes(ALL)) return [];
  const known = new Set(needed.map(nameKey));
  const [first, ...others] = role.divisions.filter(({ text }) => !known.has(nameKey(text)));
  if (first === undefined) return [];
  const all = [first, ...others].some(({ text }) => text === ALL);
  const extra = [first, ...others].map(({ text }) => text);
  return [
    {
      messageId: 'divisions',
      data: { client: context.client.name.text, role: role.name.text, held: all ? 'all divisions' : listed(extra), needed: listed(needed) },
      why: `The manifest says that the permissions are needed in ${listed(needed)}.`,
      fix: all
        ? `Limit role ${code(role.name.text)} to ${listed(needed)} (${at(first.place)}).`
        : `Remove ${listed(extra)} from the divisions of role ${code(role.name.text)} (${at(first.place)}).`,
      places: placed([...[first, ...others].map((division) => place(division.place, 'held here')), ...context.client.divisions.map((division) => place(division.place, 'needed here'))]),
    },
  ];
}
