import type { Confidence } from './call.js';
import type { Place } from './place.js';

export type Severity = 'error' | 'warning' | 'note';
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** A place with what it shows, e.g. `calls GET /api/v2/routing/queues` or `granted here`. */
export interface FindingPlace extends Place {
  note: string;
}

/** One answer to: what, where, why, and what to change. Holds data; every reporter renders the same texts. */
export interface Finding {
  rule: string;
  /** Which of the rule's messages, and the data it was made from. */
  messageId: string;
  data: Readonly<Record<string, string>>;
  /** What: one sentence. */
  message: string;
  /** Why: the catalog row or the fact it rests on, with its source. */
  why: string;
  /** What to change: the exact edit. */
  fix: string;
  severity: Severity;
  confidence: Confidence;
  application: string;
  client?: string;
  environment?: string;
  /** Primary place first: the line to look at. Others lead from code to manifest. Never empty. */
  places: readonly [FindingPlace, ...FindingPlace[]];
  /** Excess that unresolved or possible calls could still use: said, and never an error. */
  unproven?: boolean;
}
