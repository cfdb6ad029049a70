import { explain as explainSubject } from '../../explain.js';
import type { ExitCode } from '../../model/index.js';
import { EXIT } from '../../model/index.js';
import { explainText } from '../../report/explain-text.js';
import { explanationJson } from '../../report/json.js';
import { readCalls, stampOf } from '../../run.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { ExplainOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit explain WHAT`: requirement, source, chain and alternatives. */
export async function explain(what: string, options: ExplainOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(options.in === undefined ? [] : [options.in], options, io);
  const catalog = await session.ports.catalog();
  const code = await readCalls(session.request, session.ports);
  session.done();
  const explanation = explainSubject(what, code, catalog, stampOf(session.request, catalog));
  await deliver(options.format === 'json' ? explanationJson(explanation) : explainText(explanation, session.text), options, io);
  return EXIT.clean;
}
