import type { ExitCode } from '../../model/index.js';
import { whatIfText } from '../../report/explain-text.js';
import { whatIfJson } from '../../report/json.js';
import { audit } from '../../run.js';
import { whatIf as askWhatIf } from '../../what-if.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { WhatIfOptions } from '../run-cli.js';
import { openSession } from '../session.js';
import { isUnfinished, requireCalls } from '../unfinished.js';

/** `scope-audit what-if --without GRANT`: which lines and applications would break. */
export async function whatIf(paths: readonly string[], options: WhatIfOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(paths, options, io);
  const catalog = await session.ports.catalog();
  const result = await audit(session.request, session.ports);
  session.done();
  if (isUnfinished(session, result, io)) return result.exit;
  requireCalls(result);
  const answer = askWhatIf(result, options.without, catalog);
  await deliver(options.format === 'json' ? whatIfJson(answer) : whatIfText(answer, session.text), options, io);
  return answer.exit;
}
