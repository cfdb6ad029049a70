import { globList } from '../document/glob-schema.js';
import type { Schema } from '../document/schema.js';
import {
  GRANT_SPELLINGS,
  type ClientFile,
  type EnvironmentClientFile,
  type EnvironmentFile,
  type GrantSpelling,
  type ListFile,
  type ManifestFile,
  type RoleFile,
  type UnusedFile,
} from './manifest-file.js';

const NOT_BLANK = '\\S';

const grant: Schema<GrantSpelling> = {
  description: 'How the client logs in. Our names, or those of the platform (TOKEN is the implicit grant).',
  type: 'string',
  enum: Object.keys(GRANT_SPELLINGS) as GrantSpelling[],
};

const name = (description: string): Schema<string> => ({ description, type: 'string', pattern: NOT_BLANK });

const list = (description: string, entry: string): Schema<string[]> => ({ description, type: 'array', items: name(entry) });

const permission = 'A permission, domain:entity:action; `*` stands for all, e.g. "routing:*:*".';
const scope = 'An OAuth scope, e.g. routing or routing:readonly.';
const division = 'The name of a division, or "*" for all divisions.';

const roles: Schema<(string | RoleFile)[]> = {
  description: 'The roles the client holds: a list of names, or of mappings with name, permissions, divisions; `[]` for none.',
  type: 'array',
  items: {
    description: 'The name of a role, or a mapping with name, permissions and divisions.',
    type: ['string', 'object'],
    pattern: NOT_BLANK,
    required: ['name'],
    properties: {
      name: name('The name of the role.'),
      permissions: list('The permissions the role holds: a list of names.', permission),
      divisions: list('The divisions the role is granted for: a list of names.', division),
    },
    additionalProperties: false,
  },
};

const client: { [K in keyof ClientFile]-?: Schema<Exclude<ClientFile[K], undefined>> } = {
  grant,
  grantedBy: {
    description: 'Where the grants are written down as infrastructure, in place of grant, permissions, scopes and roles: a path or glob, or a mapping with files and client.',
    type: ['string', 'object'],
    pattern: '\\S',
    required: ['files'],
    properties: {
      files: { description: "Paths or globs of Terraform (.tf, .json), exports (.json) or a premium app's wizard configuration (.js, .ts, .json), relative to the manifest's folder.", type: ['string', 'array'], pattern: '\\S', minItems: 1, items: name('A path or glob.') },
      client: name('Which OAuth client of the files, by resource label, name or id. Left out: the only one.'),
    },
    additionalProperties: false,
  },
  permissions: list('The permissions the client is granted, beside those of its roles: a list of names, `[]` for none.', permission),
  scopes: list('The OAuth scopes the client is granted: a list of names, `[]` for none.', scope),
  roles,
  divisions: list('The divisions in which the permissions are needed: a list of names, `["*"]` for all.', division),
  tokenLifetime: { description: 'How long a token lives: seconds, from 300 to 172800 (38880000 for SCIM). `verify` compares it with the client.', type: 'integer', minimum: 300, maximum: 38_880_000 },
  paths: globList("The code that runs under this client: a list of globs, relative to the manifest's folder. Left out: all code that no other client claims."),
  tests: { description: 'Whether test code counts for this client: true or false.', type: 'boolean', default: false },
};

const changes = (description: string, entry: string): Schema<ListFile> => ({
  description: `${description}: a list that replaces the client's, or a mapping with add and remove.`,
  type: ['array', 'object'],
  items: name(entry),
  minProperties: 1,
  properties: {
    add: list("What this environment has beside the client's list.", entry),
    remove: list("What this environment lacks of the client's list.", entry),
  },
  additionalProperties: false,
});

const environmentClient: { [K in keyof EnvironmentClientFile]-?: Schema<Exclude<EnvironmentClientFile[K], undefined>> } = {
  clientId: name('The id of the OAuth client, as text.'),
  region: name('The region, e.g. eu-central-1 or mypurecloud.de.'),
  secret: {
    description:
      'Where the secret comes from, never the secret itself: env:NAME, vault:path, aws-sm:name, azure-kv:name or file:path.',
    type: 'string',
    pattern: '^(env:[A-Za-z_][A-Za-z0-9_]*|(vault|aws-sm|azure-kv|file):\\S+)$',
    writeOnly: true,
  },
  permissions: changes('The permissions in this environment', permission),
  scopes: changes('The scopes in this environment', scope),
  roles,
  divisions: changes('The divisions in this environment', division),
};

const environment: Schema<EnvironmentFile> = {
  description: 'Client id, region and secret of the client in this environment, and what differs; with several clients, one mapping for each under `clients`.',
  type: 'object',
  properties: {
    ...environmentClient,
    clients: {
      description: 'What the environment says of each client, by the names in `clients`. A region beside it holds for all of them.',
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        description: 'A mapping with clientId, region, secret, permissions, scopes, roles, divisions.',
        type: 'object',
        properties: environmentClient,
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
  dependencies: { clients: { properties: notBeside(['clientId', 'secret', 'permissions', 'scopes', 'roles', 'divisions']) } },
};

const unused: Schema<UnusedFile> = {
  description: 'A mapping with grant, reason and, if it ends, until.',
  type: 'object',
  required: ['grant', 'reason'],
  properties: {
    grant: name('A permission, scope or role, as it stands in the lists.'),
    reason: name('Why it may stay although the code does not use it.'),
    until: { description: 'The last day on which it may stay: a date, year-month-day, e.g. 2027-01-31.', type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  },
  additionalProperties: false,
};

/** Published for editors as `dist/schemas/scope-manifest.json`; the reader checks with the same. */
export const MANIFEST_SCHEMA: Schema<ManifestFile> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:scope-audit:scope-manifest',
  title: 'scope-audit manifest',
  description: 'What an application is granted on the platform: a mapping with application and clients. It governs its folder down to the next manifest.',
  type: 'object',
  required: ['application'],
  properties: {
    $schema: { description: 'The schema for editors.', type: 'string' },
    application: name('The name of the application.'),
    clients: {
      description: 'The OAuth clients of the application, by name. With one client alone, its keys may stand at the top level instead.',
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        description: 'A mapping with grant, grantedBy, permissions, scopes, roles, divisions, tokenLifetime, paths, tests; `{}` for none.',
        type: 'object',
        properties: client,
        additionalProperties: false,
      },
    },
    ...client,
    environments: {
      description: 'The environments the application runs in, by name.',
      type: 'object',
      additionalProperties: environment,
    },
    mayStayUnused: { description: 'What is granted although the code does not use it, and why: a list of mappings with grant, reason, until.', type: 'array', items: unused },
  },
  additionalProperties: false,
  dependencies: { clients: { properties: notBeside(Object.keys(client) as (keyof ClientFile)[]) } },
};

function notBeside<K extends string>(keys: readonly K[]): { [L in K]?: { not: object; description: string } } {
  const belongs = { not: {}, description: 'beside `clients`, move it into one of the clients' };
  return Object.fromEntries(keys.map((key) => [key, belongs])) as { [L in K]?: typeof belongs };
}
