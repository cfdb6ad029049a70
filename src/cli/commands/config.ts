import path from 'node:path';
import { DEFAULT_CONFIG } from '../../config/config.js';
import { mergeConfig, type Origin } from '../../config/merge-config.js';
import { EXIT, ToolError, type ExitCode } from '../../model/index.js';
import { readConfigFile } from '../../node/config-file.js';
import { isFolder } from '../../node/write-file.js';
import { visible } from '../../report/plain-text.js';
import { flagsOf } from '../config-source.js';
import type { CliIo } from '../io.js';
import type { ConfigOptions } from '../run-cli.js';

/** `scope-audit config print`: every setting as it is, and where it comes from. */
export async function printConfig(folder: string | undefined, options: ConfigOptions, io: CliIo): Promise<ExitCode> {
  const root = path.resolve(io.cwd, folder ?? '.');
  if (!isFolder(root)) throw new ToolError('no-folder', `there is no folder ${folder ?? '.'}`);
  const { config, originOf } = mergeConfig(await readConfigFile(root, io.cwd, options.config), flagsOf({ ...(options.persona !== undefined && { persona: options.persona }) }));
  const keys = [...new Set([...Object.keys(DEFAULT_CONFIG), ...Object.keys(config)])].sort();
  const values = new Map<string, unknown>(Object.entries(config));
  const rows = keys.flatMap((key) => (key === 'catalog' ? Object.entries(config.catalog).map(([name, value]) => row(`catalog.${name}`, value, originOf)) : [row(key, values.get(key), originOf)]));
  io.stdout.write(options.format === 'json' ? `${JSON.stringify(Object.fromEntries(rows.map(({ key, value, from }) => [key, { value, from }])), null, 2)}\n` : rows.map(({ key, value, from }) => `${key}: ${visible(JSON.stringify(value))}  (${visible(from)})\n`).join(''));
  return EXIT.clean;
}

function row(key: string, value: unknown, originOf: (setting: string) => Origin): { key: string; value: unknown; from: string } {
  const origin = originOf(key);
  return { key, value, from: origin.from === 'file' ? `${origin.place.file}:${origin.place.line}` : origin.from };
}
