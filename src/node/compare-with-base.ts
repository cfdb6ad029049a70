import path from 'node:path';
import { RULES } from '../../rules/checks/index.js';
import { basePolicyOf } from '../base-policy.js';
import type { Surroundings } from '../code.js';
import { mergeConfig, type Flags } from '../config/merge-config.js';
import type { ConfigFile } from '../config/read-config.js';
import { differenceOf } from '../difference.js';
import { readText } from '../discover/index.js';
import type { Difference, Problem, RunResult } from '../model/index.js';
import { audit, type RunPorts, type RunRequest } from '../run.js';
import type { BaseTree } from './base-tree.js';
import { chooseCatalog } from './catalog-file.js';

export interface ChangedFolder {
  root: string;
  ports: RunPorts;
  request: RunRequest;
  /** What was wrong with the list of files or the catalog. */
  problems: readonly Problem[];
  /** The configuration as the change has it, the file that was named for it (absolute; `false`: none), and the flags, which go before it. */
  file: ConfigFile | undefined;
  named: string | false | undefined;
  flags: Flags;
}

/** Audits a folder as it is and as it was, both by the policy of the base. */
export async function compareWithBase(folder: ChangedFolder, base: BaseTree): Promise<{ difference: Difference; head: RunResult }> {
  const { root, ports, request, flags, named } = folder;
  const { readConfig } = await import('../config/read-config.js');
  const inside = typeof named === 'string' ? path.relative(root, named).split(path.sep).join('/') : undefined;
  const outside = inside?.startsWith('../') === true;
  const policy = basePolicyOf({
    files: base.commit === undefined ? ports.files : base.files,
    changed: base.changed,
    read: base.commit === undefined ? ports.read : base.read,
    readHead: ports.read,
    head: { settings: folder.file?.settings, baseline: request.config.baseline },
    parse: (text, file) => readConfig(text, file, RULES.map(({ id }) => id)).config,
    ...(inside !== undefined && !outside && { named: inside }),
  });
  const file = named === false ? undefined : outside ? folder.file : policy.file;
  const { config } = mergeConfig(file, flags);
  // The user's own catalog is that of the base as well.
  const own = config.catalog.file;
  const ownText = own !== undefined && base.changed.has(own) ? readText(base.read, own) : undefined;
  const catalog = (await chooseCatalog(root, config, file, ownText)).open;
  const judged = { ...request, config, withoutBaseline: true };
  const before = await audit(judged, { ...ports, around: base.around ?? nothingAround, catalog, files: base.files, links: new Map(), read: base.read });
  const after = await audit({ ...judged, accepts: policy.accepts }, { ...ports, catalog });
  const head = { ...after, problems: [...folder.problems, ...after.problems] };
  return { head, difference: differenceOf({ base: before, head, ref: base.ref, commit: base.commit, notes: [...base.notes, ...policy.notes], gate: config }) };
}

const nothingAround = (): Promise<Surroundings> => Promise.resolve({ files: [], links: new Map(), above: 0 });
