import type { Catalog } from '../catalog/catalog.js';
import type { Authority, LiveContext } from '../model/index.js';
import { isRefused } from './declared-lists.js';
import { isMet, meets, type Gives } from './grants.js';
import { leastCover } from './least-cover.js';
import { nameKey } from './names.js';
import { needsOf, sharedRequirements, type GrantKind, type SharedRequirement } from './needs.js';

/** What the organisation lets the caller do: for sure, and with what only some objects are open to. */
export interface Held {
  sure: Gives;
  perhaps: Gives;
  /** Which kinds are known, so that something can be missing. */
  known: Record<GrantKind, boolean>;
}

/** Permissions of all roles; scopes only where they apply. Names stand as the platform gives them, wildcards in full form. */
export function heldBy({ roles, scopes: listed }: Authority): Held {
  const permissions = (roles ?? []).flatMap((role) => role.permissions ?? []);
  const scopes = listed ?? [];
  return {
    sure: { permissions: permissions.filter(({ conditional }) => conditional !== true).map(({ name }) => name), scopes },
    perhaps: { permissions: permissions.map(({ name }) => name), scopes },
    known: { permission: roles !== undefined, scope: listed !== undefined },
  };
}

/** What the code needs and nothing held gives: one name to grant, and the requirements that it meets. */
export interface Lacking {
  kind: GrantKind;
  /** The least name that meets them, chosen over all that is lacking. */
  add: string;
  requirements: readonly [SharedRequirement, ...SharedRequirement[]];
}

/** What the calls need beyond what is held. What refuses the grant type altogether lacks no grant. */
export function lackingFrom(held: Gives, known: Held['known'], { calls, catalog, authority }: LiveContext<Catalog>): Lacking[] {
  const grant = authority.client?.grant;
  const lacking = sharedRequirements(needsOf(calls, catalog)).filter(
    (requirement) => known[requirement.kind] && !isMet(requirement, [held]) && requirement.needs.some(({ operation }) => !isRefused(operation, grant)),
  );
  const least = leastCover(lacking);
  const assigned = new Set<SharedRequirement>();
  const serve = (kind: GrantKind, add: string): Lacking[] => {
    const given: Gives = kind === 'permission' ? { permissions: [add], scopes: [] } : { permissions: [], scopes: [add] };
    const [first, ...rest] = lacking.filter((requirement) => !assigned.has(requirement) && meets(given, requirement));
    if (first === undefined) return [];
    for (const requirement of [first, ...rest]) assigned.add(requirement);
    return [{ kind, add, requirements: [first, ...rest] }];
  };
  return [...least.permissions.flatMap((name) => serve('permission', name)), ...least.scopes.flatMap((name) => serve('scope', name))];
}

/** Whether the organisation has the permission to give at all; undefined: not known. */
export function isAssignable(name: string, { assignable }: Authority): boolean | undefined {
  return assignable?.some((one) => nameKey(one) === nameKey(name));
}
