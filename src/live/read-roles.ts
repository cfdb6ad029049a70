import { compareText, type LiveName, type LivePermission, type LiveRole } from '../model/index.js';
import type { Asking } from './asking.js';
import { field, listField, nameField, textField, textsField } from './fields.js';
import { VERIFY_OPERATIONS } from './operations.js';

/** The roles of the grants, each once with all its divisions, and what they grant: by their own record, or as far as the grants tell. */
export async function readRoles(grants: readonly unknown[], ask: Asking): Promise<LiveRole[]> {
  const roles: LiveRole[] = [];
  let status = 200;
  for (const { id, name, divisions, policies } of heldRoles(grants)) {
    const answer = status === FORBIDDEN ? undefined : await ask.get(VERIFY_OPERATIONS.role.id, undefined, id);
    status = answer?.status ?? status;
    const permissions = answer?.status === 200 ? permissionsOf(answer.body) : policies;
    if (permissions === undefined) ask.unread.push({ what: `what role "${name}" grants`, operation: VERIFY_OPERATIONS.role.id, status });
    roles.push({ id, name, divisions, ...(permissions && { permissions }) });
  }
  return roles;
}

/** What one role's record is refused with, the others' are too. */
const FORBIDDEN = 403;

interface Held extends LiveName {
  divisions: LiveName[];
  policies?: LivePermission[];
}

function heldRoles(grants: readonly unknown[]): Held[] {
  const held = new Map<string, Held>();
  for (const grant of grants) {
    const role = nameField(grant, 'role');
    if (role === undefined) continue;
    const division = nameField(grant, 'division') ?? { id: '', name: '' };
    const policies = field(grant, 'role', 'policies');
    const known = held.get(role.id) ?? {
      ...role,
      divisions: [],
      ...(Array.isArray(policies) && policies.length > 0 && { policies: policies.flatMap(policyNames) }),
    };
    if (!known.divisions.some(({ id }) => id === division.id)) known.divisions.push(division);
    held.set(role.id, known);
  }
  for (const { divisions } of held.values()) divisions.sort((a, b) => compareText(a.name, b.name));
  return [...held.values()].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** General permissions of one part, and those of the policies. */
function permissionsOf(role: unknown): LivePermission[] {
  return [...textsField(role, 'permissions').map((name) => ({ name })), ...listField(role, 'permissionPolicies').flatMap(policyNames)];
}

/** A policy of a role's record, or of a grant, which spells some keys otherwise. */
function policyNames(policy: unknown): LivePermission[] {
  const domain = textField(policy, 'domain');
  const entity = textField(policy, 'entityName') ?? '*';
  const actions = [...textsField(policy, 'actionSet'), ...textsField(policy, 'actions')];
  const condition = field(policy, 'resourceConditionNode') ?? field(policy, 'condition');
  const conditional = typeof condition === 'object' && condition !== null && Object.keys(condition).length > 0;
  return domain === undefined ? [] : actions.map((action) => ({ name: `${domain}:${entity}:${action}`, ...(conditional && { conditional: true as const }) }));
}
