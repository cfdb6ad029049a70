import { ToolError, type RunResult } from '../model/index.js';
import { problemsText } from '../report/problem-text.js';
import type { CliIo } from './io.js';
import type { Session } from './session.js';

/** Says what was wrong with the input. Whether something kept the run from looking at all of it. */
export function isUnfinished(session: Session, result: RunResult, io: CliIo): boolean {
  const problems = [...session.problems, ...result.problems];
  io.stderr.write(problemsText(problems, session.text.colour));
  return problems.some((problem) => problem.level === 'error');
}

/** Ends a command that means nothing without a manifest. */
export function requireManifest({ config }: Session, { proposal }: RunResult): void {
  if (proposal === undefined) return;
  throw new ToolError('no-manifest', `no manifest in this folder: none of ${config.manifests.join(', ')}`, { hint: '`scope-audit init` writes one from the code' });
}

/** Ends a command where there is nothing that it could be about. */
export function requireCalls({ proposal, ungoverned, files }: RunResult): void {
  if (proposal === undefined || ungoverned.calls.length + ungoverned.unresolved.length > 0) return;
  throw new ToolError('nothing', `nothing to audit: no manifest, and no call to the platform among ${files.considered} code files`, { exit: 3, hint: 'name the folder of an application' });
}
