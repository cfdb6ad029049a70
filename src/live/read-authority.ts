import { compareText, type Authority, type GrantType, type Licence, type LiveClient } from '../model/index.js';
import type { ApiPort } from './api-port.js';
import { asking, refused, type Asking } from './asking.js';
import { field, listField, nameField, numberField, textField, textsField } from './fields.js';
import { VERIFY_OPERATIONS } from './operations.js';
import { readPermissions } from './read-permissions.js';
import { readRoles } from './read-roles.js';

export interface AuthorityQuestion {
  /** Whether to ask for every permission that the organisation has, in several pages, and for what licences bring. */
  assignable: boolean;
}

/**
 * Asks the platform, reading only, what the token of `api` may do. What the token may not read is listed as unread; only a token
 * that does not count, or a platform that does not answer, ends it with a `ToolError`.
 */
export async function readAuthority(api: ApiPort, { assignable }: AuthorityQuestion): Promise<Authority> {
  const ask = asking(api);
  const token = await readToken(ask);
  const grants = await readGrants(ask);
  if (token === undefined && grants === undefined) throw refused(VERIFY_OPERATIONS.token.id, { status: 403, body: undefined });
  const roles = grants === undefined ? undefined : await readRoles(grants, ask);
  const client = await readClient(token, ask);
  const organization = nameField(token, 'organization');
  const scopes = client?.grant === 'client-credentials' ? undefined : scopesOf(token);
  const given = assignable ? await readPermissions(ask) : undefined;
  const licences = given === undefined ? undefined : await readLicences(ask);
  return {
    ...(organization && { organization }),
    ...(client && { client }),
    ...(roles && { roles }),
    ...(scopes && { scopes }),
    ...(given && { assignable: given }),
    ...(licences && { licences }),
    unread: ask.unread,
  };
}

/** Any token may ask for this but one of a user whose client lacks the scope for it: then the client stays unknown. */
async function readToken(ask: Asking): Promise<unknown> {
  const { id, what } = VERIFY_OPERATIONS.token;
  const answer = await ask.get(id, { preserveIdleTTL: 'true' });
  if (answer.status === 200) return answer.body;
  if (answer.status !== 403) throw refused(id, answer);
  ask.unread.push({ what, operation: id, status: 403 });
  return undefined;
}

/** With whole roles where the platform is new enough to give them. */
async function readGrants(ask: Asking): Promise<readonly unknown[] | undefined> {
  const { id, what } = VERIFY_OPERATIONS.grants;
  const { status, body } = await ask.get(id, { includeFullRoles: 'true' });
  const found = status === 200 ? body : await ask.optional(id, what);
  return found === undefined ? undefined : listField(found, 'grants');
}

/** Nothing is judged by them, so that nothing is said where they may not be read. */
async function readLicences(ask: Asking): Promise<Licence[] | undefined> {
  const { status, body } = await ask.get(VERIFY_OPERATIONS.licences.id);
  if (status !== 200 || !Array.isArray(body)) return undefined;
  return body.flatMap((one) => {
    const name = textField(one, 'id');
    return name === undefined ? [] : [{ name, permissions: textsField(one, 'permissions', 'ids') }];
  });
}

const GRANTS: Readonly<Record<string, GrantType>> = {
  CODE: 'code',
  TOKEN: 'implicit',
  'SAML2-BEARER': 'saml2-bearer',
  SAML2BEARER: 'saml2-bearer',
  PASSWORD: 'password',
  'CLIENT-CREDENTIALS': 'client-credentials',
};

/** The record of the client, with what the token itself tells of it where the record may not be read. */
async function readClient(token: unknown, ask: Asking): Promise<LiveClient | undefined> {
  const told = field(token, 'OAuthClient');
  const id = textField(told, 'id');
  if (id === undefined) return undefined;
  const record = await ask.optional(VERIFY_OPERATIONS.client.id, VERIFY_OPERATIONS.client.what, undefined, id);
  const text = (key: string): string | undefined => textField(record, key) ?? textField(told, key);
  const grant = GRANTS[text('authorizedGrantType')?.toUpperCase() ?? ''];
  const state = text('state')?.toLowerCase();
  const dateToDelete = text('dateToDelete');
  const tokenLifetime = numberField(record, 'accessTokenValiditySeconds');
  return {
    id,
    name: text('name') ?? id,
    ...(grant && { grant }),
    ...(state !== undefined && { state }),
    ...(dateToDelete !== undefined && { dateToDelete }),
    ...(tokenLifetime !== undefined && { tokenLifetime }),
  };
}

function scopesOf(token: unknown): string[] | undefined {
  const listed = field(token, 'authorizedScope') ?? field(token, 'OAuthClient', 'scope');
  return Array.isArray(listed) ? textsField(listed).sort(compareText) : undefined;
}
