import type { Severity } from '../model/index.js';

/** What a report tells of a rule. */
export interface RuleText {
  id: string;
  title: string;
  severity: Severity;
  /** Its page, Markdown. */
  help: string;
  /** What a breach of it is a case of; absent where it is no matter of security. `score` as in CVSS, 0.1 to 10. */
  weakness?: { cwe: readonly number[]; score: number };
}
