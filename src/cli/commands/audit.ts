import { existsSync } from 'node:fs';
import path from 'node:path';
import { ToolError, type ExitCode, type Problem } from '../../model/index.js';
import type { FolderOptions } from '../../node/open-folder.js';
import { isFile } from '../../node/write-file.js';
import { auditReport } from '../../report/audit-report.js';
import { audit as runAudit } from '../../run.js';
import type { CliIo } from '../io.js';
import { deliverReport } from '../output.js';
import type { AuditOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit [paths]`: compares what the code needs with what the manifests grant. */
export async function audit(paths: readonly string[], options: AuditOptions, io: CliIo, more: Pick<FolderOptions, 'programs'> = {}): Promise<ExitCode> {
  const session = await openSession(paths, options, io, more);
  if (options.updateBaseline === true) return (await import('./update-baseline.js')).updateBaseline(session, io);
  if (options.baseline !== undefined && !isFile(path.join(session.root, options.baseline))) throw noBaseline(options.baseline);
  const found = await runAudit(session.request, session.ports);
  const above = found.proposal === undefined ? [] : manifestAbove(session.root, session.config.manifests);
  const result = { ...found, problems: [...session.problems, ...above, ...found.problems] };
  session.done();
  await deliverReport(auditReport(result), options, { ...session.text, summaryOnly: options.quiet ?? false, showHidden: session.config.show === 'all' }, io);
  return result.exit;
}

function noBaseline(file: string): ToolError {
  return new ToolError('no-baseline', `there is no baseline ${file}`, { hint: 'write it with `scope-audit --update-baseline`; the path is relative to the audited folder' });
}

/** A manifest of a folder around the audited one governs it only when that folder is audited. Looked for up to the repository's root. */
function manifestAbove(root: string, names: readonly string[]): Problem[] {
  for (let folder = root; !existsSync(path.join(folder, '.git')) && path.dirname(folder) !== folder; ) {
    folder = path.dirname(folder);
    const name = names.find((one) => isFile(path.join(folder, one)));
    if (name === undefined) continue;
    const above = path.relative(root, folder).split(path.sep).join('/');
    const place = { file: `${above}/${name}`, line: 1, column: 1 };
    return [{ level: 'warning', code: 'manifest-above', message: 'this manifest governs the audited folder, but stands above it', place, hint: `audit the whole application: scope-audit ${above}` }];
  }
  return [];
}
