import type { Path, SourceDocument } from '../document/parse-document.js';
import type { Declared, Place, Problem, RoleDecl } from '../model/index.js';
import type { RoleFile } from './manifest-file.js';

/** One manifest while it is read: the document, and what is found wrong beyond its shape. */
export interface Reading {
  document: SourceDocument;
  problems: Problem[];
}

export function report(reading: Reading, level: Problem['level'], code: string, message: string, place: Place, hint: string): void {
  reading.problems.push({ level, code, message, place, hint });
}

/** The names of a list with their places. Names that stand twice, compared without case, are reported. */
export function readNames(reading: Reading, path: Path, names: readonly string[]): Declared[] {
  const declared = names.map((text, index) => ({ text, place: reading.document.place([...path, index]) }));
  warnOfRepeats(reading, declared);
  return declared;
}

function warnOfRepeats(reading: Reading, names: readonly Declared[]): void {
  const first = new Map<string, Declared>();
  for (const name of names) {
    const key = name.text.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, name);
    else report(reading, 'warning', 'duplicate-entry', `\`${name.text}\` is listed twice`, name.place, `first on line ${earlier.place.line}; remove one`);
  }
}

export function readRoles(reading: Reading, path: Path, roles: readonly (string | RoleFile)[]): RoleDecl[] {
  const declared = roles.map((role, index): RoleDecl => {
    const at = [...path, index];
    if (typeof role === 'string') return { name: { text: role, place: reading.document.place(at) }, permissions: [], divisions: [] };
    return {
      name: { text: role.name, place: reading.document.place([...at, 'name']) },
      permissions: readNames(reading, [...at, 'permissions'], role.permissions ?? []),
      divisions: readNames(reading, [...at, 'divisions'], role.divisions ?? []),
    };
  });
  warnOfRepeats(reading, declared.map((role) => role.name));
  return declared;
}
