import type { CodeOptions } from './run-cli.js';
import type { CliIo } from './io.js';

/** Sends a report to stdout, or to the file that `--output` names. */
export async function deliver(text: string, options: Pick<CodeOptions, 'output'>, io: CliIo): Promise<void> {
  if (options.output === undefined) {
    io.stdout.write(text);
    return;
  }
  const { writeWhole } = await import('../node/write-file.js');
  await writeWhole(io.cwd, options.output, text);
}
