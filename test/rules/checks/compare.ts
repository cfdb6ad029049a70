import { CHECKS } from '../../../rules/checks/index.js';
import { compareApplication } from '../../../src/audit/compare.js';
import type { CodeThatCounts } from '../../../src/audit/contexts.js';
import type { Catalog } from '../../../src/catalog/catalog.js';
import { readManifest } from '../../../src/manifest/read-manifest.js';
import { clientMatcher } from '../../../src/manifest/membership.js';
import type { Call, Confidence, Finding, GrantType, LoginCall, UnresolvedCall, UnresolvedReason } from '../../../src/model/index.js';
import { SAMPLE } from '../../require/sample-catalog.js';

/**
 * Calls from lines: `GET /api/v2/users src/a.ts:3`, with `likely` or `possible` behind;
 * `unresolved unknown-path GET /api/v2/{} src/a.ts:4`; `login pkce loginPKCEGrant src/a.ts:1`.
 */
export function codeOf(lines: readonly string[], catalog: Catalog = SAMPLE): CodeThatCounts {
  const calls: Call[] = [];
  const unresolved: UnresolvedCall[] = [];
  const logins: LoginCall[] = [];
  for (const line of lines) {
    const words = line.trim().split(/\s+/);
    const position = words.findIndex((word) => /:\d+$/.test(word));
    const [file = '', number = '1'] = (words[position] ?? '').split(':');
    const place = { file, line: Number(number), column: 1 };
    const [first = '', second = ''] = words;
    if (first === 'login') logins.push({ ...place, grant: second as GrantType, name: words[2] ?? '' });
    else if (first === 'unresolved') unresolved.push({ ...place, reason: second as UnresolvedReason, seen: words.slice(2, position).join(' '), via: 'http', evidence: [] });
    else {
      const known = catalog.operation(`${first} ${second}`) !== undefined;
      calls.push({ ...place, method: first, path: second, known, via: 'http', confidence: (words[position + 1] ?? 'certain') as Confidence, evidence: [] });
    }
  }
  return { calls, unresolved, logins };
}

/** All findings for a manifest and calls. */
export function compare(manifest: string, lines: readonly string[], catalog: Catalog = SAMPLE, today = '2026-11-25'): Finding[] {
  const { manifest: application, problems } = readManifest(manifest, 'scope-manifest.yaml');
  if (application === undefined) throw new Error(problems.map((problem) => problem.message).join('\n'));
  const code = codeOf(lines, catalog);
  const clientsOf = clientMatcher(application);
  const under = (wanted: (names: readonly string[]) => boolean): CodeThatCounts => {
    const has = ({ file }: { file: string }): boolean => wanted(clientsOf(file).map((client) => client.name.text));
    return { calls: code.calls.filter(has), unresolved: code.unresolved.filter(has), logins: code.logins.filter(has) };
  };
  const perClient = new Map(application.clients.map(({ name }) => [name.text, under((names) => names.includes(name.text))]));
  return compareApplication({ application, perClient, unclaimed: under((names) => names.length === 0) }, { catalog, checks: CHECKS, policy: { deny: [], approve: [] }, today });
}

/** Findings in short: `rule/messageId: message`. */
export function short(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.severity} ${finding.rule}/${finding.messageId}: ${finding.message}`);
}
