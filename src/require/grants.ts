import type { Catalog } from '../catalog/catalog.js';
import type { Declared, Grants, RoleDecl } from '../model/index.js';
import { covers, isWildcard, nameKey } from './names.js';
import type { GrantKind, Requirement } from './needs.js';
import { permissionRank, scopeRank } from './privilege.js';
import { readName, type GrantList, type Reading } from './reading.js';

/** One line of a manifest that grants something: of a list, or of a role's permissions. */
export interface GrantLine {
  declared: Declared;
  list: GrantList;
  role?: RoleDecl;
  reading: Reading;
}

/** A name and what it gives; wildcards in full form. */
export interface Given {
  name: string;
  kind: GrantKind;
  permissions: readonly string[];
  scopes: readonly string[];
}

/** Everything that is written to grant the same thing. `name` is the real name where there is one, else (and for wildcards) as written. */
export interface Grant extends Given {
  /** The line to look at first: a real spelling before an alias, the client's own lists before roles. */
  lines: readonly [GrantLine, ...GrantLine[]];
  /** Lines that say the same as another line of their list in other words: each can go. (Equal texts are the manifest reader's to tell.) */
  repeats: readonly GrantLine[];
}

/** What the lists and roles grant, one entry for each meaning, in order of first appearance. */
export function grantsOf(granted: Grants, catalog: Catalog): Grant[] {
  const byMeaning = new Map<string, [GrantLine, ...GrantLine[]]>();
  for (const line of grantLines(granted, catalog)) {
    const key = meaningKey(line);
    const known = byMeaning.get(key);
    if (known === undefined) byMeaning.set(key, [line]);
    else known.push(line);
  }
  return [...byMeaning.values()].map(makeGrant);
}

function grantLines(granted: Grants, catalog: Catalog): GrantLine[] {
  const read = (declared: Declared, list: GrantList): GrantLine => ({ declared, list, reading: readName(declared.text, list, catalog) });
  return [
    ...granted.permissions.map((declared) => read(declared, 'permissions')),
    ...granted.scopes.map((declared) => read(declared, 'scopes')),
    ...granted.roles.flatMap((role) => role.permissions.map((declared) => ({ ...read(declared, 'permissions'), role }))),
  ];
}

function meaningKey({ declared, list, reading }: GrantLine): string {
  if (reading.permissions.length + reading.scopes.length === 0) return `${list} ${nameKey(declared.text)}`;
  return [reading.permissions, reading.scopes].map((names) => names.map(nameKey).join(' ')).join(' / ');
}

function makeGrant(lines: [GrantLine, ...GrantLine[]]): Grant {
  const real = lines.filter((line) => line.reading.spelling === 'real');
  const [first, ...rest] = [...real, ...lines.filter((line) => !real.includes(line))];
  const ordered: [GrantLine, ...GrantLine[]] = first === undefined ? lines : [first, ...rest];
  const { permissions, scopes } = ordered[0].reading;
  const only = permissions.length + scopes.length === 1 ? (permissions[0] ?? scopes[0]) : undefined;
  const isScope = permissions.length > 0 ? false : scopes.length > 0 || ordered[0].list === 'scopes';
  return {
    name: only === undefined || isWildcard(only) ? ordered[0].declared.text : only,
    kind: isScope ? 'scope' : 'permission',
    permissions,
    scopes,
    lines: ordered,
    repeats: ordered.filter((line, index) => isRepeat(line, ordered.slice(0, index))),
  };
}

function isRepeat(line: GrantLine, before: readonly GrantLine[]): boolean {
  const earlier = before.filter(({ list, role }) => list === line.list && role === line.role);
  return earlier.length > 0 && earlier.every(({ declared }) => nameKey(declared.text) !== nameKey(line.declared.text));
}

export type Gives = Pick<Given, 'permissions' | 'scopes'>;

/** Whether the grant meets the requirement. */
export function meets(grant: Gives, requirement: Requirement): boolean {
  return requirement.anyOf.some((name) => gives(grant, requirement.kind, name));
}

/** Whether the grant gives the permission or the scope. */
export function gives(grant: Gives, kind: GrantKind, name: string): boolean {
  if (kind === 'permission') return grant.permissions.some((granted) => covers(granted, name));
  return grant.scopes.some((granted) => nameKey(granted) === nameKey(name));
}

/** Whether the requirement is met by any of the grants. */
export function isMet(requirement: Requirement, grants: readonly Gives[]): boolean {
  return grants.some((grant) => meets(grant, requirement));
}

/** Answers, for many requirements, which of the grants meet each: as indexes, ascending. */
export function findMeeting(grants: readonly Gives[]): (requirement: Requirement) => readonly number[] {
  const exact = new Map<string, number[]>();
  const wide: number[] = [];
  grants.forEach((grant, index) => {
    if (hasWildcard(grant)) wide.push(index);
    const names = [...grant.permissions.map((name) => nameOf('permission', name)), ...grant.scopes.map((name) => nameOf('scope', name))];
    for (const name of names) exact.set(name, [...(exact.get(name) ?? []), index]);
  });
  return (requirement) => {
    const named = requirement.anyOf.flatMap((name) => exact.get(nameOf(requirement.kind, name)) ?? []);
    const covering = wide.filter((index) => grants[index] !== undefined && meets(grants[index], requirement));
    return [...new Set([...named, ...covering])].sort((a, b) => a - b);
  };
}

function nameOf(kind: GrantKind, name: string): string {
  return `${kind} ${nameKey(name)}`;
}

/** How much a grant allows; see `permissionRank`. A name with several meanings ranks as its greatest. */
export function grantRank(grant: Gives): number {
  return Math.max(0, ...(grant.permissions.length > 0 ? grant.permissions.map(permissionRank) : grant.scopes.map(scopeRank)));
}

export function hasWildcard(grant: Gives): boolean {
  return grant.permissions.some(isWildcard);
}
