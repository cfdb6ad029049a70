import { readSuppressions, type Suppression } from './audit/suppressions.js';
import type { Settings } from './config/config.js';
import { CONFIG_FILES } from './config/config.js';
import type { ConfigFile } from './config/read-config.js';
import { readText, type ReadBytes } from './discover/index.js';

/** What a change is judged by: the policy of what it is merged into. */
export interface BasePolicy {
  /** The configuration as it was; undefined: there was none, or it could not be used. */
  file: ConfigFile | undefined;
  /** Whether a suppression of the change was there before, or stands in a file that the change leaves alone. */
  accepts: (suppression: Suppression) => boolean;
  /** What the change itself does to its policy, which takes effect only once it is merged. */
  notes: readonly string[];
}

export interface PolicySource {
  /** Files at the base, and those that differ. */
  files: readonly string[];
  changed: ReadonlySet<string>;
  read: ReadBytes;
  /** As the change has it. */
  readHead: ReadBytes;
  head: { settings: Settings | undefined; baseline: string };
  parse: (text: string, file: string) => ConfigFile | undefined;
  /** The configuration that a flag names; undefined: the one that stands in the folder. */
  named?: string;
}

/** A change cannot loosen its own gate: configuration, suppressions and baseline are those of the base. */
export function basePolicyOf({ files, changed, read, readHead, head, parse, named }: PolicySource): BasePolicy {
  const name = named ?? CONFIG_FILES.find((one) => files.includes(one));
  const text = name === undefined ? undefined : readText(read, name);
  const file = name === undefined || text === undefined ? undefined : parse(text, name);
  const before = new Set([...changed].flatMap((one) => suppressionsIn(read, one)).map(keyOf));
  const added = [...changed].flatMap((one) => suppressionsIn(readHead, one)).filter((one) => !before.has(keyOf(one)));
  const edited = changedKeys(file?.settings, head.settings);
  return {
    file,
    accepts: (suppression) => !changed.has(suppression.file) || before.has(keyOf(suppression)),
    notes: [
      ...(edited.length > 0 ? [`This change edits the configuration (${edited.join(', ')}): that takes effect once it is merged.`] : []),
      ...(added.length > 0 ? [`This change adds ${added.length === 1 ? 'a suppression' : `${added.length} suppressions`} (${added.slice(0, 3).map(({ file: at, line }) => `${at}:${line}`).join(', ')}): ${added.length === 1 ? 'it hides' : 'they hide'} nothing before it is merged.`] : []),
      ...(changed.has(head.baseline) ? [`This change edits the baseline (${head.baseline}): what it adds there still counts.`] : []),
    ],
  };
}

function suppressionsIn(read: ReadBytes, file: string): readonly Suppression[] {
  return readSuppressions(readText(read, file) ?? '', file).suppressions;
}

function keyOf({ rules, reason, until }: Suppression): string {
  return JSON.stringify([rules, reason, until ?? '']);
}

function changedKeys(before: Settings = {}, after: Settings = {}): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(now.get(key))).sort();
}
