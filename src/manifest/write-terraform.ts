import type { GrantType } from '../model/index.js';
import { fullName, generalOf, policiesOf, type DraftRole, type InfrastructureDraft } from './infrastructure-draft.js';
import type { DraftGrant } from './write-manifest.js';

const GRANT_TYPES: Record<GrantType, string> = { 'client-credentials': 'CLIENT-CREDENTIALS', code: 'CODE', pkce: 'CODE', implicit: 'TOKEN', 'saml2-bearer': 'SAML2-BEARER', password: 'PASSWORD' };

/** Roles and an OAuth client for each client of the draft, as resources of the platform's Terraform provider. */
export function writeTerraform({ application, notes = [], clients }: InfrastructureDraft): string {
  const blocks = clients.flatMap((client) => clientBlocks(client, fullName(application, client.name)));
  return `${[...notes.map((note) => `# ${note.replace(/\s+/g, ' ')}`), ...(notes.length > 0 ? [''] : []), blocks.join('\n\n')].join('\n')}\n`;
}

/** Roles are the client's own only with client credentials; otherwise those of its users decide. */
function clientBlocks({ grant = 'client-credentials', tokenLifetime, roles, scopes }: InfrastructureDraft['clients'][number], name: string): string[] {
  const own = grant === 'client-credentials' ? roles : [];
  return [
    ...own.map(roleBlock),
    [
      `resource "genesyscloud_oauth_client" "${label(name)}" {`,
      `  name                  = ${quote(name)}`,
      `  authorized_grant_type = "${GRANT_TYPES[grant]}"`,
      ...(tokenLifetime === undefined ? [] : [`  access_token_validity_seconds = ${tokenLifetime}`]),
      ...own.flatMap(roleLines),
      ...(scopes.length > 0 ? ['', '  scopes = [', ...scopes.map((scope) => `    ${quote(scope.name)},${why([scope])}`), '  ]'] : []),
      '}',
    ].join('\n'),
  ];
}

/** A division is named by its id, which a manifest does not know; `*` stands for all. */
function roleLines({ name, divisions = [] }: DraftRole): string[] {
  const named = divisions.filter((division) => division !== '*');
  return [
    '',
    '  roles {',
    `    role_id = genesyscloud_auth_role.${label(name)}.id`,
    ...(divisions.includes('*') ? ['    division_id = "*"'] : named.length > 0 ? [`    # in ${named.map((division) => division.replace(/\s+/g, ' ')).join(', ')}: a block for each, with the id of the division as division_id`] : []),
    '  }',
  ];
}

function label(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$|^(?=\d)/g, '') || 'client';
}

function roleBlock({ name, permissions }: DraftRole): string {
  const general = generalOf(permissions);
  return [
    `resource "genesyscloud_auth_role" "${label(name)}" {`,
    `  name        = ${quote(name)}`,
    `  description = ${quote(`What ${name} needs.`)}`,
    ...(general.length > 0 ? [`  permissions = [${general.map(quote).join(', ')}]`] : []),
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

function why(grants: readonly DraftGrant[]): string {
  const reasons = grants.flatMap(({ reason }) => (reason === undefined ? [] : [reason.replace(/\s+/g, ' ')]));
  return reasons.length === 0 ? '' : ` # ${reasons.join('; ')}`;
}

/** HCL reads `${` and `%{` inside of quotes. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
