import { RULES } from '../../../rules/checks/index.js';
import { suggest } from '../../document/nearest.js';
import type { ExitCode } from '../../model/index.js';
import { EXIT, ToolError } from '../../model/index.js';
import { rulesText } from '../../report/rules-text.js';
import { wantsColour, type CliIo } from '../io.js';
import { readRulePage } from '../../node/rule-texts.js';
import type { CodeOptions } from '../run-cli.js';

/** `rules` lists the rules; `rules ID` shows the page of one. */
export async function rules(id: string | undefined, options: Pick<CodeOptions, 'format'>, io: CliIo): Promise<ExitCode> {
  const asked = id === undefined ? RULES : RULES.filter((check) => check.id === id);
  if (id !== undefined && asked.length === 0) {
    const ids = RULES.map((check) => check.id);
    throw new ToolError('unknown-rule', `there is no rule \`${id}\``, { hint: suggest(id, ids) });
  }
  if (options.format === 'json') {
    io.stdout.write(`${JSON.stringify(asked.map(({ id: rule, title, severity, level }) => ({ id: rule, title, severity, level })), null, 2)}\n`);
  } else if (id === undefined) {
    io.stdout.write(rulesText(RULES, { colour: wantsColour(io, 'stdout', undefined) }));
  } else {
    io.stdout.write(await readRulePage(id));
  }
  return EXIT.clean;
}
