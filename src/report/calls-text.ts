import type { Call, CodeCalls, UnresolvedCall } from '../model/index.js';
import { createPaint, type Paint } from './colour.js';
import { count, displayWidth, visible } from './plain-text.js';

/** Lists every call and every unresolved call, by file. */
export function callsText(code: CodeCalls, options: { colour: boolean }): string {
  const paint = createPaint(options.colour);
  const blocks = [...byFile(code.calls, (call) => callRow(call))].map(([file, rows]) => [paint.bold(visible(file)), ...table(rows, paint)]);
  const unresolved = [...byFile(code.unresolved, (call) => unresolvedRow(call))];
  for (const [file, rows] of unresolved) blocks.push([`${paint.bold(visible(file))} ${paint.warning('not resolved')}`, ...table(rows, paint)]);
  const endpoints = new Set(code.calls.map((call) => `${call.method} ${call.path}`)).size;
  const summary = [
    `${count(code.calls.length, 'call')} of ${count(endpoints, 'endpoint')}`,
    `${code.unresolved.length} not resolved`,
    `${count(code.otherRequests, 'request')} to other URLs`,
  ];
  blocks.push([summary.join(' · ')]);
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function byFile<T extends { file: string }>(items: readonly T[], row: (item: T) => string[]): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const item of items) {
    const rows = groups.get(item.file) ?? [];
    groups.set(item.file, rows);
    rows.push(row(item).map(visible));
  }
  return groups;
}

function callRow(call: Call): string[] {
  const how = [call.via, call.confidence, ...(call.known ? [] : ['not in the catalog'])].join(', ');
  return [`${call.line}:${call.column}`, call.method, call.path, how, call.name ?? ''];
}

function unresolvedRow(call: UnresolvedCall): string[] {
  return [`${call.line}:${call.column}`, call.reason, call.seen];
}

/** Columns padded to the widest cell; the place and the last column stay in the background. */
function table(rows: readonly string[][], paint: Paint): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)));
    const line = cells.map((cell, column) => (column === 0 || column >= 3 ? paint.dim(cell) : cell)).join('  ');
    return `  ${line.trimEnd()}`;
  });
}
