import type { RunResult } from '../model/index.js';
import { problemsText } from '../report/problem-text.js';
import type { CliIo } from './io.js';
import type { Session } from './session.js';

/** Says what was wrong with the input. Whether something kept the run from looking at all of it. */
export function isUnfinished(session: Session, result: RunResult, io: CliIo): boolean {
  const problems = [...session.problems, ...result.problems];
  io.stderr.write(problemsText(problems, session.text.colour));
  return problems.some((problem) => problem.level === 'error');
}

/** The same for commands that mean nothing without a manifest. */
export function isUncompared(session: Session, result: RunResult, io: CliIo): boolean {
  if (isUnfinished(session, result, io)) return true;
  if (result.proposal === undefined) return false;
  io.stderr.write(`no manifest in this folder: none of ${session.config.manifests.join(', ')}\n  hint: \`scope-audit init\` writes one from the code\n`);
  return true;
}
