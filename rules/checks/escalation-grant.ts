import type { Catalog } from '../../src/catalog/catalog.js';
import { firstPlaces } from '../../src/model/first-places.js';
import type { CheckContext } from '../../src/model/index.js';
import { compareGrants, type Judged } from '../../src/require/compare.js';
import { gives, hasWildcard, type Grant } from '../../src/require/grants.js';
import { defineCheck, placed } from './shared/define.js';
import { callPlaces, lineName, place } from './shared/places.js';
import { callsTo, code, listed, needsBehind } from './shared/wording.js';

export const escalationGrant = defineCheck({
  id: 'escalation-grant',
  title: 'A grant that lets its holder widen what anybody is granted',
  severity: 'warning',
  level: 'client',
  identity: ['grant'],
  messages: {
    needed: 'Client `{client}` is granted `{grant}`, with which it can widen what anybody is granted.',
    within: 'Client `{client}` is granted `{grant}`, which contains {dangerous}: with it the client can widen what anybody is granted.',
  },
  check: (context) =>
    compareGrants(context)
      .judged.filter(({ verdict }) => verdict.k !== 'excess')
      .flatMap((judged) => {
        const dangerous = dangerousIn(judged.grant, context.catalog);
        const [first] = dangerous;
        return first === undefined ? [] : [report(judged, [first, ...dangerous.slice(1)], context)];
      }),
});

function dangerousIn(grant: Grant, catalog: Catalog): string[] {
  const given = hasWildcard(grant) ? catalog.permissions.filter((name) => gives(grant, 'permission', name)) : grant.permissions;
  return given.filter((name) => catalog.escalation(name) !== undefined);
}

function report({ grant, verdict, meets }: Judged, dangerous: readonly [string, ...string[]], context: CheckContext<Catalog>) {
  const [line] = grant.lines;
  const needs = needsBehind(meets);
  const exact = grant.permissions.length === 1 && grant.permissions[0] === dangerous[0];
  return {
    messageId: exact ? ('needed' as const) : ('within' as const),
    data: { client: context.client.name.text, grant: grant.name, dangerous: listed(dangerous) },
    why: `${code(dangerous[0])}: ${context.catalog.escalation(dangerous[0]) ?? ''}${needs.length > 0 && exact ? ` (needed by ${callsTo(needs)})` : ''}.`,
    fix:
      verdict.k === 'wider'
        ? `Narrow ${code(line.declared.text)} in ${lineName(context, line)} to what is used.`
        : 'Give the calls that need it a client of their own, watch who holds its secret, and accept this finding in the configuration.',
    places: placed([place(line.declared.place, 'granted here'), ...(exact ? firstPlaces(callPlaces(needs)) : [])]),
  };
}
