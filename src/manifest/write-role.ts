import { generalOf, policiesOf, type InfrastructureDraft } from './infrastructure-draft.js';

/** The roles of the draft as the platform's API takes them: one, or a list. */
export function writeRoles({ application, clients }: InfrastructureDraft): string {
  const roles = clients.flatMap((client) => client.roles).map(({ name, permissions }) => ({
    name,
    description: `What ${application} needs.`,
    permissions: generalOf(permissions),
    permissionPolicies: policiesOf(permissions).map(({ domain, entity, actions }) => ({ domain, entityName: entity, actionSet: actions })),
  }));
  return `${JSON.stringify(roles.length === 1 ? roles[0] : roles, null, 2)}\n`;
}
