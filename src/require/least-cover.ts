import { compareText } from '../model/index.js';
import { leastOptions } from './cover.js';
import { nameKey } from './names.js';
import type { GrantKind, Requirement } from './needs.js';
import { permissionRank, scopeRank } from './privilege.js';

export interface LeastCover {
  permissions: readonly string[];
  scopes: readonly string[];
  /** False when the search limit was reached in some connected part: enough, but perhaps not the least. */
  exact: boolean;
}

/** The least grants that meet all requirements: least privilege first, then fewest, then by name. For `init`, `explain` and proposals. */
export function leastCover(requirements: readonly Requirement[]): LeastCover {
  const permissions = leastNames(requirements, 'permission');
  const scopes = leastNames(requirements, 'scope');
  return { permissions: permissions.names, scopes: scopes.names, exact: permissions.exact && scopes.exact };
}

function leastNames(requirements: readonly Requirement[], kind: GrantKind): { names: string[]; exact: boolean } {
  const choices = requirements.filter((requirement) => requirement.kind === kind).map((requirement) => requirement.anyOf);
  const spelling = new Map<string, string>();
  for (const name of choices.flat().sort(compareText)) if (!spelling.has(nameKey(name))) spelling.set(nameKey(name), name);
  const names = [...spelling.values()];
  const index = new Map(names.map((name, position) => [nameKey(name), position]));
  const rank = kind === 'permission' ? permissionRank : scopeRank;
  const cover = leastOptions(
    names.map((name) => ({ name: nameKey(name), rank: rank(name) })),
    choices.map((choice) => choice.map((name) => index.get(nameKey(name)) ?? 0)),
  );
  return { names: cover.chosen.map((position) => names[position] ?? ''), exact: cover.exact };
}
