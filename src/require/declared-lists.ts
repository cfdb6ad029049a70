import { comparePlaces, type CheckContext, type ClientDecl, type EnvironmentClient, type GrantType, type Operation } from '../model/index.js';
import type { GrantKind } from './needs.js';

type Compared = Pick<CheckContext, 'application' | 'client' | 'environment' | 'logins'>;

/** The declared grant type, or the one that all logins of the code share. */
export function grantTypeOf({ client, logins }: Pick<Compared, 'client' | 'logins'>): GrantType | undefined {
  const inCode = new Set(logins.map((login) => login.grant));
  return client.grant?.type ?? (inCode.size === 1 ? [...inCode][0] : undefined);
}

/** Whether the operation refuses every token of the grant type, whatever is granted. */
export function isRefused(operation: Operation, grant: GrantType | undefined): boolean {
  if (grant === undefined || operation.bound === undefined) return false;
  return (operation.bound === 'client') !== (grant === 'client-credentials');
}

/**
 * Which lists are a contract that calls can fall short of. A list that is written, even empty, always is. One that is left out is
 * only where the platform decides by it (permissions for client credentials, scopes for users), or where nothing is written at all.
 */
export function declaredLists(context: Compared): Record<GrantKind, boolean> {
  const { client } = context;
  const permission = client.roles.length > 0 || isWritten(client, 'permissions');
  const scope = isWritten(client, 'scopes');
  const grant = grantTypeOf(context);
  const decides = { permission: grant === 'client-credentials', scope: grant !== undefined && grant !== 'client-credentials' };
  const nothing = grant === undefined && !permission && !scope;
  return {
    permission: permission || ((decides.permission || nothing) && !leftToEnvironments(context, ['permissions', 'roles'])),
    scope: scope || ((decides.scope || nothing) && !leftToEnvironments(context, ['scopes'])),
  };
}

function isWritten(client: ClientDecl, list: 'permissions' | 'scopes'): boolean {
  return client[list].length > 0 || comparePlaces(client.lists[list], client.place) !== 0;
}

/** A client whose environments each bring their own list needs none itself. */
function leftToEnvironments({ application, client, environment }: Compared, lists: readonly ('permissions' | 'scopes' | 'roles')[]): boolean {
  if (environment !== undefined || application.environments.length === 0) return false;
  return application.environments.every((each) => each.clients.some((one) => isFor(one, client) && lists.some((list) => one[list] !== undefined)));
}

function isFor(one: EnvironmentClient, client: ClientDecl): boolean {
  return one.client === client.name.text;
}
