import type { CodeCalls } from '../model/index.js';

/** What `calls --format json` prints: the shape is fixed, keys in this order. */
export interface CallsJson {
  calls: {
    file: string;
    line: number;
    column: number;
    method: string;
    path: string;
    via: string;
    confidence: string;
    evidence: { file: string; line: number; role: string }[];
  }[];
  unresolved: { file: string; line: number; reason: string }[];
}

export function callsJson(code: Pick<CodeCalls, 'calls' | 'unresolved'>): string {
  const out: CallsJson = {
    calls: code.calls.map(({ file, line, column, method, path, via, confidence, evidence }) => ({
      file,
      line,
      column,
      method,
      path,
      via,
      confidence,
      evidence: evidence.map((item) => ({ file: item.file, line: item.line, role: item.role })),
    })),
    unresolved: code.unresolved.map(({ file, line, reason }) => ({ file, line, reason })),
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}
