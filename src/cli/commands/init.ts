import path from 'node:path';
import { applicationName, draftManifest } from '../../draft-manifest.js';
import { readText } from '../../discover/index.js';
import { draftInfrastructure } from '../../manifest/infrastructure-draft.js';
import { writeManifest } from '../../manifest/write-manifest.js';
import type { ExitCode } from '../../model/index.js';
import { EXIT, ToolError } from '../../model/index.js';
import { count } from '../../report/plain-text.js';
import { assignedCalls } from '../../run.js';
import { writeWhole } from '../../node/write-file.js';
import type { CliIo } from '../io.js';
import { writeOtherForm } from '../other-form.js';
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
    await deliver(await writeOtherForm(options.as, draftInfrastructure(draft), await session.ports.catalog()), options, io);
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
