import type { FindingPlace, RunResult } from '../model/index.js';
import { auditReport, type AuditReport, type ReportApplication, type ReportFinding } from './audit-report.js';
import { createPaint, paintSeverity, type Paint } from './colour.js';
import { countsText, countUnresolved } from './counts.js';
import { codeFrame, type SourceLine } from './frame.js';
import { count, visible, wrap } from './plain-text.js';
import { problemLines } from './problem-text.js';

export interface TextOptions {
  colour: boolean;
  /** Columns of the terminal; undefined when the output is none. */
  width?: number;
  sourceLine: SourceLine;
  /** Only the lines that sum up, and what was wrong with input files. */
  summaryOnly?: boolean;
  /** Hidden findings are listed as well, each with what hides it. */
  showHidden?: boolean;
}

/** The report for people: findings by application, then what was not resolved, what was hidden, and one line that sums up. */
export function auditText(result: RunResult, options: TextOptions): string {
  return reportText(auditReport(result), options);
}

/** The same for a report that was saved. */
export function reportText(result: AuditReport, options: TextOptions): string {
  const paint = createPaint(options.colour);
  const blocks = options.summaryOnly === true ? [] : findingBlocks(result, options, paint);
  if (result.problems.length > 0) blocks.push(result.problems.flatMap(({ hint, ...problem }) => problemLines({ ...problem, place: problem, ...(hint !== null && { hint }) }, paint)));
  blocks.push(summary(result, paint));
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function findingBlocks(result: AuditReport, options: TextOptions, paint: Paint): string[][] {
  const blocks: string[][] = [];
  for (const application of result.applications) {
    blocks.push(applicationHeader(application, paint));
    const several = application.clients.length > 1;
    for (const finding of findingsOf(result, application)) blocks.push(findingBlock(finding, several, options, paint));
  }
  for (const finding of strayFindings(result)) blocks.push(findingBlock(finding, false, options, paint));
  if (options.showHidden === true) for (const finding of result.hidden) blocks.push(hiddenBlock(finding, options, paint));
  if (result.proposal !== null) blocks.push(needsBlock(result, result.proposal, paint));
  return blocks;
}

function findingsOf(result: AuditReport, application: ReportApplication): ReportFinding[] {
  return result.findings.filter((finding) => finding.application === application.name);
}

function strayFindings(result: AuditReport): ReportFinding[] {
  const names = new Set(result.applications.map((application) => application.name));
  return result.findings.filter((finding) => !names.has(finding.application));
}

function applicationHeader(application: ReportApplication, paint: Paint): string[] {
  const { name, manifest, clients, calls } = application;
  const facts = [
    visible(manifest),
    count(clients.length, 'client'),
    `${count(calls.length, 'call')} of ${count(endpointsOf(application).size, 'endpoint')}`,
  ];
  return [`${paint.bold(visible(name))}  ${paint.dim(facts.join(' · '))}`];
}

function endpointsOf(part: Pick<ReportApplication, 'calls'>): Set<string> {
  return new Set(part.calls.map((call) => `${call.method} ${call.path}`));
}

/** One finding: what, where with the line of code, why, and what to change. */
export function findingBlock(finding: ReportFinding, severalClients: boolean, options: TextOptions, paint: Paint): string[] {
  const severity = paintSeverity(paint, finding.severity);
  const [first, ...others] = finding.places;
  if (first === undefined) return [];
  const gutter = String(Math.max(...finding.places.map((place) => place.line))).length;
  const lead = `${finding.severity}[${finding.rule}]: `;
  const text = visible(`${finding.message}${finding.unproven ? ' (unproven)' : ''}`);
  const [head = '', ...more] = wrap(text, options.width === undefined ? undefined : Math.max(30, options.width - lead.length));
  return [
    `${severity(`${finding.severity}[${finding.rule}]`)}${paint.bold(`: ${head}`)}`,
    ...more.map((line) => paint.bold(' '.repeat(lead.length) + line)),
    ...placeLines('-->', first, gutter, options, paint),
    ...otherPlaces(others, gutter, paint),
    ...remark('for', subject(finding, severalClients), gutter, options, paint),
    ...remark('why', finding.why, gutter, options, paint),
    ...remark('fix', finding.fix, gutter, options, paint),
  ];
}

function hiddenBlock(finding: AuditReport['hidden'][number], options: TextOptions, paint: Paint): string[] {
  const { hidden } = finding;
  const by = hidden.by === 'suppression' ? `${visible(hidden.place.file)}:${hidden.place.line}: ${visible(hidden.reason)}` : hidden.by === 'baseline' ? 'the baseline' : 'the configuration (off)';
  return [...findingBlock(finding, true, options, paint), `${' '.repeat(String(finding.places[0]?.line ?? 1).length)} ${paint.frame('=')} ${paint.bold('hidden by:')} ${by}`];
}

/** Which client and environment, where there is more than one it could be. */
function subject(finding: ReportFinding, severalClients: boolean): string {
  const parts = [];
  if (finding.client !== null && severalClients) parts.push(`client ${finding.client}`);
  if (finding.environment !== null) parts.push(`environment ${finding.environment}`);
  return parts.join(', ');
}

/** How many further places are shown before the rest is only counted. */
const MORE_PLACES = 4;

function otherPlaces(places: readonly FindingPlace[], gutter: number, paint: Paint): string[] {
  const lines = places.slice(0, MORE_PLACES).flatMap((place) => placeLine(':::', place, gutter, paint));
  if (places.length > MORE_PLACES) lines.push(`${' '.repeat(gutter)} ${paint.frame(':::')} and ${count(places.length - MORE_PLACES, 'more place')}`);
  return lines;
}

function placeLines(arrow: string, place: FindingPlace, gutter: number, options: TextOptions, paint: Paint): string[] {
  const source = options.sourceLine(place.file, place.line);
  if (source === undefined) return placeLine(arrow, place, gutter, paint);
  const where = `${' '.repeat(gutter)}${paint.frame(arrow)} ${visible(place.file)}:${place.line}:${place.column}`;
  return [where, ...codeFrame({ ...place, source }, gutter, options.width, paint)];
}

function placeLine(arrow: string, place: FindingPlace, gutter: number, paint: Paint): string[] {
  return [`${' '.repeat(gutter)}${paint.frame(arrow)} ${visible(place.file)}:${place.line}:${place.column} ${paint.dim(visible(place.note))}`];
}

function remark(name: string, text: string, gutter: number, options: TextOptions, paint: Paint): string[] {
  if (text === '') return [];
  const lead = `${' '.repeat(gutter)} ${paint.frame('=')} ${paint.bold(`${name}:`)} `;
  const indent = gutter + name.length + 5;
  const lines = wrap(visible(text), options.width === undefined ? undefined : Math.max(30, options.width - indent));
  return lines.map((line, i) => (i === 0 ? lead : ' '.repeat(indent)) + line);
}

/** Without a manifest: what one would have to grant, or that there is nothing to audit. */
function needsBlock({ ungoverned: code, files }: AuditReport, proposal: NonNullable<AuditReport['proposal']>, paint: Paint): string[] {
  if (code.calls.length + code.unresolved.length === 0) {
    return [`${paint.bold('Nothing to audit:')} no manifest (scope-manifest.yaml), and no call to the platform in ${count(files.considered, 'file')} of code.`];
  }
  const grants = (title: string, list: NonNullable<AuditReport['proposal']>['permissions']): string[] => [
    paint.bold(title) + (list.length === 0 ? ' none' : ''),
    ...list.map(({ name, places }) => {
      const [first] = places;
      const where = first === undefined ? '' : `${first.file}:${first.line}${places.length > 1 ? ` and ${places.length - 1} more` : ''}`;
      return `  ${visible(name)}  ${paint.dim(visible(where))}`;
    }),
  ];
  return [
    paint.bold(`No manifest (scope-manifest.yaml) here. The code makes ${count(code.calls.length, 'call')} and needs:`),
    ...grants('permissions:', proposal.permissions),
    ...grants('scopes:', proposal.scopes),
    `${paint.good('hint')}: \`scope-audit init\` writes a manifest with these grants.`,
  ];
}

function summary(result: AuditReport, paint: Paint): string[] {
  const parts = [...result.applications, result.ungoverned];
  const unresolved = countUnresolved(result);
  const testCalls = parts.reduce((sum, part) => sum + part.tests.calls.length, 0);
  const lines: string[] = [];
  if (unresolved > 0) lines.push(`not resolved: ${count(unresolved, 'call')} (see \`scope-audit calls\`)`);
  if (testCalls > 0) lines.push(`not counted: ${count(testCalls, 'call')} in test code`);
  if (result.hidden.length > 0) lines.push(`hidden: ${hiddenText(result)}`);
  const files = `${count(result.files.analysed, 'file')} followed of ${result.files.considered}`;
  const compared = result.applications.length > 0 || result.findings.length > 0;
  const inApplications = compared ? [`${countsText(result.counts, paint)} in ${count(result.applications.length, 'application')}`] : [];
  lines.push([...inApplications, files, `catalog of ${result.catalog.date}`].join(' · '));
  return lines;
}

/** How many findings are hidden by what: "12 in the baseline, 2 by suppressions, 1 of redundant-grant (off)". */
function hiddenText({ hidden }: AuditReport): string {
  const counts = new Map<string, number>();
  for (const { rule, hidden: { by } } of hidden) {
    const why = by === 'baseline' ? 'in the baseline' : by === 'suppression' ? 'by suppressions' : `of ${rule} (off)`;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, n]) => `${n} ${why}`).join(', ');
}
