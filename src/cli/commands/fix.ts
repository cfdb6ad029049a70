import type { ExitCode } from '../../model/index.js';
import { writeWhole } from '../../node/write-file.js';
import { paintPatch, patchText } from '../../report/patch.js';
import { count } from '../../report/plain-text.js';
import { repairManifests } from '../../repair.js';
import { audit } from '../../run.js';
import type { CliIo } from '../io.js';
import type { FixOptions } from '../run-cli.js';
import { openSession } from '../session.js';
import { isUnfinished, requireCalls, requireManifest } from '../unfinished.js';

/** `scope-audit fix`: edits manifests, shows the patch, and gives the exit code of the audit afterwards. */
export async function fix(folder: string | undefined, options: FixOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const { ports, request, root } = session;
  const found = await audit(request, ports);
  if (isUnfinished(session, found, io)) {
    session.done();
    return found.exit;
  }
  requireCalls(found);
  requireManifest(session, found);
  const { files, mended, unsafe, left, unproven } = repairManifests(found.findings, ports.read, options.unsafe ?? false, (file) => request.config.manifests.includes(file.slice(file.lastIndexOf('/') + 1)));
  const changed = new Map(files.map(({ file, after }) => [file, Buffer.from(after)]));
  const after = files.length === 0 ? found : await audit(request, { ...ports, read: (file) => changed.get(file) ?? ports.read(file) });
  session.done();
  for (const { file, before, after: text } of files) io.stdout.write(paintPatch(patchText(file, before, text), session.text.colour));
  if (options.dryRun !== true) for (const { file, after: text } of files) await writeWhole(root, file, text);
  const did = options.dryRun === true ? 'would mend' : 'mended';
  const more = [...(unsafe.length > 0 ? [`${unsafe.length} more with --unsafe`] : []), ...(left.length > 0 ? [`${count(left.length, 'finding')} for a person`] : [])];
  io.stdout.write(`${files.length > 0 ? '\n' : ''}${did} ${count(mended.length, 'finding')} in ${count(files.length, 'file')}${more.length > 0 ? `; ${more.join(', ')}` : ''}\n`);
  if (unproven.length > 0) io.stdout.write(`${unproven.length === 1 ? '1 grant stays' : `${unproven.length} grants stay`}: a call that is not resolved for certain may use ${unproven.length === 1 ? 'it' : 'them'}\n`);
  return options.dryRun === true ? found.exit : after.exit;
}
