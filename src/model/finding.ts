import type { Confidence } from './call.js';
import { comparePlaces, compareText, type Place } from './place.js';

export type Severity = 'error' | 'warning' | 'note';
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** A place with what it shows, e.g. `calls GET /api/v2/routing/queues` or `granted here`. */
export interface FindingPlace extends Place {
  note: string;
}

/** One change of a manifest. Places are those of the names as they are written; of a list, that of its key, or of its client where there is none, or of the name of its role. */
export type GrantEdit =
  | { k: 'add'; list: 'permissions' | 'scopes'; place: Place; names: readonly string[] }
  | { k: 'replace'; place: Place; names: readonly string[] }
  | { k: 'remove'; place: Place };

/** What would mend a finding. `safe`: it grants nothing that is not certainly needed, and takes nothing away that might be. */
export interface Repair {
  safe: boolean;
  edits: readonly GrantEdit[];
}

/** One answer to: what, where, why, and what to change. Holds data; every reporter renders the same texts. */
export interface Finding {
  rule: string;
  /** 16 hex digits by which it is known again when lines move. Findings that only differ by place share it. */
  fingerprint: string;
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
  /** Every place that it is about, of which `places` may show fewer: each can be suppressed by itself. Never empty. */
  sites: readonly FindingPlace[];
  /** Present where the manifest can be changed by a machine. */
  repair?: Repair;
  /** Excess that unresolved or possible calls could still use: said, and never an error. */
  unproven?: boolean;
}

/** Why a finding is not among those that count. */
export type HiddenBy =
  | { by: 'off' }
  /** The place is that of the suppression's comment. */
  | { by: 'suppression'; reason: string; place: Place }
  | { by: 'baseline' };

export interface HiddenFinding extends Finding {
  hidden: HiddenBy;
}

/** By application, severity, primary place, rule, client, environment, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.application, b.application) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    comparePlaces(a.places[0], b.places[0]) ||
    compareText(a.rule, b.rule) ||
    compareText(a.client ?? '', b.client ?? '') ||
    compareText(a.environment ?? '', b.environment ?? '') ||
    compareText(a.message, b.message)
  );
}
