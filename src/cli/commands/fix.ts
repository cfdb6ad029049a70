import { draftAfterFix } from '../../draft-after-fix.js';
import { ToolError, type ExitCode, type RunResult } from '../../model/index.js';
import { writeWhole } from '../../node/write-file.js';
import { paintPatch, patchText } from '../../report/patch.js';
import { count } from '../../report/plain-text.js';
import { chooseRepairs, repairManifests, type Chosen } from '../../repair.js';
import { audit } from '../../run.js';
import type { CliIo } from '../io.js';
import { OTHER_FORMS, writeOtherForm, type OtherForm } from '../other-form.js';
import { deliver } from '../output.js';
import type { FixOptions } from '../run-cli.js';
import { openSession, type Session } from '../session.js';
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
  if (options.as !== undefined) return printAs(options.as, found, session, options, io);
  const repaired = repairManifests(found.findings, ports.read, {
    unsafe: options.unsafe ?? false,
    sort: options.sort === true ? found.applications.map(({ manifest }) => manifest.file) : [],
    isManifest: (file) => request.config.manifests.includes(file.slice(file.lastIndexOf('/') + 1)),
  });
  const { files, mended, elsewhere } = repaired;
  const changed = new Map(files.map(({ file, after }) => [file, Buffer.from(after)]));
  const after = files.length === 0 ? found : await audit(request, { ...ports, read: (file) => changed.get(file) ?? ports.read(file) });
  session.done();
  for (const { file, before, after: text } of files) io.stdout.write(paintPatch(patchText(file, before, text), session.text.colour));
  if (options.dryRun !== true) for (const { file, after: text } of files) await writeWhole(root, file, text);
  const did = options.dryRun === true ? 'would mend' : 'mended';
  const others = elsewhere.length > 0 ? [`${elsewhere.length} where the infrastructure is written down (--as ${OTHER_FORMS.join('|')} prints it)`] : [];
  io.stdout.write(`${files.length > 0 ? '\n' : ''}${did} ${count(mended.length, 'finding')} in ${count(files.length, 'file')}${restText(repaired, others)}`);
  return options.dryRun === true ? found.exit : after.exit;
}

/** Prints what the clients are to be granted for whoever grants it, and what that mends. */
async function printAs(form: OtherForm, found: RunResult, session: Session, options: FixOptions, io: CliIo): Promise<ExitCode> {
  const [application, ...others] = found.applications;
  if (application === undefined || others.length > 0) {
    throw new ToolError('several-applications', `there are ${found.applications.length} applications here`, { hint: `name the folder of one: ${found.applications.map(({ manifest }) => manifest.folder || '.').join(', ')}` });
  }
  const choice = chooseRepairs(found.findings, options.unsafe ?? false);
  const text = await writeOtherForm(form, draftAfterFix(application.manifest, choice.chosen), await session.ports.catalog());
  session.done();
  await deliver(text, options, io);
  io.stderr.write(`would mend ${count(choice.chosen.length, 'finding')}${restText(choice, [])}`);
  return found.exit;
}

/** What else there is, and what stays. */
function restText({ unsafe, left, unproven }: Pick<Chosen, 'unsafe' | 'left' | 'unproven'>, others: readonly string[]): string {
  const more = [...(unsafe.length > 0 ? [`${unsafe.length} more with --unsafe`] : []), ...others, ...(left.length > 0 ? [`${count(left.length, 'finding')} for a person`] : [])];
  const many = unproven.length > 1;
  const stays = unproven.length === 0 ? '' : `${count(unproven.length, 'grant')} stay${many ? '' : 's'}: a call that is not resolved for certain may use ${many ? 'them' : 'it'}\n`;
  return `${more.length > 0 ? `; ${more.join(', ')}` : ''}\n${stays}`;
}
