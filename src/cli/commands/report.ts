import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, ToolError, type ExitCode } from '../../model/index.js';
import { readReport } from '../../report/formats.js';
import type { AuditReport } from '../../report/audit-report.js';
import { wantsColour, type CliIo } from '../io.js';
import { deliverReport } from '../output.js';
import type { ReportOptions } from '../run-cli.js';

/** `scope-audit report FILE`: a saved result in another form. Its exit code says whether that worked, not what was found. */
export async function report(file: string, options: ReportOptions, io: CliIo): Promise<ExitCode> {
  const saved = await readSaved(path.resolve(io.cwd, file), file);
  await deliverReport(saved, options, { colour: options.output === undefined && wantsColour(io, 'stdout', options.color), sourceLine: () => undefined, ...(io.columns !== undefined && { width: io.columns }), showHidden: options.show === 'all' }, io);
  return EXIT.clean;
}

async function readSaved(file: string, shown: string): Promise<AuditReport> {
  try {
    return readReport(await readFile(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? `it cannot be read (${String(error.code)})` : error instanceof Error ? error.message : String(error);
    throw new ToolError('no-report', `${shown} cannot be formatted: ${why}`, { hint: 'save one with `scope-audit --format json --output result.json`', cause: error });
  }
}
