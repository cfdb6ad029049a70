import path from 'node:path';
import { applicationName, draftManifest } from '../../draft-manifest.js';
import { ADMINISTRATION } from '../../../rules/catalog/administration.js';
import type { Catalog } from '../../catalog/index.js';
import { readText } from '../../discover/index.js';
import { writeManifest, type ManifestDraft } from '../../manifest/write-manifest.js';
import type { ExitCode } from '../../model/index.js';
import { EXIT, ToolError } from '../../model/index.js';
import { count } from '../../report/plain-text.js';
import { assignedCalls } from '../../run.js';
import { writeWhole } from '../../node/write-file.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { InitOptions } from '../run-cli.js';
import { openSession } from '../session.js';

/** `scope-audit init`: writes the least manifest that the code of a folder needs. */
export async function init(paths: readonly string[], options: InitOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(paths, options, io);
  const code = await assignedCalls(session.request, session.ports);
  session.done();
  if (code.calls.length + code.unresolved.length === 0) {
    throw new ToolError('nothing-to-audit', 'no call to the platform was found, so a manifest would be empty', { exit: 3 });
  }
  const draft = draftManifest(applicationName(readText(session.ports.read, 'package.json'), path.basename(session.root)), code, await session.ports.catalog());
  if (options.as !== 'manifest') {
    await deliver(await otherForm(options.as, draft, await session.ports.catalog()), options, io);
    return EXIT.clean;
  }
  const text = writeManifest(draft);
  const [target = ''] = session.config.manifests;
  if (options.stdout === true) {
    io.stdout.write(text);
    return EXIT.clean;
  }
  await writeWhole(session.root, options.output ?? target, text, { overwrite: options.force ?? false });
  const unresolved = code.unresolved.length > 0 ? `; ${count(code.unresolved.length, 'call')} could not be resolved` : '';
  io.stdout.write(`Wrote ${options.output ?? target} for ${count(code.calls.length, 'call')}${unresolved}. Audit with: scope-audit\n`);
  return EXIT.clean;
}

/** The same grants for whoever makes them: printed, or written where `--output` says. */
async function otherForm(form: Exclude<InitOptions['as'], 'manifest'>, draft: ManifestDraft, catalog: Catalog): Promise<string> {
  switch (form) {
    case 'terraform':
      return (await import('../../manifest/write-terraform.js')).writeTerraform(draft);
    case 'roles':
      return (await import('../../manifest/write-role.js')).writeRoles(draft);
    case 'runbook': {
      const steps = ADMINISTRATION.map(({ id, page, operation }) => ({ id, page, needs: catalog.operation(operation)?.permissions ?? [] }));
      return (await import('../../manifest/write-runbook.js')).writeRunbook(draft, steps);
    }
  }
}
