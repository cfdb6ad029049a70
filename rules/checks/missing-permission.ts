import { compareGrants } from '../../src/require/compare.js';
import { grantTypeOf } from '../../src/require/declared-lists.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { alternatives, confidenceOf, missingFix, missingPlaces, missingRepair } from './shared/missing.js';
import { callPlaces, place } from './shared/places.js';
import { callsTo, code, listed, needsBehind, rows, sentences } from './shared/wording.js';

export const missingPermission = defineCheck({
  id: 'missing-permission',
  title: 'A permission that the code needs is not granted',
  severity: 'error',
  level: 'client',
  identity: ['permission'],
  messages: {
    required: 'Client `{client}` is not granted permission `{permission}`, needed by {calls}.',
    anyOf: 'Client `{client}` is granted none of the permissions {names}, one of which is needed by {calls}.',
    unlessRole: 'Client `{client}` may lack permission `{permission}`, needed by {calls}: the manifest does not say {what} role {role} holds.',
  },
  check(context) {
    const comparison = compareGrants(context);
    const [role] = comparison.opaqueRoles;
    return comparison.missing
      .filter((missing) => missing.kind === 'permission')
      .map((missing): RuleReport<'required' | 'anyOf' | 'unlessRole'> => {
        const needs = needsBehind(missing.requirements);
        const sites = callPlaces(needs);
        const others = alternatives(missing);
        const roleNames = listed(comparison.opaqueRoles.map(({ name }) => name.text), 'or');
        const says = role === undefined ? undefined : place(role.name.place, role.permissions.length === 0 ? 'the role without its permissions' : 'the role that may hold more');
        const fix = missingFix(missing, comparison, context);
        return {
          messageId: role !== undefined ? 'unlessRole' : others.length > 0 ? 'anyOf' : 'required',
          data: {
            client: context.client.name.text,
            permission: missing.add,
            names: listed([missing.add, ...others], 'and'),
            calls: callsTo(needs),
            role: roleNames,
            what: comparison.opaqueRoles.every(({ permissions }) => permissions.length === 0) ? 'what' : 'all that',
          },
          why: sentences(rows(needs.map((need) => need.operation), 'permission'), decidedBy(grantTypeOf(context))),
          fix: role === undefined ? fix : `List the permissions of role ${code(role.name.text)} in the manifest; if it does not hold it: ${fix}`,
          places: placed([...missingPlaces(missing, sites, context), ...(says ? [says] : [])]),
          sites,
          confidence: role === undefined ? confidenceOf(needs) : 'possible',
          ...(role === undefined && { repair: missingRepair(missing, comparison, context) }),
          ...(role !== undefined && { severity: 'warning' }),
        };
      });
  },
});

function decidedBy(grant: ReturnType<typeof grantTypeOf>): string {
  if (grant === undefined) return '';
  return grant === 'client-credentials' ? 'With client credentials the roles of the client decide' : 'With this grant the roles of the signed-in user decide';
}
