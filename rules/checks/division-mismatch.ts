import type { Catalog } from '../../src/catalog/catalog.js';
import type { Declared, LiveContext, LiveName, LiveRole } from '../../src/model/index.js';
import { gives, grantsOf, type Grant } from '../../src/require/grants.js';
import { defineLiveCheck, placed, type RuleReport } from './shared/define.js';
import { organisation } from './shared/live.js';
import { place } from './shared/places.js';
import { code, listed, sentences } from './shared/wording.js';

export const divisionMismatch = defineLiveCheck({
  id: 'division-mismatch',
  title: 'Permissions are granted in other divisions than the manifest says',
  severity: 'warning',
  identity: ['division', 'role'],
  messages: {
    lacks: 'Client `{client}` is not granted {names} in division `{division}`.',
    wider: 'Role `{role}` grants client `{client}` {names} in {actual}; the manifest says {declared}.',
  },
  check(context) {
    const needs = grantsOf(context.client, context.catalog).flatMap((grant) => neededIn(grant, context));
    return [...lacking(needs, context), ...wider(needs, context)];
  },
});

/** A permission that the organisation grants somewhere, and the divisions in which the manifest wants it. */
interface Need {
  grant: Grant;
  divisions: readonly Declared[];
  roles: readonly LiveRole[];
}

function neededIn(grant: Grant, { client, authority }: LiveContext<Catalog>): Need[] {
  const own = grant.lines.flatMap(({ role }) => role?.divisions ?? []);
  const divisions = own.length > 0 ? own : client.divisions;
  const roles = (authority.roles ?? []).filter(({ permissions = [] }) =>
    permissions.some(({ name }) => grant.permissions.some((permission) => gives({ permissions: [name], scopes: [] }, 'permission', permission))),
  );
  return grant.kind === 'permission' && divisions.length > 0 && roles.length > 0 ? [{ grant, divisions, roles }] : [];
}

const isAll = ({ id, name }: LiveName): boolean => id === '*' || name === '*';
const isSame = (declared: Declared, { id, name }: LiveName): boolean => [id, name].some((one) => one.toLowerCase() === declared.text.trim().toLowerCase());

function lacking(needs: readonly Need[], context: LiveContext<Catalog>): RuleReport<'lacks'>[] {
  const byDivision = new Map<string, { declared: Declared; names: string[] }>();
  for (const { grant, divisions, roles } of needs) {
    const held = roles.flatMap((role) => role.divisions);
    if (held.some(isAll)) continue;
    for (const declared of divisions.filter((division) => !held.some((one) => isSame(division, one)))) {
      const known = byDivision.get(declared.text.toLowerCase()) ?? { declared, names: [] };
      if (!known.names.includes(grant.name)) known.names.push(grant.name);
      byDivision.set(declared.text.toLowerCase(), known);
    }
  }
  return [...byDivision.values()].map(({ declared, names }) => ({
    messageId: 'lacks',
    data: { client: context.client.name.text, division: declared.text, role: '', names: listed(names) },
    why: `${organisation(context)} grants ${names.length > 1 ? 'them' : 'it'} in other divisions only; objects of this one are refused or left out.`,
    fix: `Grant the role that gives ${listed(names)} in ${declared.text === '*' ? 'all divisions' : `division ${code(declared.text)}`} too, or take the division out of the manifest.`,
    places: placed([place(declared.place, 'the division')]),
  }));
}

function wider(needs: readonly Need[], context: LiveContext<Catalog>): RuleReport<'wider'>[] {
  const byRole = new Map<LiveRole, { beyond: readonly LiveName[]; divisions: readonly Declared[]; names: string[] }>();
  for (const { grant, divisions, roles } of needs) {
    if (divisions.some(({ text }) => text === '*')) continue;
    for (const role of roles) {
      const beyond = role.divisions.filter((one) => !divisions.some((division) => isSame(division, one)));
      if (beyond.length === 0) continue;
      const known = byRole.get(role) ?? { beyond, divisions, names: [] };
      known.names.push(grant.name);
      byRole.set(role, known);
    }
  }
  return [...byRole].map(([role, { beyond, divisions, names }]) => ({
    messageId: 'wider',
    data: {
      client: context.client.name.text,
      role: role.name,
      division: '',
      names: listed(names),
      actual: beyond.some(isAll) ? 'all divisions' : listed(beyond.map(({ name }) => name)),
      declared: listed(divisions.map(({ text }) => text)),
    },
    why: sentences(`${organisation(context)} gives the role there`, 'Divisions that are not needed widen what a lost secret opens'),
    fix: 'Take the role back in the divisions that are not needed, or name them in the manifest.',
    places: placed(divisions.slice(0, 1).map((division) => place(division.place, 'the divisions'))),
  }));
}
