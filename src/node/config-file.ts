import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { RULES } from '../../rules/checks/index.js';
import { CONFIG_FILES } from '../config/config.js';
import type { ConfigFile } from '../config/read-config.js';
import { ToolError } from '../model/index.js';
import { isFile } from './write-file.js';

/** The configuration that `named` (relative to `cwd`) names, or that stands in the root; `false`: none. Throws when it is broken. */
export async function readConfigFile(root: string, cwd: string, named: string | false | undefined): Promise<ConfigFile | undefined> {
  if (named === false) return undefined;
  const shown = named ?? CONFIG_FILES.find((name) => isFile(path.join(root, name)));
  if (shown === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(named === undefined ? path.join(root, shown) : path.resolve(cwd, shown), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ToolError('config-unreadable', `the configuration ${shown} cannot be read (${code === 'EISDIR' ? 'it is a folder' : code})`, { cause: error });
  }
  const { readConfig } = await import('../config/read-config.js');
  const { config, problems } = readConfig(text, shown, RULES.map((check) => check.id));
  const [first, ...more] = problems;
  if (config !== undefined) return config;
  const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
  throw new ToolError(first?.code ?? 'config-broken', `${first?.message ?? 'the configuration cannot be used'}${rest}`, {
    ...(first?.hint !== undefined && { hint: first.hint }),
    ...(first !== undefined && { place: first.place }),
  });
}
