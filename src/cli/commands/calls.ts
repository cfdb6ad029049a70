import type { ExitCode } from '../../model/index.js';
import { EXIT } from '../../model/index.js';
import { callsJson } from '../../report/calls-json.js';
import { callsText } from '../../report/calls-text.js';
import { problemsText } from '../../report/problem-text.js';
import { readCalls } from '../../run.js';
import { wantsColour, type CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { CodeOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit calls [paths]`: what the code calls, whatever is granted. */
export async function calls(paths: readonly string[], options: CodeOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(paths, options, io);
  const code = await readCalls(session.request, session.ports);
  const problems = [...session.problems, ...code.problems];
  session.done();
  await deliver(options.format === 'json' ? callsJson(code) : callsText(code, session.text), options, io);
  io.stderr.write(problemsText(problems, wantsColour(io, 'stderr', options.color)));
  return problems.some((problem) => problem.level === 'error') ? EXIT.incomplete : EXIT.clean;
}
