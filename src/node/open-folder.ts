import type { Config } from '../config/config.js';
import { readText, type ReadBytes } from '../discover/index.js';
import { LANGUAGES } from '../languages/index.js';
import type { Problem } from '../model/index.js';
import type { ProgramStore } from '../program-store.js';
import type { RunPorts } from '../run.js';
import { chooseCatalog, type ChosenCatalog } from './catalog-file.js';
import { readGrammar } from './grammar.js';
import { listFiles, type ListOptions } from './list-files.js';
import { openCache } from './open-cache.js';
import { findEnclosing, openSurroundings } from './surroundings.js';
import { createReader } from './read-files.js';

/** A folder of the machine, ready to be audited. */
export interface OpenFolder {
  ports: RunPorts;
  /** What was wrong with the list of files, the catalog or the cache. */
  problems: readonly Problem[];
  /** A line of a file of the folder, 1-based, for code frames. */
  sourceLine: (file: string, line: number) => string | undefined;
}

export interface FolderOptions extends ListOptions {
  /** The catalog to use instead of the one that the settings name. */
  catalog?: ChosenCatalog;
  /** An absolute path: the folder where results are kept between runs. Left out: nowhere. */
  cache?: string;
  /** Given again to further runs over the same folder, so that only files that changed are parsed. */
  programs?: ProgramStore;
  progress?: (step: string) => void;
}

/** Lists the files of a folder and opens the catalog. Nothing is parsed yet. */
export async function openFolder(root: string, config: Config, options: FolderOptions = {}): Promise<OpenFolder> {
  const { catalog: given, cache: folder, programs, progress = () => undefined, ...listing } = options;
  const catalog = given ?? (await chooseCatalog(root, config));
  const { files, links, problems } = await listFiles(root, listing);
  const read = createReader(root);
  const enclosing = findEnclosing(root);
  const kept = folder === undefined ? { problems: [] } : openCache(folder, enclosing?.top ?? root);
  return {
    ports: {
      files,
      links,
      ...(enclosing && { folder: enclosing.folder, around: openSurroundings(enclosing, listing) }),
      read,
      languages: LANGUAGES,
      catalog: catalog.open,
      grammar: readGrammar,
      progress,
      ...(kept.cache && { cache: kept.cache }),
      ...(programs && { programs }),
    },
    problems: [...problems, ...catalog.problems, ...kept.problems],
    sourceLine: lineReader(read),
  };
}

/** Each file is read once. */
function lineReader(read: ReadBytes): OpenFolder['sourceLine'] {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = known.get(file) ?? readText(read, file)?.split(/\r\n|\r|\n/) ?? [];
    known.set(file, lines);
    return lines[line - 1];
  };
}
