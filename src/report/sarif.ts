import type { Severity } from '../model/index.js';
import type { AuditReport, ReportApplication, ReportFinding, ReportProblem } from './audit-report.js';
import { chainOf } from './chain.js';
import { byApplication, withIdentity } from './identity.js';
import type { RuleText } from './rule-text.js';

/** GitHub refuses a file with more runs, and a run with more results (docs: SARIF support for code scanning). */
const MOST_RUNS = 20;
const MOST_RESULTS = 25_000;
/** Of a result's locations, GitHub keeps no more. */
const MOST_LOCATIONS = 100;

export interface SarifOptions {
  rules: readonly RuleText[];
  /** Hidden findings are results with a suppression. */
  showHidden?: boolean;
}

type Reported = ReportFinding | AuditReport['hidden'][number];

/**
 * SARIF 2.1.0 (OASIS standard): one run for each application, so that a category of its own keeps its alerts apart; one log, or
 * several where one would be over the platform's limits.
 */
export function sarifLogs(report: AuditReport, options: SarifOptions): string[] {
  const found: readonly Reported[] = options.showHidden === true ? [...report.findings, ...report.hidden] : report.findings;
  const names = new Set([...report.applications.map(({ name }) => name), ...found.map(({ application }) => application)]);
  const groups = new Map(byApplication(found));
  const runs = [...(names.size === 0 ? [''] : names)].flatMap((name) => parts(groups.get(name) ?? [], MOST_RESULTS).map((part, index) => sarifRun(name, index, part, report, options.rules)));
  return parts(runs, MOST_RUNS).map((some) => `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: some }, null, 2)}\n`);
}

/** At least one part. */
function parts<T>(list: readonly T[], size: number): T[][] {
  const all: T[][] = [];
  for (let i = 0; i === 0 || i < list.length; i += size) all.push(list.slice(i, i + size));
  return all;
}

function sarifRun(name: string, part: number, findings: readonly Reported[], report: AuditReport, rules: readonly RuleText[]) {
  const index = new Map(rules.map(({ id }, i) => [id, i]));
  const application = report.applications.find((one) => one.name === name);
  return {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: rules.map(sarifRule),
      },
    },
    automationDetails: { id: `scope-audit/${encodeURIComponent(name)}${part === 0 ? '' : `-${part + 1}`}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The audited folder.' } } },
    invocations: [{ executionSuccessful: report.exit < 2, exitCode: report.exit, toolConfigurationNotifications: report.problems.map(notification) }],
    results: withIdentity(findings).map(({ finding, key }) => sarifResult(finding, key, index, application)),
    properties: { catalog: report.catalog, application: name, hidden: report.hidden.filter((one) => one.application === name).length },
  };
}

function sarifRule({ id, title, severity, help, weakness }: RuleText) {
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: `${title}.` },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: severity },
    properties: {
      tags: weakness === undefined ? ['correctness'] : ['security', ...weakness.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, '0')}`)],
      precision: 'high',
      ...(weakness !== undefined && { 'security-severity': weakness.score.toFixed(1) }),
    },
  };
}

function sarifResult(finding: Reported, key: string, index: ReadonlyMap<string, number>, application: ReportApplication | undefined) {
  const [first, ...others] = finding.places;
  const ruleIndex = index.get(finding.rule);
  const flow = flowOf(finding, application);
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVEL[finding.severity],
    message: { text: plain(`${finding.message} ${finding.fix}`) },
    ...(first && { locations: [location(first)] }),
    ...(others.length > 0 && { relatedLocations: others.slice(0, MOST_LOCATIONS).map((place, id) => ({ id: id + 1, ...location(place), message: { text: plain(place.note) } })) }),
    ...(flow.length > 1 && { codeFlows: [{ threadFlows: [{ locations: flow.map((place) => ({ location: { ...location(place), message: { text: plain(place.note) } } })) }] }] }),
    partialFingerprints: { 'scopeAudit/v1': key },
    ...('hidden' in finding && { suppressions: [suppression(finding.hidden)] }),
    properties: {
      why: plain(finding.why),
      confidence: finding.confidence,
      unproven: finding.unproven,
      application: finding.application,
      ...(finding.client !== null && { client: finding.client }),
      ...(finding.environment !== null && { environment: finding.environment }),
    },
  };
}

const LEVEL: Record<Severity, string> = { error: 'error', warning: 'warning', note: 'note' };

type Step = ReportFinding['places'][number];

/** From where the endpoint is decided through the helpers to where the request leaves, and on to the line of the manifest. */
function flowOf({ places: [first, ...others] }: ReportFinding, application: ReportApplication | undefined): Step[] {
  if (first === undefined) return [];
  const call = application?.calls.find(({ file, line, column }) => file === first.file && line === first.line && column === first.column);
  if (call === undefined || application === undefined) return [];
  const inside = chainOf(call).map(({ role, file, line, column }) => ({ file, line, column, note: role === 'request' ? 'sends the request' : 'passes it on' }));
  return [first, ...inside, ...others.filter(({ file }) => file === application.manifest)];
}

function location({ file, line, column }: { file: string; line: number; column: number }) {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: 'SRCROOT' }, region: { startLine: line, startColumn: column } } };
}

/** Relative, each segment encoded (RFC 3986). */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

/** Messages of the standard are no Markdown: backticks say nothing in them. */
function plain(text: string): string {
  return text.replaceAll('`', "'").replaceAll(/\[([^\]]*)\]\(/g, '[$1] (');
}

function suppression(hidden: AuditReport['hidden'][number]['hidden']) {
  if (hidden.by !== 'suppression') return { kind: 'external', status: 'accepted', justification: hidden.by === 'baseline' ? 'In the baseline.' : 'Turned off in the configuration.' };
  return { kind: 'inSource', status: 'accepted', justification: hidden.reason, location: location(hidden.place) };
}

function notification({ level, message, file, line, column, code }: ReportProblem) {
  return { level, message: { text: plain(message) }, descriptor: { id: code }, locations: [location({ file, line, column })] };
}
