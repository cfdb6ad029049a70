import type { Catalog } from '../catalog/catalog.js';
import { leastCover } from '../require/least-cover.js';
import { requirementsOf } from '../require/needs.js';

/** What the live check asks, by the ids of the catalog, and what for. What each needs is the catalog's to say. */
export const VERIFY_OPERATIONS = {
  token: { id: 'GET /api/v2/tokens/me', what: 'whose token it is' },
  grants: { id: 'GET /api/v2/authorization/subjects/me', what: 'which roles it holds in which divisions' },
  role: { id: 'GET /api/v2/authorization/roles/{roleId}', what: 'what a role grants' },
  client: { id: 'GET /api/v2/oauth/clients/{clientId}', what: 'the token lifetime and the state of the client' },
  permissions: { id: 'GET /api/v2/authorization/permissions', what: 'which permissions the organisation has' },
  licences: { id: 'GET /api/v2/license/definitions', what: 'which licence brings a permission that the organisation has not' },
} as const;

interface Asked {
  id: string;
  what: string;
}

/** What a set of operations needs of a token, by the catalog. */
export function ownNeeds(
  operations: Readonly<Record<string, Asked>>,
  catalog: Catalog,
): (Asked & { permissions: readonly string[]; scopes: readonly string[] })[] {
  return Object.values(operations).map(({ id, what }) => {
    const operation = catalog.operation(id);
    const { permissions, scopes } = leastCover(operation === undefined ? [] : requirementsOf(operation));
    return { id, what, permissions, scopes };
  });
}

/** The path of an operation with its parameters filled in, in their order. */
export function pathOf(id: string, ...values: readonly string[]): string {
  const left = [...values];
  return id.slice(id.indexOf(' ') + 1).replace(/\{[^}]*\}/g, () => encodeURIComponent(left.shift() ?? ''));
}
