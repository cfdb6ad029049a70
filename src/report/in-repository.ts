import type { AuditReport } from './audit-report.js';

/** Keys of a report that hold a path. */
const PATHS = new Set(['file', 'manifest']);

/** The report with places relative to the root of the repository, which code hosts want, in place of the audited folder. */
export function inRepository<Report extends Pick<AuditReport, 'findings' | 'problems'>>(report: Report, folder = 'folder' in report ? String(report.folder) : ''): Report {
  return folder === '' ? report : (relocate(report, folder) as Report);
}

function relocate(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((item) => relocate(item, folder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, PATHS.has(key) && typeof item === 'string' ? below(folder, item) : relocate(item, folder)]));
}

/** A path of the folder, which may go up from it, as the root sees it. */
function below(folder: string, file: string): string {
  const parts = folder.split('/');
  const names = file.split('/');
  while (names[0] === '..' && parts.length > 0) {
    names.shift();
    parts.pop();
  }
  return [...parts, ...names].join('/');
}
