import type { ExitCode } from '../../model/index.js';
import { auditText } from '../../report/audit-text.js';
import { auditJson } from '../../report/json.js';
import { audit as runAudit } from '../../run.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { CodeOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit [paths]`: compares what the code needs with what the manifests grant. */
export async function audit(paths: readonly string[], options: CodeOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(paths, options, io);
  const found = await runAudit(session.request, session.ports);
  const result = { ...found, problems: [...session.problems, ...found.problems] };
  session.done();
  const text = options.format === 'json' ? auditJson(result) : auditText(result, { ...session.text, summaryOnly: options.quiet ?? false });
  await deliver(text, options, io);
  return result.exit;
}
