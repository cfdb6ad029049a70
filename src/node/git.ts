import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** What a git command printed; undefined when git is absent or the command failed. */
export type GitOutput = Buffer | undefined;

export interface Git {
  /** `input` is written to its stdin. */
  run(folder: string, args: readonly string[], input?: string): Promise<GitOutput>;
}

/** Settings under which git runs no hook, no monitor, no filter and no transport of the repository it is asked about. */
const INERT = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.untrackedCache=false',
  'core.quotePath=false',
  'protocol.allow=never',
  'safe.directory=*',
].flatMap((setting) => ['-c', setting]);

/** Variables that say where git itself lives or stops; all others of its own would point it at another repository. */
const KEPT = new Set(['GIT_EXEC_PATH', 'GIT_CEILING_DIRECTORIES']);

/**
 * Git as an inert source of file names, or undefined when no git is installed.
 * It is looked up in absolute folders of `PATH` only, so that a `git` lying in the audited folder is never run.
 */
export function findGit(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): Git | undefined {
  const executable = findExecutable(platform === 'win32' ? 'git.exe' : 'git', env);
  if (executable === undefined) return undefined;
  const environment = gitEnvironment(env);
  return {
    run: (folder, args, input) =>
      new Promise((resolve) => {
        const options = { env: environment, encoding: 'buffer', maxBuffer: 1 << 30, windowsHide: true } as const;
        const child = execFile(executable, [...INERT, '-C', folder, ...args], options, (error, stdout) => resolve(error ? undefined : stdout));
        if (input !== undefined) child.stdin?.on('error', () => undefined).end(input);
      }),
  };
}

function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT.has(name));
  return {
    ...Object.fromEntries(own),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    LC_ALL: 'C',
  };
}

function findExecutable(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  return folders.filter((folder) => path.isAbsolute(folder)).map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
