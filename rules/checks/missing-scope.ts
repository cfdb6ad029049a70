import type { Catalog } from '../../src/catalog/catalog.js';
import type { CheckContext } from '../../src/model/index.js';
import { compareGrants } from '../../src/require/compare.js';
import { grantTypeOf } from '../../src/require/declared-lists.js';
import { gives, type Grant } from '../../src/require/grants.js';
import { leastCover } from '../../src/require/least-cover.js';
import { requirementsOf, type Need } from '../../src/require/needs.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { alternatives, confidenceOf, missingFix, missingPlaces, missingRepair } from './shared/missing.js';
import { callPlaces } from './shared/places.js';
import { callsTo, code, listed, needsBehind, rows, sentences } from './shared/wording.js';

export const missingScope = defineCheck({
  id: 'missing-scope',
  title: 'A scope that the code needs is not granted',
  severity: 'error',
  level: 'client',
  identity: ['scope'],
  messages: {
    required: 'Client `{client}` is not granted scope `{scope}`, needed by {calls}{remark}.',
    unlessOpen: 'Client `{client}` may lack scope `{scope}`, needed by {calls}{remark}: not all of its scopes are written down here.',
    anyOf: 'Client `{client}` is granted none of the scopes {names}, one of which is needed by {calls}{remark}.',
  },
  check(context) {
    const comparison = compareGrants(context);
    return comparison.missing
      .filter((missing) => missing.kind === 'scope')
      .map((missing): RuleReport<'required' | 'anyOf' | 'unlessOpen'> => {
        const needs = needsBehind(missing.requirements);
        const sites = callPlaces(needs);
        const others = alternatives(missing);
        const open = context.client.scopesOpen === true;
        const fix = missingFix(missing, comparison, context);
        return {
          messageId: open ? 'unlessOpen' : others.length > 0 ? 'anyOf' : 'required',
          data: {
            client: context.client.name.text,
            scope: missing.add,
            names: listed([missing.add, ...others], 'and'),
            calls: callsTo(needs),
            remark: remark(context, needs, comparison.grants),
          },
          why: sentences(rows(needs.map((need) => need.operation), 'scope')),
          fix: open ? `Look up the scopes of client ${code(context.client.name.text)}; if it lacks this one: ${fix}` : fix,
          places: placed(missingPlaces(missing, sites, context)),
          sites,
          confidence: open ? 'possible' : confidenceOf(needs),
          ...(open ? { severity: 'warning' } : { repair: missingRepair(missing, comparison, context) }),
        };
      });
  },
});

/** What a missing scope does depends on the grant type. */
function remark(context: CheckContext<Catalog>, needs: readonly Need[], grants: readonly Grant[]): string {
  const grant = grantTypeOf(context);
  if (grant === undefined) return '';
  if (grant !== 'client-credentials') return '; would fail where scopes are enforced';
  const needed = needs.flatMap((need) => requirementsOf(need.operation));
  const held = needed.map(({ kind, anyOf }) => ({ kind, anyOf: anyOf.filter((name) => grants.some((grant) => gives(grant, kind, name))) }));
  const { permissions } = leastCover(held.map((requirement, index) => (requirement.anyOf.length > 0 ? requirement : (needed[index] ?? requirement))));
  const counts = permissions.length > 0 ? `where ${listed(permissions)} ${permissions.length > 1 ? 'count' : 'counts'}` : 'and no permission is needed';
  return `. With client credentials the platform decides by roles, ${counts}`;
}
