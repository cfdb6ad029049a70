import { targetsOf } from '../../choose-client.js';
import { ownNeeds, VERIFY_OPERATIONS } from '../../live/operations.js';
import { EXIT, type ExitCode } from '../../model/index.js';
import { safeUrl } from '../../node/api-port.js';
import { hostsOf } from '../../node/live-access.js';
import { verifyClients, type Verified } from '../../node/verify-clients.js';
import { auditReport } from '../../report/audit-report.js';
import { authorityText, ownNeedsText } from '../../report/authority-text.js';
import { preflightJson, preflightText } from '../../report/preflight-report.js';
import { gather } from '../../run.js';
import { wantsColour, type CliIo } from '../io.js';
import { deliver, deliverReport } from '../output.js';
import { readToken } from '../read-token.js';
import type { VerifyOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit verify`: what the organisation really grants, beside the manifest and the code. It reads only. */
export async function verify(folder: string | undefined, options: VerifyOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const catalog = await session.ports.catalog();
  if (options.needs === true) {
    session.done();
    await deliver(ownNeedsText(ownNeeds(VERIFY_OPERATIONS, catalog)), options, io);
    return EXIT.clean;
  }
  const gathered = await gather(session.request, session.ports);
  const { environment: environments, ...rest } = options;
  const choice = { ...rest, ...(environments && { environments }) };
  if (options.preflight === true) {
    session.done();
    return testHosts(targetsOf(gathered, choice).map((target) => hostsOf(target, choice, catalog)), options, io);
  }
  const keys = { token: await readToken(options, io), env: io.env, folder: session.root };
  const { result, clients } = await verifyClients(choice, keys, session.request, gathered, session.ports);
  session.done();
  if (options.format === 'text' && options.quiet !== true) await deliver(clients.map(subjectText).join('') + '\n', {}, io);
  const problems = [...session.problems, ...result.problems];
  await deliverReport(
    auditReport({ ...result, problems }),
    options,
    { ...session.text, summaryOnly: options.quiet ?? false, showHidden: session.config.show === 'all' },
    io,
  );
  return result.exit;
}

function subjectText({ authority, target: { client, environment } }: Verified): string {
  return authorityText(authority, { client: client.name.text, ...(environment && { environment: environment.name.text }) });
}

async function testHosts(hosts: readonly { api: string; login: string | undefined }[], options: VerifyOptions, io: CliIo): Promise<ExitCode> {
  const { preflight } = await import('../../node/preflight.js');
  const found = await Promise.all([...new Set(hosts.flatMap(({ login, api }) => [login ?? [], api].flat()))].map((host) => preflight(safeUrl(host))));
  await deliver(options.format === 'json' ? preflightJson(found) : preflightText(found, wantsColour(io, 'stdout', options.color)), options, io);
  return found.every(({ steps }) => steps.every(({ ok }) => ok)) ? EXIT.clean : EXIT.incomplete;
}
