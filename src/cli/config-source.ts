import type { Config, Settings } from '../config/config.js';
import { mergeConfig, type Flags } from '../config/merge-config.js';
import type { ConfigFile } from '../config/read-config.js';
import { readConfigFile } from '../node/config-file.js';
import type { AuditOptions, CodeOptions } from './run-cli.js';

export interface FoundConfig {
  config: Config;
  /** The file it comes from, if any. */
  file: ConfigFile | undefined;
}

/** The settings of a command: those of its flags, of the configuration file, and the defaults. */
export async function findConfig(root: string, cwd: string, options: Pick<CodeOptions, 'config'> & Partial<AuditOptions>): Promise<FoundConfig> {
  const file = await readConfigFile(root, cwd, options.config);
  return { config: mergeConfig(file, flagsOf(options)).config, file };
}

/** Each flag and the setting it mirrors. */
export function flagsOf({ catalog, include, exclude, tests, failOn, maxUnresolved, baseline, persona, show, cache }: Partial<AuditOptions>): Flags {
  const settings: Partial<Flags> = { include, exclude, tests: tests === true ? 'count' : undefined, failOn, maxUnresolved, baseline, persona, show, cache };
  const own: Settings['catalog'] = catalog === undefined ? undefined : { file: catalog };
  return { ...settings, catalog: own };
}
