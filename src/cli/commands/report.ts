import { EXIT, type ExitCode } from '../../model/index.js';
import type { AuditReport } from '../../report/audit-report.js';
import { readResult } from '../../saved/result-file.js';
import { wantsColour, type CliIo } from '../io.js';
import { deliverReport } from '../output.js';
import type { ReportOptions } from '../run-cli.js';
import { readSavedText, throwProblem } from '../saved-file.js';

/** `scope-audit report FILE`: a saved result in another form. Its exit code says whether that worked, not what was found. */
export async function report(file: string, options: ReportOptions, io: CliIo): Promise<ExitCode> {
  const saved = await readSavedReport(io.cwd, file);
  await deliverReport(saved, options, { colour: options.output === undefined && wantsColour(io, 'stdout', options.color), sourceLine: () => undefined, ...(io.columns !== undefined && { width: io.columns }), showHidden: options.show === 'all' }, io);
  return EXIT.clean;
}

const HINT = 'save one with `scope-audit --format json --output result.json`';

async function readSavedReport(cwd: string, file: string): Promise<AuditReport> {
  const { report: saved, problems } = readResult(await readSavedText(cwd, file, HINT), file);
  if (saved === undefined) throwProblem(problems);
  return saved;
}
