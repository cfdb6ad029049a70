import type { Catalog } from '../catalog/index.js';
import type { ApiPort } from '../live/api-port.js';
import { readAuthority } from '../live/read-authority.js';
import { ToolError, type ClientDecl, type EnvironmentDecl } from '../model/index.js';
import { readAll, type CliIo } from './io.js';

export interface AccessOptions {
  /** Name of the variable that holds an access token. */
  tokenEnv?: string;
  tokenStdin?: boolean;
  region?: string;
  /** A gateway in place of the region's API host. */
  api?: string;
}

/** Where the API of the environment is: the gateway, or the host of the region that the flags or the manifest name. */
export function apiBase(client: ClientDecl, environment: EnvironmentDecl | undefined, { api, region }: AccessOptions, catalog: Catalog): string {
  if (api !== undefined) return api;
  const declared = environment?.clients.find((one) => one.client === client.name.text)?.region;
  const wanted = region ?? declared?.text;
  const names = catalog.regions.map(({ name }) => name).join(', ');
  if (wanted === undefined) throw new ToolError('no-region', `nothing says in which region client \`${client.name.text}\` is`, { hint: `name it with --region, or as \`region\` of an environment in the manifest: ${names}` });
  const found = catalog.regions.find(({ name, domain, sdk }) => [name, domain, sdk].includes(wanted));
  if (found === undefined) throw new ToolError('unknown-region', `the platform has no region \`${wanted}\``, { hint: `known: ${names}`, ...(region === undefined && declared && { place: declared.place }) });
  return `https://api.${found.domain}`;
}

/** The OAuth client that is asked about: the one that the flags or the manifest name, or the token's own. */
export async function chooseClientId({ client, environment }: { client: ClientDecl; environment?: EnvironmentDecl }, { clientId }: { clientId?: string }, api: ApiPort): Promise<string> {
  const declared = clientId ?? environment?.clients.find((one) => one.client === client.name.text)?.clientId?.text;
  if (declared !== undefined) return declared;
  const { client: own } = await readAuthority(api, { assignable: false });
  if (own !== undefined) return own.id;
  throw new ToolError('no-client-id', `nothing says which OAuth client \`${client.name.text}\` is`, { hint: 'name it with --client-id, or as `clientId` of an environment in the manifest' });
}

/** The access token that a variable or stdin holds. */
export async function readToken({ tokenEnv, tokenStdin }: AccessOptions, io: CliIo): Promise<string> {
  const token = tokenStdin === true ? (await readAll(io.stdin)).trim() : tokenEnv === undefined ? undefined : io.env[tokenEnv]?.trim();
  if (token === undefined && tokenEnv === undefined) throw new ToolError('no-token', 'there is no token to ask with', { hint: 'name the variable that holds one with --token-env NAME, or pipe it in with --token-stdin' });
  if (token === undefined || token === '') throw new ToolError('no-token', tokenEnv === undefined ? 'stdin holds no token' : `the variable ${tokenEnv} is not set`, { hint: 'an access token of the client, as the login host gave it' });
  if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(token)) throw new ToolError('no-token', 'what stands there is no access token', { hint: 'letters, digits and -._~+/ only, without `Bearer`' });
  return token;
}
