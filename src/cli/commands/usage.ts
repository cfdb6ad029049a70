import { setTimeout } from 'node:timers/promises';
import { readUsage } from '../../live/read-usage.js';
import { lastDays } from '../../live/spans.js';
import { EXIT, type ExitCode } from '../../model/index.js';
import { usageJson, usageText } from '../../report/usage-report.js';
import { gather, stampOf } from '../../run.js';
import { writeUsage } from '../../saved/usage-file.js';
import { compareUsage } from '../../usage.js';
import { chooseTarget } from '../../choose-client.js';
import type { CliIo } from '../io.js';
import { chooseClientId, openAccess } from '../../node/live-access.js';
import { deliver } from '../output.js';
import { readToken } from '../read-token.js';
import type { UsageOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit usage`: what a client really called, beside what the code calls and the manifest grants. It reads only. */
export async function usage(folder: string | undefined, options: UsageOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const catalog = await session.ports.catalog();
  const gathered = await gather(session.request, session.ports);
  const target = chooseTarget(gathered, options);
  const { api, close } = await openAccess(target, options, { token: await readToken(options, io), env: io.env, folder: session.root }, catalog);
  const clientId = await chooseClientId(target, options, api);
  const found = await readUsage(api, {
    clientId,
    ...lastDays(options.days, session.request.today),
    catalog,
    sleep: (milliseconds) => setTimeout(milliseconds),
    progress: session.ports.progress,
  });
  await close();
  session.done();
  const report = compareUsage(found, target, catalog, stampOf(session.request, catalog));
  if (options.save !== undefined) await deliver(writeUsage(report), { output: options.save }, io);
  await deliver(options.format === 'json' ? usageJson(report) : usageText(report, session.text), options, io);
  return EXIT.clean;
}
