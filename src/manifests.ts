import { decodeText, type ReadBytes } from './discover/index.js';
import { findRivals, folderOf } from './manifest/membership.js';
import type { Governor } from './membership.js';
import type { ApplicationManifest, Problem } from './model/index.js';

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

/** Reads every manifest of the tree, found by name. The reader, which is heavy, is loaded only when there is one. */
export async function readManifests({ files, read }: { files: readonly string[]; read: ReadBytes }, names: readonly string[]): Promise<Manifests> {
  const named = files.filter((file) => names.includes(file.slice(file.lastIndexOf('/') + 1)));
  if (named.length === 0) return { governors: [], files: [], found: false, problems: [] };
  const { readManifest } = await import('./manifest/read-manifest.js');
  const rivals = findRivals(named);
  const kept = named.filter((file) => !rivals.some((rival) => rival.place.file === file));
  const results = kept.map((file): { file: string; manifest?: ApplicationManifest; problems: readonly Problem[] } => {
    const bytes = read(file);
    const text = Buffer.isBuffer(bytes) ? decodeText(bytes)?.text : undefined;
    if (text !== undefined) return { file, ...readManifest(text, file) };
    const message = Buffer.isBuffer(bytes) ? 'the file is binary' : bytes.message;
    return { file, problems: [{ level: 'error', code: 'manifest-unreadable', message, place: { file, line: 1, column: 1 } }] };
  });
  return {
    governors: results.map(({ file, manifest }) => ({ folder: folderOf(file), ...(manifest && { manifest }) })),
    files: named,
    found: true,
    problems: [...rivals, ...results.flatMap((result) => result.problems)],
  };
}
