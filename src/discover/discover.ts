import { compareText, type ModuleResolver, type Problem } from '../model/index.js';
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
  /** How many files were looked at beyond those given. */
  imported: number;
  /** Who imports whom, to be asked for the importers of what is reached. Empty unless `marked` is not. */
  index: ModuleIndex;
  problems: readonly Problem[];
}

export type SkippedKind = Exclude<SourceKind, 'source'> | 'binary';

const LARGEST = 5 * 1024 * 1024;

/** One pass over all files: those with a marker, and the module names in all of them. Nothing is parsed. */
export function discover(input: DiscoveryInput): Discovery {
  const found: Found = { marked: [], skipped: [], problems: [], imported: 0, index: new ModuleIndex() };
  scan(input.files, input, found);
  return found;
}

export interface ImportedInput extends Omit<DiscoveryInput, 'files'> {
  resolve: ModuleResolver;
  /** Whether a file that an import leads to is looked at. */
  takes: (file: string) => boolean;
}

/** Looks at what the imports of the files lead to as well, and at what those import, and so on. */
export function discoverImported({ marked, skipped, problems, index }: Discovery, { resolve, takes, ...input }: ImportedInput): Discovery {
  const found: Found = { marked: [...marked], skipped: [...skipped], problems: [...problems], imported: 0, index };
  const seen = new Set<string>();
  for (let size = -1; size !== seen.size; ) {
    size = seen.size;
    const targets = index.named(() => true).map(({ file, module }) => resolve(file, module));
    const fresh = [...new Set(targets)].filter((file) => file !== undefined).filter((file) => takes(file) && !seen.has(file));
    for (const file of fresh) seen.add(file);
    scan(fresh.sort(compareText), input, found);
  }
  return { ...found, marked: found.marked.sort(compareText), imported: seen.size };
}

interface Found extends Discovery {
  marked: string[];
  skipped: { file: string; kind: SkippedKind }[];
  problems: Problem[];
}

function scan(files: readonly string[], { read, markers, largest = LARGEST }: Omit<DiscoveryInput, 'files'>, { marked, skipped, problems, index }: Found): void {
  const pattern = markerPattern(markers);
  for (const file of files) {
    const bytes = read(file);
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
