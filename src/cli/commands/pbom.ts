import { EXIT, type ExitCode, type Pbom } from '../../model/index.js';
import { comparePboms, pbomOf } from '../../pbom.js';
import { pbomChangesJson, pbomChangesText, pbomJson, pbomText } from '../../report/pbom-report.js';
import { audit } from '../../run.js';
import { readPbom } from '../../saved/pbom-file.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { PbomOptions } from '../run-cli.js';
import { readSavedText, throwProblem } from '../saved-file.js';
import { openSession } from '../session.js';
import { isUnfinished, requireCalls, requireManifest } from '../unfinished.js';

/** `scope-audit pbom`: who needs what from which line, to be kept with a release; or what has changed since one. */
export async function pbom(folder: string | undefined, options: PbomOptions, io: CliIo): Promise<ExitCode> {
  const before = options.compare === undefined ? undefined : await readBill(io.cwd, options.compare);
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const result = await audit(session.request, session.ports);
  session.done();
  // A bill that leaves something out is no bill.
  if (isUnfinished(session, result, io)) return result.exit;
  requireCalls(result);
  requireManifest(session, result);
  const now = pbomOf(result);
  const { colour } = session.text;
  const json = options.format === 'json';
  const text = before === undefined ? (json ? pbomJson(now) : pbomText(now, colour)) : json ? pbomChangesJson(comparePboms(before, now)) : pbomChangesText(comparePboms(before, now), colour);
  await deliver(text, options, io);
  return EXIT.clean;
}

const HINT = 'save one with `scope-audit pbom --format json --output pbom.json`';

async function readBill(cwd: string, file: string): Promise<Pick<Pbom, 'needs' | 'grants'>> {
  const { bill, problems } = readPbom(await readSavedText(cwd, file, HINT), file);
  if (bill === undefined) throwProblem(problems);
  return bill;
}
