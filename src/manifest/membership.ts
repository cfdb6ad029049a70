import type { ApplicationManifest, ClientDecl, Place, Problem } from '../model/index.js';
import { compareText } from '../model/index.js';
import { globMatcher } from '../document/globs.js';

/** Names under which a manifest is found. */
export const MANIFEST_FILES: readonly string[] = ['scope-manifest.yaml', 'scope-manifest.yml', 'scope-manifest.json'];

/** The folder of a file, `''` for the root. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

/** The manifest that governs a file: that of the nearest folder above it. A broken manifest governs too, so that its code does not fall to another application. */
export function governingManifest<M extends { folder: string }>(manifests: readonly M[], file: string): M | undefined {
  let nearest: M | undefined;
  for (const manifest of manifests) {
    const governs = manifest.folder === '' ? !file.startsWith('../') : file.startsWith(`${manifest.folder}/`);
    if (governs && (nearest === undefined || manifest.folder.length > nearest.folder.length)) nearest = manifest;
  }
  return nearest;
}

/**
 * Which clients of an application a file's code runs under: those whose `paths` match, else those without `paths`.
 * Files outside the manifest's folder belong to the latter. Empty: the manifest names no client for the file.
 */
export function clientMatcher(manifest: ApplicationManifest): (file: string) => readonly ClientDecl[] {
  const claims = manifest.clients.filter(({ paths }) => paths.length > 0).map((client) => ({ client, matches: globMatcher(client.paths) }));
  const others = manifest.clients.filter(({ paths }) => paths.length === 0);
  const prefix = manifest.folder === '' ? '' : `${manifest.folder}/`;
  return (file) => {
    const path = file.startsWith(prefix) ? file.slice(prefix.length) : undefined;
    const claimed = path === undefined ? [] : claims.filter(({ matches }) => matches(path)).map(({ client }) => client);
    return claimed.length > 0 ? claimed : others;
  };
}

/** Folders with more than one manifest: the first by name governs, each other one is an error. */
export function findRivals(files: readonly string[]): Problem[] {
  const first = new Map<string, string>();
  return [...files].sort(compareText).flatMap((file) => {
    const folder = folderOf(file);
    const earlier = first.get(folder);
    if (earlier === undefined) {
      first.set(folder, file);
      return [];
    }
    const place: Place = { file, line: 1, column: 1 };
    return [{ level: 'error', code: 'rival-manifests', message: `\`${earlier}\` governs this folder already`, place, hint: 'keep one manifest in a folder' } satisfies Problem];
  });
}
