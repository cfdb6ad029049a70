import type { Problem } from '../model/index.js';
import { classify, type SourceKind } from './classify.js';
import { scanImports, scanScriptTags } from './import-scan.js';
import { ModuleIndex } from './module-index.js';
import { decodeText, searchableText, type ReadBytes } from './reading.js';

export interface DiscoveryInput {
  /** The files a language owns, sorted. */
  files: readonly string[];
  read: ReadBytes;
  /** Texts that show that a file may touch the platform; compared without case. */
  markers: readonly string[];
  /** Files with a marker that have more bytes than this are not analysed. */
  largest?: number;
}

export interface Discovery {
  /** Sources with a marker, sorted. */
  marked: readonly string[];
  /** Files with a marker that are no source of this project, sorted by name. */
  skipped: readonly { file: string; kind: SkippedKind }[];
  /** Who imports whom, to be asked for the importers of what is reached. Empty unless `marked` is not. */
  index: ModuleIndex;
  problems: readonly Problem[];
}

export type SkippedKind = Exclude<SourceKind, 'source'> | 'binary';

const LARGEST = 5 * 1024 * 1024;

/** One pass over all files: those with a marker, and the module names in all of them. Nothing is parsed. */
export function discover(input: DiscoveryInput): Discovery {
  const pattern = markerPattern(input.markers);
  const largest = input.largest ?? LARGEST;
  const marked: string[] = [];
  const skipped: { file: string; kind: SkippedKind }[] = [];
  const problems: Problem[] = [];
  const index = new ModuleIndex();

  for (const file of input.files) {
    const bytes = input.read(file);
    if (!Buffer.isBuffer(bytes)) {
      if (bytes.reason !== 'missing') problems.push(problem(file, `file-${bytes.reason}`, bytes.message));
      continue;
    }
    const text = searchableText(bytes);
    index.add(file, scanImports(text), scanScriptTags(text, file));
    if (!pattern.test(text)) continue;
    const kind = kindOf(file, bytes);
    if (kind !== 'source') skipped.push({ file, kind });
    else if (bytes.length > largest) problems.push(problem(file, 'file-too-large', `${file} has ${bytes.length} bytes; up to ${largest} are analysed`));
    else marked.push(file);
  }
  return { marked, skipped, index, problems };
}

function kindOf(file: string, bytes: Buffer): SourceKind | 'binary' {
  const decoded = decodeText(bytes);
  return decoded === undefined ? 'binary' : classify(decoded.text, file);
}

/** Matches any of the texts without case; nothing when there are none. Classes are searched twice as fast as with the flag. */
export function markerPattern(markers: readonly string[]): RegExp {
  const folded = [...new Set(markers.map((marker) => marker.toLowerCase()))];
  const shortest = folded.filter((marker) => !folded.some((other) => other !== marker && marker.includes(other)));
  const literal = (marker: string) => marker.replace(/[^a-z0-9]|[a-z]/g, (char) => (/[a-z]/.test(char) ? `[${char}${char.toUpperCase()}]` : `\\${char}`));
  return shortest.length === 0 ? /(?!)/ : new RegExp(shortest.map(literal).join('|'));
}

function problem(file: string, code: string, message: string): Problem {
  return { level: 'error', code, message, place: { file, line: 1, column: 1 } };
}
