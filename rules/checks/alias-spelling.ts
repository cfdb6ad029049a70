import type { Catalog } from '../../src/catalog/catalog.js';
import type { CheckContext, GrantEdit, Repair } from '../../src/model/index.js';
import { compareGrants, type Judged } from '../../src/require/compare.js';
import { grantTypeOf } from '../../src/require/declared-lists.js';
import type { Grant, GrantLine } from '../../src/require/grants.js';
import { leastWithin } from '../../src/require/narrowing.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { lineName, listName, listPlace, place } from './shared/places.js';
import { at, code, listed, needsBehind, rows, sentences } from './shared/wording.js';

type AliasReport = RuleReport<'alias' | 'chosen' | 'misplaced' | 'meaningless'>;

export const aliasSpelling = defineCheck({
  id: 'alias-spelling',
  title: 'A name that stands for another one',
  severity: 'warning',
  level: 'client',
  identity: ['name', 'kind', 'real', 'list'],
  messages: {
    alias: 'Client `{client}` is granted `{name}`, which the platform calls {real}.',
    chosen: 'Client `{client}` is granted `{name}`, which may mean {choices}; for what the code calls, {real} {are} enough.',
    misplaced: 'Client `{client}` lists {kind} `{real}` among the {list}{written}.',
    meaningless: 'Client `{client}` is granted `{name}`, which means nothing on the platform.',
  },
  check(context) {
    return compareGrants(context).judged.flatMap((judged): AliasReport[] => {
      const { verdict, grant } = judged;
      if (verdict.k === 'meaningless') return grant.lines.map((line) => reportMeaningless(line, context));
      if (verdict.k !== 'used') return [];
      return grant.lines.filter((line) => !grant.repeats.includes(line)).flatMap((line) => reportLine(line, judged, context));
    });
  },
});

function reportLine(line: GrantLine, judged: Judged, context: CheckContext<Catalog>): AliasReport[] {
  const { reading, declared } = line;
  if (reading.spelling === 'misplaced') return [reportMisplaced(line, judged.grant, context)];
  if (reading.spelling !== 'alias') return [];
  const meant = leastWithin(judged.grant, judged.meets);
  const used = [...meant.permissions, ...meant.scopes];
  const choices = reading.permissions.length > 1 ? reading.permissions : [];
  const real = used.length > 0 ? used : [...reading.permissions, ...reading.scopes];
  const needs = needsBehind(judged.meets);
  const grant = grantTypeOf(context);
  const opensNothing = line.list === 'scopes' && grant !== undefined && grant !== 'client-credentials';
  return [
    {
      messageId: choices.length > 0 && used.length > 0 ? 'chosen' : 'alias',
      data: { client: context.client.name.text, name: declared.text, real: listed(real, used.length > 0 ? 'and' : 'or'), choices: listed(choices, 'or'), are: used.length > 1 ? 'are' : 'is' },
      why: sentences(
        reading.alias?.note ?? 'Wildcards never occur in scopes',
        opensNothing ? 'Where scopes are enforced, the name as written opens nothing' : '',
        needs.length > 0 ? rows(needs.map((need) => need.operation), judged.grant.kind) : '',
      ),
      fix: aliasFix(line, used.length > 0 ? meant : reading, used.length > 0, context),
      places: placed([place(declared.place, 'granted here')]),
      repair: aliasRepair(line, used.length > 0 ? meant : reading, choices.length === 0, context),
      ...(opensNothing && { severity: 'error' }),
    },
  ];
}

/** Replaces the name in its list, and adds what it means of the other kind to the other list. */
function aliasFix(line: GrantLine, meant: Pick<Grant, 'permissions' | 'scopes'>, decided: boolean, context: CheckContext<Catalog>): string {
  const own = meant[line.list];
  const otherList = line.list === 'permissions' ? 'scopes' : 'permissions';
  const other = meant[otherList];
  const stands = `${code(line.declared.text)} in ${lineName(context, line)}`;
  const move = other.length === 0 ? '' : `Add ${listed(other, decided ? 'and' : 'or')} to ${listName(context, otherList)} (${at(listPlace(context, otherList))})`;
  return sentences(own.length > 0 ? `Replace ${stands} with ${decided ? listed(own) : `the one you mean: ${listed(own, 'or')}`}` : `Remove ${stands}`, move);
}

/** The same for a machine; safe where the name means one thing. */
function aliasRepair(line: GrantLine, meant: Pick<Grant, 'permissions' | 'scopes'>, one: boolean, context: CheckContext<Catalog>): Repair {
  const otherList = line.list === 'permissions' ? 'scopes' : 'permissions';
  const { place } = line.declared;
  const own: GrantEdit = meant[line.list].length > 0 ? { k: 'replace', place, names: meant[line.list] } : { k: 'remove', place };
  const other: GrantEdit[] = meant[otherList].length > 0 ? [{ k: 'add', list: otherList, place: listPlace(context, otherList), names: meant[otherList] }] : [];
  return { safe: one && meant[line.list].length === 1 && other.length === 0, edits: [own, ...other] };
}

function reportMisplaced(line: GrantLine, grant: Grant, context: CheckContext<Catalog>): AliasReport {
  const kind = line.list === 'scopes' ? 'permission' : 'scope';
  const home = line.list === 'scopes' ? 'permissions' : 'scopes';
  const there = grant.lines.find((other) => other.list === home);
  return {
    messageId: 'misplaced',
    data: {
      client: context.client.name.text,
      kind,
      real: grant.name,
      list: line.list,
      written: line.declared.text.trim() === grant.name ? '' : ` (written ${code(line.declared.text)})`,
    },
    why: `${code(grant.name)} is a ${kind}, and counts as one; the platform does not take it as a ${line.list === 'scopes' ? 'scope' : 'permission'}.`,
    fix:
      there === undefined
        ? `Move it from ${lineName(context, line)} to ${listName(context, home)} (${at(listPlace(context, home))}).`
        : `Remove it from ${lineName(context, line)}; it stands in ${lineName(context, there)} already.`,
    places: placed([place(line.declared.place, 'listed here')]),
  };
}

function reportMeaningless(line: GrantLine, context: CheckContext<Catalog>): AliasReport {
  return {
    messageId: 'meaningless',
    data: { client: context.client.name.text, name: line.declared.text },
    why: line.reading.alias?.note ?? '',
    fix: `Remove it from ${lineName(context, line)}.`,
    places: placed([place(line.declared.place, 'granted here')]),
    repair: { safe: false, edits: [{ k: 'remove', place: line.declared.place }] },
  };
}
