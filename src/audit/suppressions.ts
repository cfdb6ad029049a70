import type { Place } from '../model/index.js';

/** What a comment must hold for its file to be looked at: it may outlive the call it was written for. */
export const SUPPRESSION_MARK = 'scope-audit-ignore';

/** A comment that hides findings of some rules at some lines, for a reason. */
export interface Suppression extends Place {
  rules: readonly string[];
  reason: string;
  /** Last ISO date on which it holds. */
  until?: string;
  /** First and last line that it covers. */
  from: number;
  to: number;
}

/** A comment that means to be one, and what it lacks. */
export interface BrokenSuppression extends Place {
  fault: 'noRules' | 'noReason' | 'badDate';
  /** What was seen: the date that is none. */
  seen: string;
}

const COMMENT = /^(?<before>.*?)(?:\/\/+|\/\*+|#+|<!--|^\s*\*)\s*scope-audit-ignore(?<file>-file)?(?![\w-])(?<rest>.*?)(?:\*\/.*|-->.*)?$/;
const PARTS = /^\s*(?:\[(?<rules>[^\]]*)\])?\s*(?:--|—|:)?\s*(?<reason>.*?)\s*(?:\(until\s+(?<until>[^)]*)\))?\s*$/;

/**
 * Finds `scope-audit-ignore[rule, rule] -- reason (until 2027-01-31)` in the comments of a file of any language. Behind code it
 * covers its own line; on a line of its own, the next statement; `scope-audit-ignore-file` covers the file.
 */
export function readSuppressions(text: string, file: string): { suppressions: readonly Suppression[]; broken: readonly BrokenSuppression[] } {
  const suppressions: Suppression[] = [];
  const broken: BrokenSuppression[] = [];
  if (!text.includes(SUPPRESSION_MARK)) return { suppressions, broken };
  const lines = text.split(/\r\n|\r|\n/);
  lines.forEach((line, index) => {
    const groups = line.includes(SUPPRESSION_MARK) ? COMMENT.exec(line)?.groups : undefined;
    if (groups === undefined) return;
    const { before = '', rest = '' } = groups;
    const at: Place = { file, line: index + 1, column: line.indexOf(SUPPRESSION_MARK) + 1 };
    const parts = PARTS.exec(rest)?.groups ?? {};
    const rules = (parts.rules ?? '').split(',').map((rule) => rule.trim()).filter((rule) => rule !== '');
    const { reason = '', until } = parts;
    if (rules.length === 0) broken.push({ ...at, fault: 'noRules', seen: '' });
    else if (!/[\p{L}\p{N}]/u.test(reason)) broken.push({ ...at, fault: 'noReason', seen: '' });
    else if (until !== undefined && !isDate(until.trim())) broken.push({ ...at, fault: 'badDate', seen: until.trim() });
    else {
      const [from, to] = groups.file !== undefined ? [1, lines.length] : isAlone(before) ? nextStatement(lines, index + 1) : [index + 1, index + 1];
      suppressions.push({ ...at, rules, reason, ...(until !== undefined && { until: until.trim() }), from, to });
    }
  });
  return { suppressions, broken };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** In JSX a comment of its own stands in braces. */
function isAlone(before: string): boolean {
  return /^[\s{]*$/.test(before);
}

/** Lines a broken statement may go on for. */
const MOST_LINES = 40;
const GOES_ON = /^\s*(?:\?\.|\.(?!\.)|\)|\]|\+|\|\||&&|\?\?|\?|:(?!:))/;

/** The first and last line of the statement behind a comment: it goes on while brackets are open or the next line takes it up. */
function nextStatement(lines: readonly string[], start: number): [number, number] {
  let first = start;
  while (first < lines.length && (/^\s*$/.test(lines[first] ?? '') || COMMENT.test(lines[first] ?? ''))) first++;
  let last = first;
  let open = openBrackets(lines[first] ?? '');
  while (last + 1 < lines.length && last - first < MOST_LINES && (open > 0 || GOES_ON.test(lines[last + 1] ?? ''))) {
    last++;
    open += openBrackets(lines[last] ?? '');
  }
  return [first + 1, last + 1];
}

/** Round and square brackets alone: what stands in braces is a statement of its own. */
function openBrackets(line: string): number {
  const code = line.replace(/(['"`])(?:\\.|(?!\1).)*\1/g, '').replace(/\/\/.*$/, '');
  return (code.match(/[([]/g)?.length ?? 0) - (code.match(/[)\]]/g)?.length ?? 0);
}
