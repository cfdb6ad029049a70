import { ToolError } from '../model/index.js';
import type { AuditReport } from '../report/audit-report.js';
import type { TextOptions } from '../report/audit-text.js';
import { FORMATS, formatReport, type Format } from '../report/formats.js';
import type { CliIo } from './io.js';

/** Sends a text to stdout, or to the file that `--output` names. */
export async function deliver(text: string, { output }: { output?: string }, io: CliIo): Promise<void> {
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  const { writeWhole } = await import('../node/write-file.js');
  await writeWhole(io.cwd, output, text);
}

export interface Deliveries {
  format: Format;
  output?: string;
  /** Further reports, `format=file`. */
  report?: readonly string[];
}

/** Prints the report in the form that was asked for, and writes those that were asked for besides. */
export async function deliverReport(report: AuditReport, options: Deliveries, text: TextOptions, io: CliIo): Promise<void> {
  const { readRuleTexts } = await import('../node/rule-texts.js');
  const form = (format: Format, toFile: boolean): Promise<readonly string[]> => formatReport(format, report, { text: toFile ? { ...text, colour: false } : text, rules: readRuleTexts });
  for (const { format, file } of (options.report ?? []).map(readTarget)) await deliverAll(await form(format, true), file, io);
  await deliverAll(await form(options.format, false), options.output, io);
}

/** `sarif=out/audit.sarif`: a form and a file. */
export function readTarget(target: string): { format: Format; file: string } {
  const [name = '', ...rest] = target.split('=');
  const format = FORMATS.find((one) => one === name);
  const file = rest.join('=');
  if (format === undefined || file === '') throw new ToolError('bad-report', `--report ${target} names no form and file`, { hint: `it is written as form=file, and the forms are ${FORMATS.join(', ')}` });
  return { format, file };
}

/** Where a form does not fit one file, the second is `name-2.sarif`, and so on. */
async function deliverAll(texts: readonly string[], output: string | undefined, io: CliIo): Promise<void> {
  if (output === undefined && texts.length > 1) throw new ToolError('too-large', `the report takes ${texts.length} files`, { hint: 'name the first with --output; the others get its name with a number' });
  for (const [index, text] of texts.entries()) await deliver(text, output === undefined ? {} : { output: index === 0 ? output : output.replace(/(\.[^./]*)?$/, `-${index + 1}$1`) }, io);
}
