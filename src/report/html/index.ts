import { createHash } from 'node:crypto';
import { SEVERITIES } from '../../model/index.js';
import type { AuditReport, ReportApplication, ReportFinding } from '../audit-report.js';
import { countsText, countUnresolved } from '../counts.js';
import { count, visible } from '../plain-text.js';
import { coverageTable } from './coverage-table.js';
import { at, escape, inline, textOf } from './escape.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** The report as one HTML file that works from a disk: it loads nothing, and its policy lets nothing else run. */
export function htmlPage(report: AuditReport): string {
  const strays = report.findings.filter(({ application }) => !report.applications.some(({ name }) => name === application));
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>scope-audit: ${escape(countsText(report.counts))}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
<header>
<h1>scope-audit</h1>
<p class="facts">${escape(report.date)} · version ${escape(report.tool.version)} · catalog of ${escape(report.catalog.date)} (<code>${escape(report.catalog.hash)}</code>) · ${count(report.files.analysed, 'file')} followed of ${report.files.considered}</p>
<ul class="counts">${counters(report)}</ul>
${navigation(report)}
</header>
<main id="main">
${filters()}
${problems(report)}
${report.applications.map((application) => applicationPart(application, report)).join('\n')}
${strays.length > 0 || report.ungoverned.calls.length + report.ungoverned.unresolved.length > 0 ? strayPart(strays, report) : ''}
</main>
<footer class="facts">Nothing on this page was loaded from elsewhere, and nothing is sent.</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** How a content security policy names the one script and the one style that may run (CSP Level 3, hash-source). */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function counters(report: AuditReport): string {
  const item = (n: number, what: string, level: string): string => `<li class="${n === 0 ? '' : level}"><b>${n}</b>${what}</li>`;
  return [
    ...SEVERITIES.map((severity) => item(report.counts[severity], report.counts[severity] === 1 ? severity : `${severity}s`, severity)),
    item(countUnresolved(report), 'not resolved', 'warning'),
    item(report.hidden.length, 'hidden', ''),
  ].join('');
}

function navigation({ applications }: AuditReport): string {
  if (applications.length < 2) return '';
  return `<nav aria-label="Applications"><ul>${applications.map(({ name }, index) => `<li><a href="#app-${index}">${escape(name)}</a></li>`).join('')}</ul></nav>`;
}

function filters(): string {
  const box = (value: string, label: string): string => `<label><input type="checkbox" value="${value}" checked> ${label}</label>`;
  return `<div class="bar" role="search" hidden><label for="search">Search</label><input type="search" id="search" placeholder="endpoint, permission, file, rule" autocomplete="off">${box('error', 'errors')}${box('warning', 'warnings')}${box('note', 'notes')}${box('hidden', 'hidden')}<output id="shown" aria-live="polite"></output></div>`;
}

function problems({ problems: list }: AuditReport): string {
  if (list.length === 0) return '';
  return `<section aria-label="Problems with the input"><h2>Problems with the input</h2><ul>${list.map(({ level, message, hint, file, line }) => `<li><span class="${level}">${level}</span> ${at({ file, line })} ${inline(message)}${hint === null ? '' : ` ${inline(hint)}`}</li>`).join('')}</ul></section>`;
}

function applicationPart(application: ReportApplication, report: AuditReport): string {
  const own = <T extends ReportFinding>(findings: readonly T[]): T[] => findings.filter((finding) => finding.application === application.name);
  const index = report.applications.indexOf(application);
  const clients = application.clients.map(({ name, grant }) => `${name}${grant === null ? '' : ` (${grant})`}`).join(', ');
  return `<section class="app" id="app-${index}" aria-labelledby="app-${index}-name" data-part>
<h2 id="app-${index}-name">${escape(application.name)}</h2>
<p class="facts"><code>${escape(application.manifest)}</code> · ${escape(clients)} · ${count(application.calls.length, 'call')}</p>
${findingList(own(report.findings))}
${application.coverage.map((client) => coverageTable(client, application)).join('\n')}
${unresolvedList(application.unresolved)}
${hiddenList(own(report.hidden))}
</section>`;
}

function strayPart(findings: readonly ReportFinding[], { ungoverned }: AuditReport): string {
  return `<section class="app" aria-labelledby="stray" data-part><h2 id="stray">Code without a manifest</h2>${findingList(findings)}${unresolvedList(ungoverned.unresolved)}</section>`;
}

function findingList(findings: readonly ReportFinding[]): string {
  return findings.length === 0 ? '<p class="good">No findings.</p>' : findings.map((finding) => findingCard(finding, finding.severity)).join('\n');
}

function findingCard(finding: ReportFinding, level: string, more = ''): string {
  const { severity, rule, message, why, fix, places, client, environment, unproven } = finding;
  const [first] = places;
  const row = (term: string, text: string): string => (text === '' ? '' : `<dt>${term}</dt><dd>${text}</dd>`);
  const subject = [client === null ? '' : `client ${client}`, environment === null ? '' : `environment ${environment}`].filter((part) => part !== '').join(', ');
  return `<details class="finding ${severity}" data-level="${level}" data-text="${textOf([rule, message, why, fix, ...places.map(({ file, line, note }) => `${file}:${line} ${note}`)])}">
<summary><span class="rule">${severity} ${rule}</span> ${inline(message)}${unproven ? ' <i>(unproven)</i>' : ''}${first === undefined ? '' : ` <span class="where">${at(first)}</span>`}</summary>
<dl>${row('where', `<ol>${places.map((place) => `<li>${at(place)} ${inline(place.note)}</li>`).join('')}</ol>`)}${row('for', escape(subject))}${row('why', inline(why))}${row('fix', inline(fix))}${more}</dl>
</details>`;
}

function unresolvedList(unresolved: AuditReport['ungoverned']['unresolved']): string {
  if (unresolved.length === 0) return '';
  return `<div data-part><h3>Not resolved</h3><ul>${unresolved
    .map(({ file, line, reason, seen, evidence }) => `<li data-text="${textOf([`${file}:${line}`, reason, seen])}">${at({ file, line })} <code>${escape(seen)}</code> ${escape(reason)}${evidence.length > 1 ? ` <span class="where">through ${evidence.slice(0, 6).map(at).join(', ')}</span>` : ''}</li>`)
    .join('')}</ul></div>`;
}

function hiddenList(hidden: AuditReport['hidden']): string {
  if (hidden.length === 0) return '';
  const by = (one: AuditReport['hidden'][number]): string => {
    const { hidden: how } = one;
    const text = how.by === 'suppression' ? `${at(how.place)} ${inline(visible(how.reason))}` : how.by === 'baseline' ? 'the baseline' : 'the configuration';
    return `<dt>hidden by</dt><dd>${text}</dd>`;
  };
  return `<details data-part><summary><h3 class="inline">Hidden: ${count(hidden.length, 'finding')}</h3></summary>${hidden.map((one) => findingCard(one, 'hidden', by(one))).join('\n')}</details>`;
}
