import { hash } from 'node:crypto';
import type { ReadBytes } from './discover/index.js';
import type { ModuleResolver } from './model/index.js';

/** What an analysis asks of the tree; the same answers make it come to the same. */
export interface Tree {
  read: ReadBytes;
  resolve: ModuleResolver;
  /** The script that a page loads. */
  resolveScript: ModuleResolver;
  /** Further files that import one of `files`. */
  importersOf: (files: ReadonlySet<string>) => readonly string[];
}

/** Questions and their answers. Files are positions in `names`; of contents and lists there are digests. */
export interface Trace {
  names: readonly string[];
  read: readonly (readonly [file: number, content: string])[];
  resolve: readonly Resolved[];
  resolveScript: readonly Resolved[];
  importersOf: readonly (readonly [files: readonly number[], importers: string])[];
}

/** `to` is null for what lies outside the tree. */
type Resolved = readonly [from: number, module: string, to: number | null];

/** Whether the tree answers now as it did then. */
export function holds(trace: Trace, tree: Tree): boolean {
  const name = (position: number): string => trace.names[position] ?? '';
  const leads = (resolve: ModuleResolver) => ([from, module, to]: Resolved) => resolve(name(from), module) === (to === null ? undefined : name(to));
  return (
    trace.read.every(([file, content]) => contentOf(tree, name(file)) === content) &&
    trace.resolve.every(leads(tree.resolve)) &&
    trace.resolveScript.every(leads(tree.resolveScript)) &&
    trace.importersOf.every(([files, importers]) => digestOf(tree.importersOf(new Set(files.map(name)))) === importers)
  );
}

/** The digest of what a file holds, or why it cannot be read. */
export function contentOf({ read }: Tree, file: string): string {
  return digestOfBytes(read(file));
}

/** The tree, noting what it answers. `trace` is undefined when a file has changed since `known`, or from one reading to the next. */
export function noteAnswers(tree: Tree, known: ReadonlyMap<string, string>): { tree: Tree; trace: () => Trace | undefined } {
  const names = new Names();
  const contents = new Map(known);
  const read = new Set<string>();
  let isSteady = true;
  const resolved = { resolve: new Map<string, Resolved>(), resolveScript: new Map<string, Resolved>() };
  const importers = new Map<string, { files: readonly number[]; answer: readonly string[] }>();
  const noteResolved = (how: keyof typeof resolved): ModuleResolver => (from, module) => {
    const to = tree[how](from, module);
    const position = names.positionOf(from);
    resolved[how].set(`${position} ${module}`, [position, module, to === undefined ? null : names.positionOf(to)]);
    return to;
  };
  return {
    tree: {
      read: (file) => {
        const answer = tree.read(file);
        const content = digestOfBytes(answer);
        isSteady &&= (contents.get(file) ?? content) === content;
        contents.set(file, content);
        read.add(file);
        return answer;
      },
      resolve: noteResolved('resolve'),
      resolveScript: noteResolved('resolveScript'),
      // Each question is put to the tree once: it is a dear one.
      importersOf: (files) => {
        const positions = [...files].map((file) => names.positionOf(file)).sort((a, b) => a - b);
        const question = positions.join();
        const { answer } = importers.get(question) ?? { answer: tree.importersOf(files) };
        importers.set(question, { files: positions, answer });
        return answer;
      },
    },
    trace: () =>
      isSteady
        ? {
            read: [...read].filter((file) => !known.has(file)).map((file) => [names.positionOf(file), contents.get(file) ?? '']),
            resolve: [...resolved.resolve.values()],
            resolveScript: [...resolved.resolveScript.values()],
            importersOf: [...importers.values()].map(({ files, answer }) => [files, digestOf(answer)]),
            names: names.all(),
          }
        : undefined,
  };
}

/** Names by number, in the order in which they come. */
class Names {
  readonly #positions = new Map<string, number>();

  positionOf(name: string): number {
    const position = this.#positions.get(name) ?? this.#positions.size;
    this.#positions.set(name, position);
    return position;
  }

  all(): readonly string[] {
    return [...this.#positions.keys()];
  }
}

function digestOfBytes(answer: ReturnType<ReadBytes>): string {
  return Buffer.isBuffer(answer) ? hash('sha256', answer, 'base64url') : answer.reason;
}

/** Of anything that JSON can hold. */
export function digestOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url');
}
