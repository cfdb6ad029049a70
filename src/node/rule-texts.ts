import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { RULES } from '../../rules/checks/index.js';
import { WEAKNESSES } from '../../rules/checks/shared/weaknesses.js';
import type { RuleText } from '../report/rule-text.js';
import { packageRoot } from './package-root.js';

/** Every rule with its page. */
export function readRuleTexts(): Promise<readonly RuleText[]> {
  return Promise.all(
    RULES.map(async ({ id, title, severity }): Promise<RuleText> => {
      const help = await readRulePage(id);
      const weakness = WEAKNESSES[id];
      return { id, title, severity, help, ...(weakness && { weakness }) };
    }),
  );
}

export function readRulePage(id: string): Promise<string> {
  return readFile(path.join(packageRoot(), 'rules', 'checks', `${id}.md`), 'utf8');
}
