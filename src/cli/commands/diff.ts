import path from 'node:path';
import { RULES } from '../../../rules/checks/index.js';
import { basePolicyOf } from '../../base-policy.js';
import { mergeConfig } from '../../config/merge-config.js';
import { decodeText } from '../../discover/index.js';
import { differenceOf } from '../../difference.js';
import { ToolError, type Difference, type ExitCode } from '../../model/index.js';
import { openBase, type BaseTree } from '../../node/base-tree.js';
import { chooseCatalog } from '../../node/catalog-file.js';
import { findGit } from '../../node/git.js';
import { differenceJson, differenceReport } from '../../report/difference-report.js';
import { differenceText } from '../../report/difference-text.js';
import { audit } from '../../run.js';
import { findConfig, flagsOf } from '../config-source.js';
import type { CliIo } from '../io.js';
import { deliver } from '../output.js';
import type { DiffOptions } from '../run-cli.js';
import { openSession, type Session } from '../session.js';

/** `scope-audit diff --base REF`: what this change does, judged by the policy of the base. */
export async function diff(folder: string | undefined, options: DiffOptions, io: CliIo): Promise<ExitCode> {
  const session = await openSession(folder === undefined ? [] : [folder], options, io);
  const git = findGit();
  if (git === undefined) throw new ToolError('no-git', 'git was not found', { hint: '`diff` reads the other commit from git' });
  const base = await openBase(git, session.root, options.base);
  const difference = await compare(session, base, options, io);
  session.done();
  await deliver(await format(difference, options, session), options, io);
  return difference.exit;
}

async function compare(session: Session, base: BaseTree, options: DiffOptions, io: CliIo): Promise<Difference> {
  const { ports, request, root } = session;
  const { readConfig } = await import('../../config/read-config.js');
  const inside = typeof options.config === 'string' ? path.relative(root, path.resolve(io.cwd, options.config)).split(path.sep).join('/') : undefined;
  const head = await findConfig(root, io.cwd, options);
  const policy = basePolicyOf({
    files: base.commit === undefined ? ports.files : base.files,
    changed: base.changed,
    read: base.commit === undefined ? ports.read : base.read,
    readHead: ports.read,
    head: { settings: head.file?.settings, baseline: head.config.baseline },
    parse: (text, file) => readConfig(text, file, RULES.map(({ id }) => id)).config,
    ...(inside !== undefined && !inside.startsWith('..') && { named: inside }),
  });
  const { config } = mergeConfig(options.config === false ? undefined : (policy.file ?? (inside?.startsWith('..') === true ? head.file : undefined)), flagsOf(options));
  const catalog = (await chooseCatalog(root, config, policy.file, changedCatalog(base, config.catalog.file))).open;
  const judged = { ...request, config, withoutBaseline: true };
  const before = await audit(judged, { ...ports, catalog, files: base.files, links: new Map(), read: base.read });
  const after = await audit({ ...judged, accepts: policy.accepts }, { ...ports, catalog });
  return differenceOf({ base: before, head: { ...after, problems: [...session.problems, ...after.problems] }, ref: base.ref, commit: base.commit, notes: [...base.notes, ...policy.notes], gate: config });
}

/** The user's own catalog as it was, where the change edits it. */
function changedCatalog({ changed, read }: BaseTree, file: string | undefined): string | undefined {
  if (file === undefined || !changed.has(file)) return undefined;
  const bytes = read(file);
  return Buffer.isBuffer(bytes) ? decodeText(bytes)?.text : undefined;
}

async function format(difference: Difference, options: DiffOptions, session: Session): Promise<string> {
  switch (options.format) {
    case 'json':
      return differenceJson(difference);
    case 'markdown':
      return (await import('../../report/difference-markdown.js')).differenceMarkdown(difference);
    case 'github':
      return (await import('../../report/github.js')).githubCommands(differenceReport(difference));
    default:
      return differenceText(difference, session.text);
  }
}
