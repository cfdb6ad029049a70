import type { GrantType } from '../model/index.js';
import type { DraftClient, DraftGrant, ManifestDraft } from './write-manifest.js';

const GRANT_TYPES: Record<GrantType, string> = { 'client-credentials': 'CLIENT-CREDENTIALS', code: 'CODE', pkce: 'CODE', implicit: 'TOKEN', 'saml2-bearer': 'SAML2-BEARER', password: 'PASSWORD' };

/** A role and an OAuth client for each client of the draft, as resources of the platform's Terraform provider. */
export function writeTerraform({ application, notes = [], clients }: ManifestDraft): string {
  const blocks = clients.flatMap((client) => clientBlocks(client, client.name === application ? application : `${application} ${client.name}`));
  return `${[...notes.map((note) => `# ${note.replace(/\s+/g, ' ')}`), ...(notes.length > 0 ? [''] : []), blocks.join('\n\n')].join('\n')}\n`;
}

function clientBlocks({ grant = 'client-credentials', permissions = [], scopes = [] }: DraftClient, name: string): string[] {
  const label = name.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$|^(?=\d)/g, '') || 'client';
  const withRole = grant === 'client-credentials';
  return [
    ...(withRole ? [roleBlock(label, name, permissions)] : []),
    [
      `resource "genesyscloud_oauth_client" "${label}" {`,
      `  name                  = ${quote(name)}`,
      `  authorized_grant_type = "${GRANT_TYPES[grant]}"`,
      ...(withRole ? ['', '  roles {', `    role_id = genesyscloud_auth_role.${label}.id`, '  }'] : []),
      ...(scopes.length > 0 ? ['', '  scopes = [', ...scopes.map((scope) => `    ${quote(scope.name)},${why([scope])}`), '  ]'] : []),
      '}',
    ].join('\n'),
  ];
}

function roleBlock(label: string, name: string, permissions: readonly DraftGrant[]): string {
  const whole = permissions.filter((permission) => permission.name.split(':').length !== 3);
  return [
    `resource "genesyscloud_auth_role" "${label}" {`,
    `  name        = ${quote(name)}`,
    `  description = ${quote(`What ${name} needs.`)}`,
    ...(whole.length > 0 ? [`  permissions = [${whole.map((permission) => quote(permission.name)).join(', ')}]`] : []),
    ...policiesOf(permissions).flatMap(({ domain, entity, actions, reasons }) => [
      '',
      '  permission_policies {',
      `    domain      = ${quote(domain)}`,
      `    entity_name = ${quote(entity)}`,
      `    action_set  = [${actions.map(quote).join(', ')}]${why(reasons)}`,
      '  }',
    ]),
    '}',
  ].join('\n');
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

function why(grants: readonly DraftGrant[]): string {
  const reasons = grants.flatMap(({ reason }) => (reason === undefined ? [] : [reason.replace(/\s+/g, ' ')]));
  return reasons.length === 0 ? '' : ` # ${reasons.join('; ')}`;
}

/** HCL reads `${` and `%{` inside of quotes. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
