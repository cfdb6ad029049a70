import path from 'node:path';
import { isUntouched, noDifference } from '../../difference.js';
import { EXIT, ToolError, type Difference, type ExitCode } from '../../model/index.js';
import { openBase } from '../../node/base-tree.js';
import { findGit } from '../../node/git.js';
import { differenceJson, differenceReport } from '../../report/difference-report.js';
import { differenceText } from '../../report/difference-text.js';
import { stampOf } from '../../run.js';
import { findConfig, flagsOf } from '../config-source.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { DiffOptions } from '../run-cli.js';
import { openSession, type Session } from '../session.js';

/** `scope-audit diff --base REF`: what this change does, judged by the policy of the base. */
export async function diff(folder: string | undefined, options: DiffOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const git = findGit();
  if (git === undefined) throw new ToolError('no-git', 'git was not found', { hint: '`diff` reads the other commit from git' });
  const base = await openBase(git, session.root, options.base);
  if (session.problems.length === 0 && isUntouched({ base: base.files, head: session.ports.files, changed: base.changed })) {
    session.done();
    const catalog = await session.ports.catalog();
    await deliver(await format(noDifference({ ...base, stamp: stampOf(session.request, catalog) }), options, session), options, io);
    return EXIT.clean;
  }
  const { file } = await findConfig(session.root, io.cwd, options);
  const named = typeof options.config === 'string' ? path.resolve(io.cwd, options.config) : options.config;
  const { compareWithBase } = await import('../../node/compare-with-base.js');
  const { difference } = await compareWithBase({ ...session, file, named, flags: flagsOf(options) }, base);
  session.done();
  await deliver(await format(difference, options, session), options, io);
  return difference.exit;
}

async function format(difference: Difference, options: DiffOptions, session: Session): Promise<string> {
  switch (options.format) {
    case 'json':
      return differenceJson(difference);
    case 'markdown':
      return (await import('../../report/difference-markdown.js')).differenceMarkdown(difference);
    case 'github':
      return (await import('../../report/github.js')).githubCommands((await import('../../report/in-repository.js')).inRepository(differenceReport(difference), session.ports.folder));
    default:
      return differenceText(difference, session.text);
  }
}
