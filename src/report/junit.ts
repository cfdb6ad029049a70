import type { AuditReport, ReportFinding } from './audit-report.js';
import { byApplication } from './identity.js';
import type { RuleText } from './rule-text.js';

/**
 * JUnit XML by the schema of Jenkins (jenkinsci/xunit-plugin, junit-10.xsd): a suite for each application, a failed case for each
 * error and warning, a case with output for each note, and a passed case for each rule that found nothing.
 */
export function junitXml(report: AuditReport, rules: readonly RuleText[]): string {
  const groups = new Map(byApplication(report.findings));
  const names = [...new Set([...report.applications.map(({ name }) => name), ...groups.keys()])];
  const suites = (names.length === 0 ? [''] : names).map((name) => suite(name, groups.get(name) ?? [], rules));
  const problems = report.problems.filter(({ level }) => level === 'error');
  const broken = problems.length === 0 ? [] : [
    element('testsuite', { name: 'scope-audit input', tests: problems.length, failures: 0, errors: problems.length, skipped: 0 },
      problems.map(({ code, message, file, line }) => element('testcase', { classname: 'scope-audit.input', name: `${code} ${file}:${line}` }, [element('error', { type: code, message }, [])]))),
  ];
  const tests = suites.reduce((sum, one) => sum + one.tests, 0) + problems.length;
  const failures = suites.reduce((sum, one) => sum + one.failures, 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'scope-audit', tests, failures, errors: problems.length }, [...suites.map(({ xml }) => xml), ...broken])}\n`;
}

function suite(name: string, findings: readonly ReportFinding[], rules: readonly RuleText[]): { xml: string; tests: number; failures: number } {
  const shown = name === '' ? 'code without a manifest' : name;
  const quiet = rules.filter(({ id }) => !findings.some(({ rule }) => rule === id));
  const cases = [...findings.map((finding) => testCase(finding, shown)), ...quiet.map(({ id, title }) => element('testcase', { classname: `scope-audit.${shown}`, name: `${id}: ${title}` }, []))];
  const failures = findings.filter(({ severity }) => severity !== 'note').length;
  return { xml: element('testsuite', { name: `scope-audit ${shown}`, tests: cases.length, failures, errors: 0, skipped: 0 }, cases), tests: cases.length, failures };
}

function testCase({ rule, severity, message, why, fix, places }: ReportFinding, application: string): string {
  const where = places.map(({ file, line, column, note }) => `${file}:${line}:${column} ${note}`).join('\n');
  const text = [message, where, why, fix].filter((part) => part !== '').join('\n');
  const [first] = places;
  const name = `${rule} ${first === undefined ? '' : `${first.file}:${first.line} `}${message}`;
  const inside = severity === 'note' ? `<system-out>${escape(text)}</system-out>` : element('failure', { type: `${severity} ${rule}`, message }, [], text);
  return element('testcase', { classname: `scope-audit.${application}`, name }, [inside]);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly string[], text = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value))}"`).join('');
  const inside = text === '' ? children.map((child) => `\n${child}`).join('') + (children.length > 0 ? '\n' : '') : escape(text);
  return inside === '' ? `<${name}${list}/>` : `<${name}${list}>${inside}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 does not have, entities or not, are shown as U+FFFD. */
function escape(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
