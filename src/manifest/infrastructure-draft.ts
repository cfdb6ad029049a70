import type { GrantType } from '../model/index.js';
import type { DraftGrant, ManifestDraft } from './write-manifest.js';

/** A role to make. Divisions are those that it is granted in, by name or `*`; left out: not said. */
export interface DraftRole {
  name: string;
  permissions: readonly DraftGrant[];
  divisions?: readonly string[];
}

/** Clients and roles to make, in whichever form. */
export interface InfrastructureDraft {
  application: string;
  notes?: readonly string[];
  clients: readonly {
    name: string;
    grant?: GrantType;
    /** Seconds. */
    tokenLifetime?: number;
    roles: readonly DraftRole[];
    scopes: readonly DraftGrant[];
  }[];
}

/** What a client is called where its application is not said beside it. */
export function fullName(application: string, client: string): string {
  return client === application ? application : `${application} ${client}`;
}

/** A role of its own for each client that lists permissions. */
export function draftInfrastructure({ application, notes, clients }: ManifestDraft): InfrastructureDraft {
  return {
    application,
    ...(notes && { notes }),
    clients: clients.map(({ name, grant, permissions, scopes = [] }) => ({
      name,
      ...(grant && { grant }),
      roles: permissions === undefined ? [] : [{ name: fullName(application, name), permissions }],
      scopes,
    })),
  };
}

/** Permissions by domain and entity, as the platform keeps them. */
export function policiesOf(permissions: readonly DraftGrant[]): { domain: string; entity: string; actions: string[]; reasons: DraftGrant[] }[] {
  const policies = new Map<string, { domain: string; entity: string; actions: string[]; reasons: DraftGrant[] }>();
  for (const permission of permissions) {
    const [domain = '', entity = '', action] = permission.name.split(':');
    if (action === undefined) continue;
    const policy = policies.get(`${domain}:${entity}`) ?? { domain, entity, actions: [], reasons: [] };
    policy.actions.push(action);
    policy.reasons.push(permission);
    policies.set(`${domain}:${entity}`, policy);
  }
  return [...policies.values()];
}

/** Permissions that are no policy: they have no domain, entity and action. */
export function generalOf(permissions: readonly DraftGrant[]): string[] {
  return permissions.map(({ name }) => name).filter((name) => name.split(':').length !== 3);
}
