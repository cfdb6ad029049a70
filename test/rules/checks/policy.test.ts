import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../rules/checks/index.js';
import { compareApplication } from '../../../src/audit/compare.js';
import { readManifest } from '../../../src/manifest/read-manifest.js';
import type { GrantPolicy } from '../../../src/model/index.js';
import { catalog } from '../../catalog/real-catalog.js';

/** Findings of the two rules, as rule, grant, where and line. */
function found(manifest: string, policy: Partial<GrantPolicy>): string[] {
  const { manifest: application, problems } = readManifest(manifest, 'scope-manifest.yaml');
  if (application === undefined) throw new Error(JSON.stringify(problems));
  const none = { calls: [], unresolved: [], logins: [] };
  const findings = compareApplication({ application, perClient: new Map(application.clients.map((client) => [client.name.text, none])), unclaimed: none }, { catalog, checks: CHECKS, policy: { deny: [], approve: [], ...policy }, today: '2026-11-25' });
  return findings.filter(({ rule }) => rule === 'denied-grant' || rule === 'approval-required').map(({ rule, data, places, environment }) => `${rule} ${data['grant'] ?? ''}${data['where'] ?? ''}${environment === undefined ? '' : ` (${environment})`} :${places[0].line}`);
}

const CLIENT = 'application: app\ngrant: client-credentials\npermissions:\n';
const row = (grant: string, environments?: string[]) => ({ grant, reason: 'because', ...(environments && { environments }) });

describe('the policy', () => {
  it.each([
    ['oauth:client:view', 'oauth:client:*', true],
    ['oauth:*:*', 'oauth:client:view', true],
    ['"*:*:*"', 'oauth:client:view', true],
    ['oauth:client:read', 'oauth:client:view', true],
    ['OAuth:Client:View', 'oauth:client:view', true],
    ['oauth:scope:view', 'oauth:client:*', false],
    ['routing:queue:view', 'routing:queueMember:*', false],
  ])('of a grant %s, denying %s: %s', (granted, denied, speaks) => {
    expect(found(`${CLIENT}  - ${granted}\n`, { deny: [row(denied)] }).length).toBe(speaks ? 1 : 0);
  });

  it('speaks of scopes, and of roles at the line that grants', () => {
    expect(found('application: app\ngrant: pkce\nscopes: [recordings]\n', { approve: [row('recordings')] })).toEqual(['approval-required recordings :3']);
    expect(found('application: app\ngrant: client-credentials\nroles:\n  - name: Admin\n    permissions:\n      - oauth:client:add\n', { deny: [row('oauth:client:*')] })).toEqual(['denied-grant oauth:client:add :6']);
  });

  it('holds where the manifest names no environments, and in those that it names, where the grants are the same there and where they are not', () => {
    expect(found(`${CLIENT}  - oauth:client:view\n`, { deny: [row('oauth:client:*', ['production'])] })).toEqual(['denied-grant oauth:client:view in `production` :4']);
    const environments = 'environments:\n  test:\n    clientId: a\n  production:\n    clientId: b\n';
    expect(found(`${CLIENT}  - oauth:client:view\n${environments}`, { deny: [row('oauth:client:*', ['production'])] })).toEqual(['denied-grant oauth:client:view in `production` :4']);
    expect(found(`${CLIENT}  - oauth:client:view\n${environments}`, { deny: [row('oauth:client:*', ['staging'])] })).toEqual([]);
    const without = `${environments}    permissions:\n      remove: [oauth:client:view]\n`;
    expect(found(`${CLIENT}  - oauth:client:view\n${without}`, { deny: [row('oauth:client:*', ['production'])] })).toEqual([]);
    const added = `${environments}    permissions:\n      add: [oauth:client:edit]\n`;
    expect(found(`${CLIENT}  - routing:queue:view\n${added}`, { deny: [row('oauth:client:*', ['production'])] })).toEqual(['denied-grant oauth:client:edit in `production` (production) :11']);
  });
});
