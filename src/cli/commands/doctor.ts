import { REFUSALS } from '../../../rules/catalog/refusals.js';
import { diagnose } from '../../diagnose.js';
import { findOperations } from '../../explain.js';
import { readRefusal } from '../../live/read-refusal.js';
import { readRequest } from '../../live/refused-request.js';
import { EXIT, ToolError, type ExitCode } from '../../model/index.js';
import { diagnosisJson, diagnosisText } from '../../report/diagnosis-report.js';
import { audit } from '../../run.js';
import { readAll, type CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { DoctorOptions } from '../run-cli.js';
import { readSavedText } from '../saved-file.js';
import { openSession } from '../session.js';

/** `scope-audit doctor [FILE]`: what a refused request or login means for this code and its manifest. */
export async function doctor(file: string | undefined, options: DoctorOptions, io: CliIo): Promise<ExitCode> {
  if (options.request !== undefined && readRequest(options.request) === undefined) throw new ToolError('bad-request', `--request ${options.request} is no request of the platform`, { hint: 'it is written as "GET /api/v2/users/17"' });
  const paste = await readPaste(file, io);
  const session = await openSession(options.in === undefined ? [] : [options.in], options, io);
  const catalog = await session.ports.catalog();
  const refusal = readRefusal(paste, {
    catalog,
    facts: REFUSALS,
    operationsAt: (request) => findOperations(request, catalog),
    ...(options.request !== undefined && { request: options.request }),
  });
  if (refusal === undefined) {
    session.done();
    throw new ToolError(
      'unknown-error',
      `the text (${paste.length} characters) holds no refusal that is known: neither a code, a message nor a status of the platform`,
      { exit: EXIT.incomplete, hint: HINT },
    );
  }
  const result = await audit(session.request, session.ports);
  session.done();
  const diagnosis = diagnose(refusal, result, catalog);
  await deliver(options.format === 'json' ? diagnosisJson(diagnosis) : diagnosisText(diagnosis, session.text), options, io);
  return EXIT.clean;
}

const HINT = 'paste the whole answer: the body (JSON with `code` and `message`), the exception of the SDK, or the line of Terraform or gc';

async function readPaste(file: string | undefined, io: CliIo): Promise<string> {
  if (file !== undefined && file !== '-') return readSavedText(io.cwd, file, HINT);
  if (io.isTTY.stderr) io.stderr.write('Paste the error, then press Ctrl+D.\n');
  const paste = await readAll(io.stdin);
  if (paste.trim() === '') throw new ToolError('empty-paste', 'nothing was pasted', { hint: HINT });
  return paste;
}
