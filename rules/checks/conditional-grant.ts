import { firstPlaces } from '../../src/model/first-places.js';
import { gives } from '../../src/require/grants.js';
import { heldBy, lackingFrom } from '../../src/require/held.js';
import { defineLiveCheck, placed } from './shared/define.js';
import { clientPlace, organisation } from './shared/live.js';
import { callPlaces } from './shared/places.js';
import { callsTo, listed, needsBehind, rows, sentences } from './shared/wording.js';

export const conditionalGrant = defineLiveCheck({
  id: 'conditional-grant',
  title: 'The organisation grants what the code needs only under conditions',
  severity: 'note',
  identity: ['name'],
  messages: { conditional: 'Client `{client}` is granted permission `{name}`, needed by {calls}, only for objects that conditions choose.' },
  check(context) {
    const { sure, perhaps, known } = heldBy(context.authority);
    return lackingFrom(sure, known, context)
      .map((lacking) => ({ ...lacking, requirements: lacking.requirements.filter(({ kind, anyOf }) => anyOf.some((name) => gives(perhaps, kind, name))) }))
      .filter(({ requirements }) => requirements.length > 0)
      .map(({ add, requirements }) => {
        const needs = needsBehind(requirements);
        const sites = callPlaces(needs);
        const roles = (context.authority.roles ?? []).filter(({ permissions = [] }) =>
          permissions.some(({ name, conditional }) => conditional === true && gives({ permissions: [name], scopes: [] }, 'permission', add)),
        );
        return {
          messageId: 'conditional' as const,
          data: { client: context.client.name.text, name: add, calls: callsTo(needs) },
          why: sentences(
            rows(
              needs.map(({ operation }) => operation),
              'permission',
            ),
            `${organisation(context)} grants it in role ${listed(
              roles.map(({ name }) => name),
              'or',
            )} with conditions, which are not looked at`,
          ),
          fix: 'Compare the conditions of the role with the objects that the calls are about; elsewhere the calls are refused.',
          places: placed([...firstPlaces(sites), clientPlace(context, 'the client')]),
          sites,
        };
      });
  },
});
