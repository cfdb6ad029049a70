import { guardedSet } from '../../guard.js';
import { EXIT, type ExitCode } from '../../model/index.js';
import { guardJson } from '../../report/guard-report.js';
import { audit } from '../../run.js';
import { chooseClient } from '../../choose-client.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { GuardOptions } from '../run-cli.js';
import { openSession } from '../session.js';
import { isUnfinished, requireCalls, requireManifest } from '../unfinished.js';

/** `scope-audit guard`: the operations that a client's code calls, as the guard of the token manager reads them. */
export async function guard(folder: string | undefined, options: GuardOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const catalog = await session.ports.catalog();
  const result = await audit(session.request, session.ports);
  session.done();
  // A set that leaves something out would refuse what is needed.
  if (isUnfinished(session, result, io)) return result.exit;
  requireCalls(result);
  requireManifest(session, result);
  const { application, client } = chooseClient(result.applications, options);
  await deliver(guardJson(guardedSet(application, client, catalog, result.stamp)), options, io);
  return EXIT.clean;
}
