import { readText, type ReadBytes } from './discover/index.js';
import { WIZARD } from '../rules/catalog/wizard.js';
import type { InfrastructurePort } from './manifest/infrastructure/read-trees.js';
import type { GrammarPort } from './manifest/infrastructure/hcl.js';
import { findRivals, folderOf } from './manifest/membership.js';
import type { Governor } from './membership.js';
import type { ApplicationManifest, Language, Problem } from './model/index.js';

/** The manifests of the tree. */
export interface Manifests {
  /** Sorted by folder. Those that could not be read govern too. */
  governors: readonly Governor[];
  /** Their paths, readable or not. */
  files: readonly string[];
  /** Whether there is any, readable or not. */
  found: boolean;
  problems: readonly Problem[];
}

export interface ManifestPorts {
  files: readonly string[];
  read: ReadBytes;
  grammar?: GrammarPort;
  languages: readonly Language[];
}

/** Reads every manifest of the tree, found by name. The reader, which is heavy, is loaded only when there is one. */
export async function readManifests({ files, read, grammar, languages }: ManifestPorts, names: readonly string[]): Promise<Manifests> {
  const named = files.filter((file) => names.includes(file.slice(file.lastIndexOf('/') + 1)));
  const folders = foldersNamed(files, names).map((file): Problem => ({ level: 'error', code: 'manifest-unreadable', message: `${file} is a folder`, place: { file, line: 1, column: 1 }, hint: 'a manifest is a file' }));
  if (named.length === 0) return { governors: [], files: [], found: folders.length > 0, problems: folders };
  const { readManifest } = await import('./manifest/read-manifest.js');
  const rivals = findRivals(named);
  const kept = named.filter((file) => !rivals.some((rival) => rival.place.file === file));
  const readModule: InfrastructurePort['readModule'] = async (text, file) => (await languages.find((language) => language.owns(file))?.load())?.lower(text, file);
  const port: InfrastructurePort = { files, readText: (name) => readText(read, name), ...(grammar && { grammar }), readModule, wizard: WIZARD };
  const results: { file: string; manifest?: ApplicationManifest; problems: readonly Problem[] }[] = [];
  for (const file of kept) {
    const text = readText(read, file);
    if (text === undefined) results.push(unreadable(file, read));
    else results.push({ file, ...(await withInfrastructure(readManifest(text, file), port)) });
  }
  return {
    governors: results.map(({ file, manifest }) => ({ folder: folderOf(file), ...(manifest && { manifest }) })),
    files: named,
    found: true,
    problems: [...folders, ...rivals, ...results.flatMap((result) => result.problems)],
  };
}

/** Folders that have the name of a manifest, and files. */
function foldersNamed(files: readonly string[], names: readonly string[]): string[] {
  const folders = names.flatMap((name) =>
    files.flatMap((file) => {
      const at = `/${file}`.indexOf(`/${name}/`);
      return at < 0 ? [] : [file.slice(0, at + name.length)];
    }),
  );
  return [...new Set(folders)];
}

function unreadable(file: string, read: ReadBytes): { file: string; problems: Problem[] } {
  const bytes = read(file);
  const message = Buffer.isBuffer(bytes) ? 'the file is binary' : bytes.message;
  return { file, problems: [{ level: 'error', code: 'manifest-unreadable', message, place: { file, line: 1, column: 1 } }] };
}

interface ReadManifest {
  manifest?: ApplicationManifest;
  problems: readonly Problem[];
}

/** What is said of several clients is said once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Clients whose grants are written down elsewhere get them from there. */
async function withInfrastructure({ manifest, problems }: ReadManifest, port: InfrastructurePort): Promise<ReadManifest> {
  if (manifest?.clients.some(({ grantedBy }) => grantedBy !== undefined) !== true) return { ...(manifest && { manifest }), problems };
  const { readGrantedBy } = await import('./manifest/infrastructure/granted-by.js');
  const read = await Promise.all(manifest.clients.map((client) => readGrantedBy(client, manifest.folder, port)));
  const found = [...problems, ...distinct(read.flatMap((one) => one.problems))];
  return found.some(({ level }) => level === 'error') ? { problems: found } : { manifest: { ...manifest, clients: read.map(({ client }) => client) }, problems: found };
}
