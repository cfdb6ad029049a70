export interface Label {
  file: string;
  line: number;
  method: string;
  path: string;
  via: string;
}

export interface LabelFile {
  repo: string;
  commit: string;
  calls: Label[];
  dynamic?: { file: string; line: number }[];
}

export interface Output {
  calls: (Label & { confidence: string; evidence: { file: string; line: number; role: string }[] })[];
  unresolved: { file: string; line: number }[];
}

export interface Entry {
  file: string;
  line: number;
  language: string;
  construct: string;
  verdict: 'found' | 'missed' | 'silent' | 'false';
}

export interface Row {
  name: string;
  labels: number;
  found: number;
  missed: number;
  silent: number;
  wrong: number;
  recall: number | undefined;
  precision: number | undefined;
}

export function languageOf(file: string): string | undefined;
export function normalPath(path: string): string;
export function scoreRepository(labelled: LabelFile, output: Output): { labels: Entry[]; falses: Entry[] };
export function sumUp(name: string, entries: readonly Entry[]): Row;
