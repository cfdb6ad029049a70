import type { Severity } from '../model/index.js';
import type { AuditReport, ReportFinding } from './audit-report.js';
import { countsText, countUnresolved } from './counts.js';
import { byApplication } from './identity.js';
import { count, visible } from './plain-text.js';

export interface MarkdownOptions {
  /** UTF-8 bytes that the text may take: what does not fit is counted. GitHub: 1 MiB for a job summary, 65,536 characters for a comment. */
  limit?: number;
  /** Where the whole report is, for what does not fit. */
  full?: string;
}

const ICON: Record<Severity, string> = { error: '🛑', warning: '⚠️', note: 'ℹ️' };

/** The report as GitHub's and GitLab's Markdown: a table for each application, what is behind each finding folded away. */
export function markdownText(report: AuditReport, options: MarkdownOptions = {}): string {
  const head = [heading(report), ...report.problems.map(({ level, message, file, line }) => `- <b>${level}</b> ${at({ file, line })}: ${inline(message)}`)].join('\n');
  const blocks = byApplication(report.findings).flatMap(([name, findings]) => [`${HEADING}${name === '' ? 'Code without a manifest' : escape(name)}\n`, ...findings.map(findingDetails)]);
  return fitted(head, blocks, footer(report), options);
}

const HEADING = '\n### ';

/** The blocks between head and foot that fit the limit, and how many findings do not. */
export function fitted(head: string, blocks: readonly string[], foot: string, { limit = Infinity, full }: MarkdownOptions): string {
  let used = bytes(head) + bytes(foot) + 300;
  let left = 0;
  const shown: string[] = [];
  for (const block of blocks) {
    if (left === 0 && used + bytes(block) + 1 <= limit) {
      shown.push(block);
      used += bytes(block) + 1;
    } else if (!block.startsWith(HEADING)) left++;
  }
  const rest = left === 0 ? [] : [`\n${count(left, 'more finding')} would not fit here${full === undefined ? '' : `: ${full}`}.`];
  return `${[head, ...shown, ...rest, foot].join('\n')}\n`;
}

function heading({ counts, applications }: AuditReport): string {
  return `## scope-audit: ${countsText(counts)} in ${count(applications.length, 'application')}\n`;
}

/** One finding: its sentence, and the rest folded away. */
export function findingDetails({ severity, rule, message, why, fix, places, unproven }: ReportFinding): string {
  const [first, ...others] = places;
  const where = others.map((place) => `<li>${at(place)} ${inline(place.note)}</li>`).join('');
  return [
    `<details><summary>${ICON[severity]} <b>${rule}</b>: ${inline(message)}${unproven ? ' (unproven)' : ''}${first === undefined ? '' : ` <i>${at(first)}</i>`}</summary>`,
    '<ul>',
    ...(where === '' ? [] : [`<li>also<ul>${where}</ul></li>`]),
    ...(why === '' ? [] : [`<li>why: ${inline(why)}</li>`]),
    `<li>fix: ${inline(fix)}</li>`,
    '</ul></details>',
  ].join('');
}

function footer(report: AuditReport): string {
  const unresolved = countUnresolved(report);
  const said = [
    ...(unresolved > 0 ? [`${count(unresolved, 'call')} not resolved`] : []),
    ...(report.hidden.length > 0 ? [`${count(report.hidden.length, 'finding')} hidden`] : []),
    `${count(report.files.analysed, 'file')} followed of ${report.files.considered}`,
    `catalog of ${report.catalog.date}`,
  ];
  return `\n<sub>${said.join(' · ')}</sub>`;
}

export function at({ file, line }: { file: string; line: number }): string {
  return `<code>${escape(`${file}:${line}`)}</code>`;
}

/** Our sentences set code in backticks: it becomes an element, so that nothing inside it is Markdown. */
function inline(text: string): string {
  return text.split('`').map((part, index) => (index % 2 === 1 ? `<code>${escape(part)}</code>` : escape(part))).join('');
}

/** Nothing of the text is markup, a mention, a link, an emoji or a reference. */
export function escape(text: string): string {
  return visible(text).replace(/[&<>"'`*_~[\](){}\\|@#!:$^=+-]/g, (char) => (SAFE.has(char) ? char : `&#${char.charCodeAt(0)};`));
}

/** Characters that alone start nothing inside a sentence, and would only make the source hard to read. */
const SAFE = new Set(['-', '(', ')', '+', '=']);

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
