import { policiesOf } from './write-terraform.js';
import type { ManifestDraft } from './write-manifest.js';

/** The roles of the draft as the platform's API takes them. */
export function writeRoles({ application, clients }: ManifestDraft): string {
  const roles = clients
    .filter(({ permissions }) => permissions !== undefined)
    .map(({ name, permissions = [] }) => ({
      name: name === application ? application : `${application} ${name}`,
      description: `What ${application} needs.`,
      permissions: permissions.map((permission) => permission.name).filter((permission) => permission.split(':').length !== 3),
      permissionPolicies: policiesOf(permissions).map(({ domain, entity, actions }) => ({ domain, entityName: entity, actionSet: actions })),
    }));
  return `${JSON.stringify(roles.length === 1 ? roles[0] : roles, null, 2)}\n`;
}
