import type { Catalog } from '../../src/catalog/catalog.js';
import type { LiveContext, LiveRole } from '../../src/model/index.js';
import { gives, grantsOf, type Gives } from '../../src/require/grants.js';
import { overlaps } from '../../src/require/names.js';
import { needsOf, requirementsOf } from '../../src/require/needs.js';
import { defineLiveCheck, placed, type RuleReport } from './shared/define.js';
import { clientPlace, organisation } from './shared/live.js';
import { place } from './shared/places.js';
import { code, count, listed, sentences } from './shared/wording.js';

export const grantedNotDeclared = defineLiveCheck({
  id: 'granted-not-declared',
  title: 'The organisation grants what the manifest does not list',
  severity: 'warning',
  identity: ['role', 'kind'],
  messages: {
    role: 'Role `{role}` grants client `{client}` {beyond} that the manifest does not list: {names}.',
    scopes: 'Client `{client}` may ask for {beyond} that the manifest does not list: {names}.',
  },
  check(context) {
    const { authority, application, client, catalog, today } = context;
    const staying = application.mayStayUnused.filter(({ until }) => until === undefined || until >= today).map(({ grant }) => grant);
    const declared = [
      ...grantsOf(client, catalog),
      ...grantsOf({ permissions: staying, scopes: [], roles: [], divisions: [] }, catalog),
      ...grantsOf({ permissions: [], scopes: staying, roles: [], divisions: [] }, catalog),
    ];
    const byUser = authority.client?.grant !== undefined && authority.client.grant !== 'client-credentials';
    const open = client.roles.filter((role) => role.open === true || role.permissions.length === 0).map(({ name }) => name.text.toLowerCase());
    const held = (authority.roles ?? []).map((role) => ({ role, name: role.name.toLowerCase() }));
    // A role of which not even the name is told may be any of them.
    const isAny = client.roles.some((role) => role.open === true && !held.some(({ name }) => name === role.name.text.toLowerCase()));
    const roles = byUser || isAny ? [] : held.filter(({ name }) => !open.includes(name)).flatMap(({ role }) => reportRole(role, declared, context));
    return [...roles, ...(client.scopesOpen === true ? [] : reportScopes(declared, context))];
  },
});

function reportRole(role: LiveRole, declared: readonly Gives[], context: LiveContext<Catalog>): RuleReport<'role'>[] {
  const { client, catalog } = context;
  const beyond = [...new Set((role.permissions ?? []).map(({ name }) => name))].filter((name) => !declared.some((grant) => isWithin(name, grant, catalog)));
  if (beyond.length === 0) return [];
  const dangerous = beyond.filter((name) => catalog.permissions.some((one) => catalog.escalation(one) !== undefined && overlaps(name, one)));
  const used = beyond.filter((name) => isUsed(name, context));
  const written = client.roles.find(({ name }) => name.text.toLowerCase() === role.name.toLowerCase());
  return [
    {
      messageId: 'role',
      data: {
        client: client.name.text,
        kind: 'permission',
        role: role.name,
        beyond: count(beyond.length, 'permission'),
        names: listed([...dangerous, ...beyond.filter((name) => !dangerous.includes(name))]),
      },
      why: sentences(
        `${organisation(context)} gives the client this role in ${divisions(role)}`,
        dangerous.length > 0 ? `With ${listed(dangerous)} the client can widen what anybody is granted` : '',
        used.length > 0 ? `The code uses ${listed(used)} of them` : 'Nothing that the code certainly calls needs any of them',
      ),
      fix:
        used.length > 0
          ? `List ${listed(used)} in the manifest, and take the rest out of the role.`
          : 'Take them out of the role, or the role from the client; what has to stay belongs in the manifest, or under mayStayUnused with a reason.',
      places: placed([written === undefined ? clientPlace(context, 'the client') : place(written.name.place, 'the role')]),
    },
  ];
}

/** Whether the manifest lists everything that the name stands for. */
function isWithin(name: string, grant: Gives, catalog: Catalog): boolean {
  if (gives(grant, 'permission', name) || grant.permissions.some((own) => own.toLowerCase() === name.toLowerCase())) return true;
  if (!name.includes('*')) return false;
  const meant = catalog.permissions.filter((one) => overlaps(name, one));
  return meant.length > 0 && meant.every((one) => gives(grant, 'permission', one));
}

function isUsed(name: string, { calls, catalog }: LiveContext<Catalog>): boolean {
  return needsOf(calls, catalog).some(({ operation }) =>
    requirementsOf(operation).some(({ kind, anyOf }) => kind === 'permission' && anyOf.some((one) => overlaps(name, one))),
  );
}

function divisions({ divisions: held }: LiveRole): string {
  return held.some(({ id }) => id === '*') ? 'all divisions' : `the ${held.length === 1 ? 'division' : 'divisions'} ${listed(held.map(({ name }) => name))}`;
}

function reportScopes(declared: readonly Gives[], context: LiveContext<Catalog>): RuleReport<'scopes'>[] {
  const beyond = (context.authority.scopes ?? []).filter((name) => !declared.some((grant) => gives(grant, 'scope', name)));
  if (beyond.length === 0) return [];
  return [
    {
      messageId: 'scopes',
      data: { client: context.client.name.text, kind: 'scope', role: '', beyond: count(beyond.length, 'scope'), names: listed(beyond) },
      why: `${organisation(context)} has them on the record of the client.`,
      fix: `Take ${code(beyond.length === 1 ? (beyond[0] ?? '') : 'them')} off the OAuth client, or list them in the manifest.`.replace('`them`', 'them'),
      places: placed([place(context.client.lists.scopes, `scopes of client ${context.client.name.text}`)]),
    },
  ];
}
