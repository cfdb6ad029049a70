import type { Catalog } from '../../../src/catalog/catalog.js';
import type { FindingPlace, LiveContext } from '../../../src/model/index.js';
import { gives, grantsOf, type GrantLine } from '../../../src/require/grants.js';
import type { GrantKind } from '../../../src/require/needs.js';
import { place } from './places.js';
import { code, listed } from './wording.js';

/** Role edits do not act at once. */
export const DELAY = 'Role edits take up to five minutes to act; `--wait 300` asks again until then';

/** "the organisation `Acme`" */
export function organisation({ authority }: LiveContext): string {
  return authority.organization === undefined ? 'The organisation' : `The organisation ${code(authority.organization.name)}`;
}

/** The line of the manifest that grants the name, if there is one. */
export function declaredLine(name: string, kind: GrantKind, { client, catalog }: LiveContext<Catalog>): GrantLine | undefined {
  return grantsOf(client, catalog).find((grant) => gives(grant, kind, name))?.lines[0];
}

/** What to tick or write in a role: "policy `{"domain":"routing",…}`"; a permission of one part is a general one. */
export function rolePolicy(permission: string): string {
  const [domain, entityName, action] = permission.split(':');
  if (domain === undefined || entityName === undefined || action === undefined) return `general permission ${code(permission)}`;
  return `policy ${code(JSON.stringify({ domain, entityName, actionSet: [action] }))}`;
}

/** Whose roles decide: the client's own, or the signed-in user's. */
export function holder({ authority, client }: LiveContext): string {
  return (authority.client?.grant ?? client.grant?.type) === 'client-credentials' ? 'the client' : 'the user';
}

/** The client in the manifest, where nothing nearer can be shown. */
export function clientPlace({ client }: LiveContext, note: string): FindingPlace {
  return place(client.place, note);
}

/** "Licence `x` brings it", where the platform tells. */
export function licencesWith(permission: string, { authority }: LiveContext): string {
  const names = (authority.licences ?? [])
    .filter(({ permissions }) => permissions.some((one) => one.toLowerCase() === permission.toLowerCase()))
    .map(({ name }) => name);
  return names.length === 0 ? '' : `By the platform's list ${listed(names, 'or')} ${names.length > 1 ? 'bring' : 'brings'} it`;
}
