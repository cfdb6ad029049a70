import { existsSync } from 'node:fs';
import path from 'node:path';
import { ToolError, type ExitCode } from '../../model/index.js';
import { watchFolder } from '../../node/watch-folder.js';
import { isFolder } from '../../node/write-file.js';
import { createProgramStore } from '../../program-store.js';
import { errorText } from '../errors.js';
import { wantsColour, type CliIo } from '../io.js';
import { readTarget } from '../output.js';
import type { AuditOptions } from '../run-cli.js';
import { audit } from './audit.js';

const CLEAR_SCREEN = '\u001b[2J\u001b[3J\u001b[H';

/** `scope-audit --watch`: the audit again after each change, until it is interrupted. Gives the exit code of the last one. */
export async function watch(paths: readonly string[], options: AuditOptions, io: CliIo): Promise<ExitCode> {
  const [folder = '.', ...more] = paths;
  const root = path.resolve(io.cwd, folder);
  if (!existsSync(root)) throw new ToolError('no-such-path', `${folder} does not exist`, { hint: 'name the folder of the application, or none for this one' });
  if (more.length > 0 || !isFolder(root)) throw new ToolError('watch-paths', '--watch looks at one folder', { hint: 'name the folder of the application, or none for this one' });
  if (options.updateBaseline === true) throw new ToolError('watch-baseline', '--watch accepts nothing by itself', { hint: 'leave out --update-baseline' });
  const stop = io.interrupted();
  const written = [options.output, ...(options.report ?? []).map((target) => readTarget(target).file)].flatMap((file) => file ?? []);
  const changes = await watchFolder(root, stop, new Set(written.map((file) => path.resolve(io.cwd, file))));
  const programs = createProgramStore();
  for (;;) {
    if (io.isTTY.stdout) io.stdout.write(CLEAR_SCREEN);
    const exit = await auditOnce(() => audit(paths, options, io, { programs }), options, io);
    io.stderr.write('\nwatching for changes; Ctrl+C ends\n');
    if ((await changes.next()).done === true) return exit;
  }
}

/** A configuration that is broken while it is being edited ends nothing. */
async function auditOnce(run: () => Promise<ExitCode>, options: AuditOptions, io: CliIo): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    io.stderr.write(errorText(error, wantsColour(io, 'stderr', options.color)));
    return error.exit;
  }
}
