import { checkShape } from '../document/check-shape.js';
import { limitProblems } from '../document/limit-problems.js';
import { suggest } from '../document/nearest.js';
import { parseDocument } from '../document/parse-document.js';
import type { ApplicationManifest, ClientDecl, Declared, EnvironmentDecl, Problem, UnusedDecl } from '../model/index.js';
import { readClients } from './clients.js';
import { readEnvironments } from './environments.js';
import type { ManifestFile } from './manifest-file.js';
import { folderOf } from './membership.js';
import { report, type Reading } from './reading.js';
import { validateManifest } from './validate-manifest.js';

/**
 * Reads a manifest. Never throws: with an error among the problems there is no manifest, warnings alone leave it.
 * Problems are sorted by place. Importing this module loads the YAML parser.
 */
export function readManifest(text: string, file: string): { manifest?: ApplicationManifest; problems: readonly Problem[] } {
  const { document, problems } = parseDocument(text, file);
  if (document === undefined) return { problems };
  const checked = checkShape(document, validateManifest);
  if (checked.value === undefined) return checked;

  const reading: Reading = { document, problems: [] };
  const clients = readClients(reading, checked.value);
  const environments = readEnvironments(reading, checked.value, clients);
  const manifest: ApplicationManifest = {
    file,
    folder: folderOf(file),
    name: { text: checked.value.application, place: document.place(['application']) },
    clients,
    environments,
    mayStayUnused: readUnused(reading, checked.value, namesGranted(clients, environments)),
  };
  const found = limitProblems(reading.problems);
  return found.some((problem) => problem.level === 'error') ? { problems: found } : { manifest, problems: found };
}

function readUnused(reading: Reading, file: ManifestFile, granted: readonly string[]): UnusedDecl[] {
  return (file.mayStayUnused ?? []).map(({ grant, reason, until }, index) => {
    const path = ['mayStayUnused', index];
    const declared: Declared = { text: grant, place: reading.document.place([...path, 'grant']) };
    if (!granted.some((name) => name.toLowerCase() === grant.toLowerCase())) {
      const hint = granted.length === 0 ? 'the manifest grants nothing' : suggest(grant, granted);
      report(reading, 'warning', 'unknown-grant', `\`${grant}\` is granted to no client of this manifest`, declared.place, hint);
    }
    if (until !== undefined && !isDate(until)) {
      report(reading, 'error', 'wrong-value', `\`until\` must not be \`${until}\``, reading.document.place([...path, 'until']), 'a day that exists, year-month-day');
    }
    return { grant: declared, reason, ...(until !== undefined && { until }) };
  });
}

function namesGranted(clients: readonly ClientDecl[], environments: readonly EnvironmentDecl[]): string[] {
  const lists = [...clients, ...environments.flatMap((environment) => environment.clients)].flatMap(({ permissions = [], scopes = [], roles = [] }) => [
    ...permissions,
    ...scopes,
    ...roles.flatMap((role) => [role.name, ...role.permissions]),
  ]);
  return [...new Set(lists.map(({ text }) => text))];
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
