import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, ToolError, type ExitCode, type Pbom } from '../../model/index.js';
import { comparePboms, pbomOf } from '../../pbom.js';
import { pbomChangesJson, pbomChangesText, pbomJson, pbomText, readPbom } from '../../report/pbom-report.js';
import { problemsText } from '../../report/problem-text.js';
import { audit } from '../../run.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { PbomOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit pbom`: who needs what from which line, to be kept with a release; or what has changed since one. */
export async function pbom(folder: string | undefined, options: PbomOptions, io: CliIo): Promise<ExitCode> {
  const before = options.compare === undefined ? undefined : await readSaved(path.resolve(io.cwd, options.compare), options.compare);
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const result = await audit(session.request, session.ports);
  session.done();
  const now = pbomOf(result);
  const { colour } = session.text;
  const json = options.format === 'json';
  const text = before === undefined ? (json ? pbomJson(now) : pbomText(now, colour)) : json ? pbomChangesJson(comparePboms(before, now)) : pbomChangesText(comparePboms(before, now), colour);
  await deliver(text, options, io);
  io.stderr.write(problemsText(result.problems, false));
  // A bill that leaves something out is no bill.
  return result.exit === EXIT.usage || result.exit === EXIT.incomplete ? result.exit : EXIT.clean;
}

async function readSaved(file: string, shown: string): Promise<Pick<Pbom, 'needs' | 'grants'>> {
  try {
    return readPbom(await readFile(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? `it cannot be read (${String(error.code)})` : error instanceof Error ? error.message : String(error);
    throw new ToolError('no-pbom', `cannot compare with ${shown}: ${why}`, { hint: 'save one with `scope-audit pbom --format json --output pbom.json`', cause: error });
  }
}
