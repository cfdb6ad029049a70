import type { Problem, UsageEvidence, UsageReport } from '../model/index.js';
import { readSaved, summarize } from './read-saved.js';
import { validateUsage } from './validate-usage.js';

/** What production confirmed, for the audit to read. */
export function writeUsage({ application, client, usage, called }: UsageReport): string {
  const operations = called.map(({ method, path, requests, succeeded, last }) => ({ method, path, requests, succeeded, ...(last !== undefined && { last }) }));
  return `${JSON.stringify({ format: 1, kind: 'usage', application, client, clientId: usage.clientId, from: usage.from, to: usage.to, operations }, null, 2)}\n`;
}

/** Reads what `writeUsage` wrote. Never throws. */
export function readUsageFile(text: string, file: string): { evidence?: UsageEvidence; problems: readonly Problem[] } {
  const { value, problems } = readSaved(text, file, validateUsage);
  if (value === undefined)
    return {
      problems: summarize(problems, 'usage-broken', 'it is no file of `scope-audit usage --save`', 'save one with `scope-audit usage --save usage.json`'),
    };
  const { application, client, from, to, operations } = value;
  return {
    evidence: { file, application, client, from, to, operations: operations.map(({ method, path, requests }) => ({ method, path, requests })) },
    problems: [],
  };
}
