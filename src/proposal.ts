import type { Catalog } from './catalog/catalog.js';
import type { Call, Proposal, ProposedGrant } from './model/index.js';
import { comparePlaces } from './model/index.js';
import { leastCover } from './require/least-cover.js';
import { needsOf, sharedRequirements, type GrantKind, type SharedRequirement } from './require/needs.js';

/** The least grants that satisfy what the calls need, each with the places that need it. */
export function proposeGrants(calls: readonly Call[], catalog: Catalog): Proposal {
  const requirements = sharedRequirements(needsOf(calls, catalog));
  const least = leastCover(requirements);
  const propose = (kind: GrantKind, names: readonly string[]): ProposedGrant[] => names.map((name) => ({ name, places: placesOf(name, kind, requirements) }));
  return { permissions: propose('permission', least.permissions), scopes: propose('scope', least.scopes) };
}

function placesOf(name: string, kind: GrantKind, requirements: readonly SharedRequirement[]): ProposedGrant['places'] {
  const calls = requirements
    .filter((requirement) => requirement.kind === kind && requirement.anyOf.includes(name))
    .flatMap((requirement) => requirement.needs.flatMap((need) => need.calls));
  return [...new Set(calls)]
    .map(({ file, line, column, method, path }) => ({ file, line, column, note: `${method} ${path}` }))
    .sort(comparePlaces);
}
