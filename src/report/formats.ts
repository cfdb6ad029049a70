import type { AuditReport } from './audit-report.js';
import { reportText, type TextOptions } from './audit-text.js';
import { reportJson } from './json.js';
import { inRepository } from './in-repository.js';
import type { RuleText } from './rule-text.js';

/** Forms of the report of an audit. */
export const FORMATS = ['text', 'json', 'sarif', 'github', 'markdown', 'junit', 'gitlab', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatOptions {
  text: TextOptions;
  /** Asked for only by forms that tell of rules. */
  rules: () => Promise<readonly RuleText[]>;
  /** Markdown: see there. */
  limit?: number;
  full?: string;
  /** Forms that speak of places in the repository: the audited folder below the root that is meant, where it is another than the report says. */
  prefix?: string;
}

/** The report in one form: one text, or several where the form has limits on what a file may hold. */
export async function formatReport(format: Format, report: AuditReport, options: FormatOptions): Promise<readonly string[]> {
  switch (format) {
    case 'text':
      return [reportText(report, options.text)];
    case 'json':
      return [reportJson(report)];
    case 'sarif':
      return (await import('./sarif.js')).sarifLogs(inRepository(report, options.prefix), { rules: await options.rules(), showHidden: options.text.showHidden ?? false });
    case 'github':
      return [(await import('./github.js')).githubCommands(inRepository(report, options.prefix))];
    case 'markdown':
      return [(await import('./markdown.js')).markdownText(report, options)];
    case 'junit':
      return [(await import('./junit.js')).junitXml(report, await options.rules())];
    case 'gitlab':
      return [(await import('./gitlab.js')).gitlabJson(inRepository(report, options.prefix))];
    case 'html':
      return [(await import('./html/index.js')).htmlPage(report)];
  }
}
