import type { Catalog } from '../catalog/catalog.js';
import type { AliasFact } from '../catalog/data.js';
import { covers, nameKey, squash, uiParts, wildcard } from './names.js';

export type GrantList = 'permissions' | 'scopes';

/** What a name in a manifest grants, as far as the catalog can tell. */
export interface Reading {
  /** `alias`: a spelling that the platform does not have; `misplaced`: a real name in the other list; `unknown`: neither. */
  spelling: 'real' | 'alias' | 'misplaced' | 'unknown';
  /** The catalog's spellings; wildcards in full form. More than one: what the code calls decides. */
  permissions: readonly string[];
  scopes: readonly string[];
  alias?: AliasFact;
}

const EVERYTHING = '*:*:*';
const UNKNOWN: Reading = { spelling: 'unknown', permissions: [], scopes: [] };

/** Reads one entry of a list. Understands names in any case, wildcards, UI forms and the alias table. */
export function readName(text: string, list: GrantList, catalog: Catalog): Reading {
  const name = text.trim();
  const permission = catalog.permission(name) ?? fromUi(name, catalog);
  const scope = catalog.scope(name);
  if (list === 'scopes' && scope !== undefined) return { spelling: 'real', permissions: [], scopes: [scope] };
  if (permission !== undefined) return { spelling: list === 'permissions' ? 'real' : 'misplaced', permissions: [permission], scopes: [] };
  if (scope !== undefined) return { spelling: 'misplaced', permissions: [], scopes: [scope] };
  const pattern = wildcard(name);
  if (pattern === EVERYTHING) return everything(name, list, catalog);
  const alias = catalog.alias(name);
  if (alias !== undefined) return fromAlias(alias, list);
  return pattern === undefined ? UNKNOWN : fromWildcard(pattern, list, catalog);
}

/** Among scopes, everything also stands for all of them: one entry, one finding. */
function everything(name: string, list: GrantList, catalog: Catalog): Reading {
  const alias = catalog.alias(name);
  return {
    spelling: list === 'permissions' && nameKey(name) === EVERYTHING ? 'real' : 'alias',
    permissions: [EVERYTHING],
    scopes: list === 'scopes' ? catalog.scopes : [],
    ...(alias && { alias }),
  };
}

function fromAlias(alias: AliasFact, list: GrantList): Reading {
  return {
    spelling: 'alias',
    permissions: alias.permissions.map((name) => wildcard(name) ?? name),
    scopes: list === 'scopes' || alias.permissions.length === 0 ? alias.scopes : [],
    alias,
  };
}

function fromWildcard(pattern: string, list: GrantList, catalog: Catalog): Reading {
  const [domain = '', entity] = pattern.split(':');
  const family = catalog.scope(domain);
  if (list === 'scopes' && entity === '*' && family !== undefined) return { spelling: 'alias', permissions: [], scopes: [family] };
  if (!catalog.permissions.some((permission) => covers(pattern, permission))) return UNKNOWN;
  return { spelling: list === 'permissions' ? 'real' : 'misplaced', permissions: [pattern], scopes: [] };
}

/** Names as the user interface shows them, e.g. "Domain > Entity > Action", name what `domain:entity:action` names; an action "All Permissions" is a wildcard. */
function fromUi(text: string, catalog: Catalog): string | undefined {
  const parts = uiParts(text);
  if (parts?.length !== 3) return undefined;
  const same = (permission: string, upTo: number): boolean => {
    const names = permission.split(':').map(squash);
    return names.length === 3 && parts.slice(0, upTo).every((part, index) => part === names[index]);
  };
  const exact = catalog.permissions.find((permission) => same(permission, 3));
  if (exact !== undefined || !['allpermissions', 'all', '*'].includes(parts[2] ?? '')) return exact;
  const sibling = catalog.permissions.find((permission) => same(permission, 2));
  return sibling === undefined ? undefined : [...sibling.split(':').slice(0, 2), '*'].join(':');
}
