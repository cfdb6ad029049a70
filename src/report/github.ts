import type { Severity } from '../model/index.js';
import type { AuditReport, ReportFinding } from './audit-report.js';
import { count, visible } from './plain-text.js';

/** A step may make so many annotations of each level (docs: workflow commands, limits); what is over them is lost without a word. */
const MOST_OF_A_LEVEL = 10;
const COMMAND: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'notice' };

/** Annotations as workflow commands, and a line that says how many findings have none. */
export function githubCommands({ findings, problems }: Pick<AuditReport, 'findings' | 'problems'>): string {
  const left = new Map<Severity, number>([['error', MOST_OF_A_LEVEL], ['warning', MOST_OF_A_LEVEL], ['note', MOST_OF_A_LEVEL]]);
  const troubles = problems.map(({ level, code, message, hint, file, line, column }) => ({ severity: level, title: code, text: hint === null ? message : `${message}\n${hint}`, place: { file, line, column } }));
  const all = [...troubles, ...findings.map(annotation)];
  const shown = all.filter(({ severity }) => {
    const some = left.get(severity) ?? 0;
    left.set(severity, some - 1);
    return some > 0;
  });
  const rest = all.length - shown.length;
  return [...shown.map((one) => command(one)), ...(rest > 0 ? [`${count(rest, 'more finding')} without an annotation: a step shows ${MOST_OF_A_LEVEL} of a level.`] : [])].map((line) => `${line}\n`).join('');
}

function annotation({ severity, rule, message, fix, places }: ReportFinding) {
  return { severity, title: rule, text: `${message}\n${fix}`, place: places[0] };
}

function command({ severity, title, text, place }: { severity: Severity; title: string; text: string; place: { file: string; line: number; column: number } | undefined }): string {
  const properties = place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`];
  return `::${COMMAND[severity]} ${[...properties, `title=${property(title)}`].join(',')}::${data(text)}`;
}

/** As the runner's own toolkit escapes (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.split('\n').map(visible).join('\n').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
