import path from 'node:path';
import type { Config } from '../config/config.js';
import { nearest } from '../document/nearest.js';
import { ToolError, type Problem } from '../model/index.js';
import { cacheHome } from '../node/cache-home.js';
import { chooseCatalog } from '../node/catalog-file.js';
import { expandGlobs } from '../node/expand-globs.js';
import { openFolder, type FolderOptions } from '../node/open-folder.js';
import { isFile, isFolder } from '../node/write-file.js';
import type { SourceLine } from '../report/frame.js';
import type { RunPorts, RunRequest } from '../run.js';
import { VERSION } from '../version.js';
import { COMMAND_NAMES } from './command-names.js';
import { findConfig } from './config-source.js';
import { readAll, splitList, wantsColour, type CliIo } from './io.js';
import { startProgress } from './progress.js';
import type { CodeOptions } from './run-cli.js';

/** One command over code: what is audited, by which settings, and how its text looks. */
export interface Session {
  /** The folder that places are relative to. */
  root: string;
  config: Config;
  request: RunRequest;
  ports: RunPorts;
  /** What was wrong with the list of files, the catalog or the cache. */
  problems: readonly Problem[];
  text: { colour: boolean; width?: number; sourceLine: SourceLine };
  /** Ends the progress line. */
  done(): void;
}

export async function openSession(paths: readonly string[], options: CodeOptions, io: CliIo, more: Pick<FolderOptions, 'programs'> = {}): Promise<Session> {
  const { root, ...named } = await chooseRoot(paths, io);
  const { config, file } = await findConfig(root, io.cwd, options);
  const catalog = await chooseCatalog(options.catalog === undefined ? root : io.cwd, config, file);
  const progress = startProgress(io, options.quiet ?? false);
  const { ports, problems, sourceLine } = await openFolder(root, config, { ...named, ...more, catalog, ...chooseCache(options, config, io), progress: progress.step });
  const toFile = options.output !== undefined;
  return {
    root,
    config,
    request: { config, today: options.date ?? io.now().toISOString().slice(0, 10), tool: VERSION, partial: isPartial(named, options) },
    ports,
    problems,
    text: {
      colour: toFile ? (options.color ?? false) : wantsColour(io, 'stdout', options.color),
      ...(io.columns !== undefined && !toFile ? { width: io.columns } : {}),
      sourceLine,
    },
    done: progress.done,
  };
}

/** In CI only the command line turns the cache on: the configuration may be that of a change under review. */
function chooseCache({ cache }: CodeOptions, config: Config, { env }: CliIo): { cache?: string } {
  const isCi = !['', '0', 'false'].includes(env.CI ?? '');
  const folder = (cache ?? (config.cache && !isCi)) ? cacheHome(env, process.platform) : undefined;
  return folder === undefined ? {} : { cache: folder };
}

/** Whether this run looks at less than the settings of the folder ask for. */
function isPartial({ paths, given }: { paths?: readonly string[]; given?: readonly string[] }, { include, exclude }: CodeOptions): boolean {
  return [paths, given, include, exclude].some((part) => part !== undefined);
}

/** One folder is the root itself; several paths and lists are read from the current folder. */
async function chooseRoot(args: readonly string[], io: CliIo): Promise<{ root: string; paths?: readonly string[]; given?: readonly string[] }> {
  if (args.includes('-')) {
    if (args.length > 1) throw new ToolError('mixed-paths', '`-` stands beside other paths', { hint: 'give either `-` alone or paths' });
    const given = splitList(await readAll(io.stdin));
    if (given.length === 0) throw new ToolError('empty-list', 'the list of files on stdin is empty', { exit: 3, hint: 'it holds one name a line, or names ended by NUL' });
    return { root: io.cwd, given };
  }
  const paths = await expandGlobs(io.cwd, args);
  const [only = '.', ...more] = paths;
  for (const name of paths) suggestCommand(name, io);
  const folder = path.resolve(io.cwd, only);
  return more.length === 0 && isFolder(folder) ? { root: folder } : { root: io.cwd, paths };
}

/** Whoever mistypes a command has named a path that does not exist. */
function suggestCommand(name: string, io: CliIo): void {
  const command = nearest(name, COMMAND_NAMES);
  const file = path.resolve(io.cwd, name);
  if (command === undefined || isFile(file) || isFolder(file)) return;
  throw new ToolError('unknown-command', `there is neither a command nor a path \`${name}\``, { hint: `did you mean \`scope-audit ${command}\`?` });
}
