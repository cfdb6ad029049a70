import type { Catalog } from '../catalog/catalog.js';
import { findMeeting, gives, grantRank, hasWildcard, isMet, meets, type Gives, type Grant } from './grants.js';
import { leastCover } from './least-cover.js';
import { covers, isWildcard, nameKey } from './names.js';
import type { SharedRequirement } from './needs.js';
import { isReadonlyScope, readonlyScope } from './privilege.js';

/** Less that does the same: what to grant in place of a kept grant that gives more than is used. */
export interface Narrowing extends Gives {
  /** How many permissions of the catalog the wide grant gives; 0 for scopes. */
  given: number;
}

/** For each kept grant that is wider than used, what would do instead. A wildcard is narrowed first where it is the narrowest. */
export function narrow(kept: readonly Grant[], met: readonly SharedRequirement[], catalog: Catalog): ReadonlyMap<Grant, Narrowing> {
  const narrowings = new Map<Grant, Narrowing>();
  const plain = kept.filter((grant) => !hasWildcard(grant));
  const settled: Gives[] = [...plain];
  for (const wide of kept.filter(hasWildcard).sort((a, b) => grantRank(a) - grantRank(b))) {
    const meeting = findMeeting(settled);
    const own = met.filter((requirement) => meets(wide, requirement) && meeting(requirement).length === 0);
    const less = leastWithin(wide, own);
    settled.push(less);
    const given = catalog.permissions.filter((name) => gives(wide, 'permission', name));
    const after = findMeeting(settled);
    const needed = given.filter((name) => after({ kind: 'permission', anyOf: [name] }).length > 0);
    if (needed.length < given.length || wide.permissions.some(isEverything)) narrowings.set(wide, { ...less, given: given.length });
  }
  for (const grant of plain) {
    const less = readonlyInstead(grant, kept, met, catalog);
    if (less !== undefined) narrowings.set(grant, { permissions: [], scopes: [less], given: 0 });
  }
  return narrowings;
}

function isEverything(permission: string): boolean {
  return covers(permission, '');
}

/** The least names that the grant gives and that meet the requirements. */
export function leastWithin(grant: Gives, requirements: readonly SharedRequirement[]): Gives {
  return leastCover(
    requirements
      .filter((requirement) => meets(grant, requirement))
      .map(({ kind, anyOf }) => ({ kind, anyOf: anyOf.filter((name) => !isWildcard(name) && gives(grant, kind, name)) })),
  );
}

/** The read-only scope, where it is enough for all that only the full scope meets. */
function readonlyInstead(grant: Grant, kept: readonly Grant[], met: readonly SharedRequirement[], catalog: Catalog): string | undefined {
  const [scope] = grant.scopes;
  if (scope === undefined || grant.scopes.length > 1 || grant.permissions.length > 0 || isReadonlyScope(scope)) return undefined;
  const readonly = catalog.scope(readonlyScope(scope));
  if (readonly === undefined) return undefined;
  const others = kept.filter((other) => other !== grant && other.scopes.length > 0);
  const own = met.filter((requirement) => meets(grant, requirement) && !isMet(requirement, others));
  return own.every(({ anyOf }) => anyOf.some((name) => nameKey(name) === nameKey(readonly))) ? readonly : undefined;
}
