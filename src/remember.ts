import { hash } from 'node:crypto';
import type { ReadBytes } from './discover/index.js';

/** Keeps texts between runs, by name. What is not there, not whole or not to be trusted is undefined. */
export interface CachePort {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
}

/** Further files that import one of `files`. */
type ImportersOf = (files: ReadonlySet<string>) => readonly string[];

/** What a piece of work asks of the tree; the same answers make it come to the same. */
export interface Questions {
  reader: NotingReader;
  importersOf: ImportersOf;
}

/** A reader that notes what it has given. */
export interface NotingReader {
  read: ReadBytes;
  /** The digest of what the file holds now, or why it cannot be read; nothing is noted. */
  digest: (file: string) => string;
  /** Digests by file. */
  noted: ReadonlyMap<string, string>;
  /** Whether a file had changed when it was read again. */
  torn: () => boolean;
}

/** What was asked of the tree, and digests of the answers. */
interface Trace {
  read: readonly (readonly [file: string, digest: string])[];
  /** Files that importers were asked of, as positions in `names`. */
  importersOf: readonly (readonly [files: readonly number[], digest: string])[];
  names: readonly string[];
}

interface Entry<T> {
  trace: Trace;
  value: T;
}

export function noteReads(read: ReadBytes): NotingReader {
  const noted = new Map<string, string>();
  let torn = false;
  return {
    read: (file) => {
      const answer = read(file);
      const digest = digestOf(answer);
      torn ||= (noted.get(file) ?? digest) !== digest;
      noted.set(file, digest);
      return answer;
    },
    digest: (file) => digestOf(read(file)),
    noted,
    torn: () => torn,
  };
}

/**
 * What the work comes to. It is taken from the cache where the facts and the contents of `files` are those of an earlier run, and all that
 * the work asked then has the same answer now. What came of files that changed meanwhile is not kept.
 */
export async function remember<T>(cache: CachePort | undefined, facts: unknown, files: readonly string[], { reader, importersOf }: Questions, work: (importersOf: ImportersOf) => Promise<T>): Promise<T> {
  if (cache === undefined) return work(importersOf);
  const contents = new Map(files.map((file) => [file, reader.digest(file)]));
  const key = digestOfText(JSON.stringify([facts, [...contents]]));
  const kept = parseEntry<T>(cache.get(key));
  if (kept !== undefined && holds(kept.trace, { reader, importersOf })) return kept.value;
  const questions = noteQuestions(importersOf);
  const value = await work(questions.importersOf);
  const isSteady = !reader.torn() && [...contents].every(([file, digest]) => (reader.noted.get(file) ?? digest) === digest);
  if (isSteady) cache.set(key, JSON.stringify({ trace: { read: [...reader.noted].filter(([file]) => !contents.has(file)), ...questions.noted() }, value }));
  return value;
}

function holds({ read, importersOf, names }: Trace, tree: Questions): boolean {
  return (
    read.every(([file, digest]) => tree.reader.digest(file) === digest) &&
    importersOf.every(([files, digest]) => digestOfList(tree.importersOf(new Set(files.map((at) => names[at] ?? '')))) === digest)
  );
}

/** Each question is put to the tree once. */
function noteQuestions(importersOf: ImportersOf): { importersOf: ImportersOf; noted: () => Omit<Trace, 'read'> } {
  const names = new Map<string, number>();
  const asked = new Map<string, { files: readonly number[]; answer: readonly string[] }>();
  const position = (file: string): number => {
    const known = names.get(file) ?? names.size;
    names.set(file, known);
    return known;
  };
  return {
    importersOf: (files) => {
      const positions = [...files].map(position).sort((a, b) => a - b);
      const question = positions.join();
      const { answer } = asked.get(question) ?? { answer: importersOf(files) };
      asked.set(question, { files: positions, answer });
      return answer;
    },
    noted: () => ({ names: [...names.keys()], importersOf: [...asked.values()].map(({ files, answer }) => [files, digestOfList(answer)]) }),
  };
}

/** Entries are read back as they were written: the port says nothing of others. */
function parseEntry<T>(text: string | undefined): Entry<T> | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Entry<T>);
}

function digestOf(answer: ReturnType<ReadBytes>): string {
  return Buffer.isBuffer(answer) ? hash('sha256', answer, 'base64url') : answer.reason;
}

const digestOfText = (text: string): string => hash('sha256', text, 'hex');
const digestOfList = (list: readonly string[]): string => digestOfText(list.join('\0'));
