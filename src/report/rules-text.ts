import type { Check } from '../model/index.js';
import { createPaint, paintSeverity } from './colour.js';

/** One line for each rule: id, default severity, title. */
export function rulesText(checks: readonly Pick<Check, 'id' | 'severity' | 'title'>[], options: { colour: boolean }): string {
  const paint = createPaint(options.colour);
  const width = Math.max(...checks.map((check) => check.id.length));
  const lines = checks.map(({ id, severity, title }) => `${paint.bold(id.padEnd(width))}  ${paintSeverity(paint, severity)(severity.padEnd(7))}  ${title}`);
  return `${lines.join('\n')}\n\n\`scope-audit rules <id>\` shows what a rule means and how to mend what it finds.\n`;
}
