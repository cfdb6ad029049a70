import type { Catalog } from '../../src/catalog/catalog.js';
import type { LiveContext } from '../../src/model/index.js';
import { gives, grantsOf, hasWildcard, type Grant } from '../../src/require/grants.js';
import { heldBy, isAssignable, lackingFrom } from '../../src/require/held.js';
import { defineLiveCheck, placed, type RuleReport } from './shared/define.js';
import { grantPlaces } from './shared/excess.js';
import { holder, licencesWith, organisation, rolePolicy } from './shared/live.js';
import { place } from './shared/places.js';
import { code, count, listed, sentences } from './shared/wording.js';

export const declaredNotGranted = defineLiveCheck({
  id: 'declared-not-granted',
  title: 'The manifest lists what the organisation does not grant',
  severity: 'warning',
  identity: ['name', 'kind'],
  messages: {
    absent: 'The manifest grants client `{client}` {kind} `{name}`; the organisation does not.',
    role: 'The manifest gives client `{client}` the role `{name}`; the organisation does not.',
    partly: 'The manifest grants client `{client}` `{name}`; of that the organisation does not grant {missing}.',
  },
  check(context) {
    const { perhaps, known } = heldBy(context.authority);
    const lacking = lackingFrom(perhaps, known, context).flatMap(({ kind, requirements }) =>
      requirements.flatMap(({ anyOf }) => anyOf.map((name) => `${kind} ${name}`)),
    );
    const whole = (context.authority.roles ?? []).every(({ permissions }) => permissions !== undefined);
    const grants = grantsOf(context.client, context.catalog)
      .filter(({ kind }) => known[kind] && (kind === 'scope' || whole))
      .flatMap((grant) => report(grant, namesOf(grant, context), perhaps, lacking, context));
    return [...grants, ...absentRoles(context)];
  },
});

/** Roles that the manifest only names; of others what they give is compared. */
function absentRoles(context: LiveContext<Catalog>): RuleReport<'role'>[] {
  const held = context.authority.roles?.map(({ name }) => name.toLowerCase());
  if (held === undefined) return [];
  return context.client.roles
    .filter(({ name, permissions }) => permissions.length === 0 && !held.includes(name.text.trim().toLowerCase()))
    .map(({ name }) => ({
      messageId: 'role',
      data: { client: context.client.name.text, kind: 'role', name: name.text },
      why: `${organisation(context)} gives ${holder(context)} ${held.length === 0 ? 'no role' : 'other roles'}.`,
      fix: `Give ${holder(context)} the role, or take it out of the manifest.`,
      places: placed([place(name.place, 'the role')]),
    }));
}

/** The single names that the line stands for, as far as the catalog and the organisation tell. */
function namesOf(grant: Grant, { catalog, authority }: LiveContext<Catalog>): readonly string[] {
  if (grant.kind === 'scope') return grant.scopes;
  if (!hasWildcard(grant)) return grant.permissions;
  const all = authority.assignable ?? catalog.permissions;
  return all.filter((name) => gives(grant, 'permission', name));
}

function report(
  grant: Grant,
  names: readonly string[],
  held: Parameters<typeof gives>[0],
  lacking: readonly string[],
  context: LiveContext<Catalog>,
): RuleReport<'absent' | 'partly'>[] {
  const { kind, name } = grant;
  const missing = names.filter((one) => !gives(held, kind, one));
  const oneOf = !hasWildcard(grant) && missing.length < names.length;
  if (missing.length === 0 || oneOf || missing.every((one) => lacking.includes(`${kind} ${one}`))) return [];
  const partly = missing.length < names.length;
  const gone = kind === 'permission' && missing.every((one) => isAssignable(one, context.authority) === false);
  return [
    {
      messageId: partly ? 'partly' : 'absent',
      data: { client: context.client.name.text, kind, name, missing: count(missing.length, 'permission') },
      why: sentences(
        partly ? `Missing are ${listed(missing)}` : '',
        partly ? 'The platform has expanded wildcards of roles into the permissions of that day: what came later is not in them' : '',
        gone ? `${organisation(context)} has no such permission to give: the product is not licensed, or the feature is not switched on` : '',
        gone && missing.length === 1 ? licencesWith(missing[0] ?? '', context) : '',
        'No call that was found certainly needs it',
      ),
      fix: `Take ${code(grant.lines[0].declared.text)} out of the manifest, or ${kind === 'scope' ? 'add it to the scopes of the OAuth client' : `give a role of ${holder(context)} ${missing.length > 1 ? listed(missing) : `the ${rolePolicy(missing[0] ?? name)}`}`}.`,
      places: placed(grantPlaces(grant)),
    },
  ];
}
