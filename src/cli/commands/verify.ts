import { setTimeout } from 'node:timers/promises';
import { declaredNotGranted } from '../../../rules/checks/declared-not-granted.js';
import { notGranted } from '../../../rules/checks/not-granted.js';
import { ownNeeds, VERIFY_OPERATIONS } from '../../live/operations.js';
import { readAuthority } from '../../live/read-authority.js';
import { EXIT, type Authority, type ExitCode, type RunResult } from '../../model/index.js';
import { safeUrl } from '../../node/api-port.js';
import { auditReport } from '../../report/audit-report.js';
import { authorityText, ownNeedsText } from '../../report/authority-text.js';
import { preflightJson, preflightText } from '../../report/preflight-report.js';
import { gather } from '../../run.js';
import { verify as verifyGrants } from '../../verify.js';
import { chooseTarget } from '../choose-client.js';
import { wantsColour, type CliIo } from '../io.js';
import { hostsOf, openAccess } from '../live-access.js';
import { deliver, deliverReport } from '../output.js';
import type { VerifyOptions } from '../run-cli.js';
import { openSession, type Session } from '../session.js';

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
  const target = chooseTarget(gathered, options);
  const { environment, client } = target;
  if (options.preflight === true) {
    session.done();
    return testHosts(hostsOf(target, options, catalog), options, io);
  }
  const { api, close } = await openAccess(target, options, io, catalog);
  const { authority, result } = await askUntil(options.wait ?? 0, async (before) => {
    session.ports.progress(before === undefined ? 'asking the platform' : 'waiting for role edits to act');
    const now = await readAuthority(api, { assignable: before === undefined });
    const authority = { ...now, ...(before?.authority.assignable && { assignable: before.authority.assignable }) };
    return { authority, result: await verifyGrants(session.request, gathered, { ...target, authority }, session.ports) };
  });
  await close();
  session.done();
  if (options.format === 'text' && options.quiet !== true) await deliver(authorityText(authority, { client: client.name.text, ...(environment && { environment: environment.name.text }) }), {}, io);
  return finish(result, session, options, io);
}

interface Verified {
  authority: Authority;
  result: RunResult;
}

/** Asks again, every ten seconds or oftener, while something is not granted that role edits may still bring. */
async function askUntil(seconds: number, ask: (before: Verified | undefined) => Promise<Verified>): Promise<Verified> {
  const pause = Math.min(10_000, seconds * 250);
  let found = await ask(undefined);
  for (let left = seconds * 1000; left > 0 && found.result.findings.some(({ rule }) => mayCome.includes(rule)); left -= pause) {
    await setTimeout(pause);
    found = await ask(found);
  }
  return found;
}

const mayCome = [notGranted.id, declaredNotGranted.id];

async function testHosts(hosts: { api: string; login: string | undefined }, options: VerifyOptions, io: CliIo): Promise<ExitCode> {
  const { preflight } = await import('../../node/preflight.js');
  const found = await Promise.all([hosts.login ?? [], hosts.api].flat().map((host) => preflight(safeUrl(host))));
  await deliver(options.format === 'json' ? preflightJson(found) : preflightText(found, wantsColour(io, 'stdout', options.color)), options, io);
  return found.every(({ steps }) => steps.every(({ ok }) => ok)) ? EXIT.clean : EXIT.incomplete;
}

async function finish(found: RunResult, session: Session, options: VerifyOptions, io: CliIo): Promise<ExitCode> {
  const result = { ...found, problems: [...session.problems, ...found.problems] };
  await deliverReport(auditReport(result), options, { ...session.text, summaryOnly: options.quiet ?? false, showHidden: session.config.show === 'all' }, io);
  return result.exit;
}
