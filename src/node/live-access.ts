import { AuthError, createTokenManager, type SecretProvider } from '../auth/index.js';
import type { Catalog } from '../catalog/index.js';
import type { ApiPort } from '../live/api-port.js';
import { readAuthority } from '../live/read-authority.js';
import { EXIT, ToolError, type ClientDecl, type EnvironmentClient, type EnvironmentDecl } from '../model/index.js';
import { openApi } from './api-port.js';

export interface AccessOptions {
  region?: string;
  /** Gateways in place of the region's hosts. */
  api?: string;
  login?: string;
}

/** Whom a live command is about. */
export interface LiveSubject {
  client: ClientDecl;
  environment?: EnvironmentDecl;
}

/** Where the platform of the environment is: gateways, or the hosts of the region that the flags or the manifest name. */
export function hostsOf(subject: LiveSubject, { api, login, region }: AccessOptions, catalog: Catalog): { api: string; login: string | undefined } {
  if (api !== undefined) return { api, login };
  const declared = saidOf(subject)?.region;
  const wanted = region ?? declared?.text;
  const names = catalog.regions.map(({ name }) => name).join(', ');
  if (wanted === undefined)
    throw new ToolError('no-region', `nothing says in which region client \`${subject.client.name.text}\` is`, {
      hint: `name it with --region, or as \`region\` of an environment in the manifest: ${names}`,
    });
  const found = catalog.regions.find(({ name, domain, sdk }) => [name, domain, sdk].includes(wanted));
  if (found === undefined)
    throw new ToolError('unknown-region', `the platform has no region \`${wanted}\``, {
      hint: `known: ${names}`,
      ...(region === undefined && declared && { place: declared.place }),
    });
  return { api: `https://api.${found.domain}`, login: login ?? `https://login.${found.domain}` };
}

export interface Access {
  api: ApiPort;
  close: () => Promise<void>;
}

/** What a login takes: an access token, or the variables that secrets may be referred to by. */
export interface Keys {
  token: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** What paths in references are relative to. */
  folder: string;
}

/** The API with the token that was given, or with tokens of the client by the secret that the manifest refers to. */
export async function openAccess(subject: LiveSubject, options: AccessOptions, keys: Keys, catalog: Catalog): Promise<Access> {
  const hosts = hostsOf(subject, options, catalog);
  if (keys.token !== undefined) return { api: openApi({ base: hosts.api, access: keys.token }), close: () => Promise.resolve() };
  const { clientId, secret } = saidOf(subject) ?? {};
  const userGrant = subject.client.grant !== undefined && subject.client.grant.type !== 'client-credentials';
  if (clientId === undefined || secret === undefined || !canLogIn(subject)) {
    const hint = userGrant
      ? `client \`${subject.client.name.text}\` signs users in: name a variable with a token of one by --token-env NAME, or pipe it in with --token-stdin`
      : 'give the environment a `clientId` and a `secret` reference in the manifest, or name a variable with a token by --token-env NAME, or pipe one in with --token-stdin';
    throw new ToolError('no-token', 'there is no token to ask with', { hint });
  }
  if (hosts.login === undefined) throw new ToolError('no-login', 'nothing says where the gateway logs in', { hint: 'name it with --login' });
  const store = await storeOf(secret, keys);
  try {
    const manager = createTokenManager({ clientId: clientId.text, secret: store, loginUrl: hosts.login, apiUrl: new URL(hosts.api).origin, maxWait: 60_000 });
    await manager.token();
    return { api: openApi({ base: hosts.api, access: manager.fetch }), close: () => manager.close() };
  } catch (error) {
    throw error instanceof AuthError ? loginFailed(String(error.code), error.message, secret) : error;
  }
}

function loginFailed(code: string, message: string, { place, text }: NonNullable<EnvironmentClient['secret']>): ToolError {
  const hint =
    code === 'credential'
      ? `compare the client id, the secret behind \`${text}\` and the region; a disabled client is refused in the same words`
      : `the secret is referred to as \`${text}\``;
  return new ToolError('no-login', `no token could be had: ${message}`, { exit: code === 'config' ? EXIT.usage : EXIT.incomplete, place, hint });
}

/** The store that the reference names. Whoever refers to a variable in a manifest has asked for it. */
async function storeOf({ text, place }: NonNullable<EnvironmentClient['secret']>, { env, folder }: Keys): Promise<SecretProvider> {
  const { openSecret } = await import('../auth/secrets/index.js');
  try {
    return await openSecret(text, { allowInsecureSource: true, folder, env });
  } catch (error) {
    throw error instanceof AuthError ? new ToolError('no-secret', error.message, { place, hint: `the manifest refers to the secret as \`${text}\`` }) : error;
  }
}

/** Whether the environment says how the client logs in by itself. */
export function canLogIn(subject: LiveSubject): boolean {
  const { clientId, secret } = saidOf(subject) ?? {};
  const grant = subject.client.grant?.type;
  return clientId !== undefined && secret !== undefined && (grant === undefined || grant === 'client-credentials');
}

function saidOf({ client, environment }: LiveSubject): EnvironmentClient | undefined {
  return environment?.clients.find((one) => one.client === client.name.text);
}

/** The OAuth client that is asked about: the one that the flags or the manifest name, or the token's own. */
export async function chooseClientId(subject: LiveSubject, { clientId }: { clientId?: string }, api: ApiPort): Promise<string> {
  const declared = clientId ?? saidOf(subject)?.clientId?.text;
  if (declared !== undefined) return declared;
  const { client: own } = await readAuthority(api, { assignable: false });
  if (own !== undefined) return own.id;
  throw new ToolError('no-client-id', `nothing says which OAuth client \`${subject.client.name.text}\` is`, {
    hint: 'name it with --client-id, or as `clientId` of an environment in the manifest',
  });
}
