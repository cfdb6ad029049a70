import type { ClientDecl, EnvironmentDecl } from '../model/index.js';

/** The client as an environment has it; undefined when the environment says nothing of its grants. */
export function inEnvironment(client: ClientDecl, environment: EnvironmentDecl): ClientDecl | undefined {
  const said = environment.clients.find((one) => one.client === client.name.text);
  if (said === undefined) return undefined;
  const { permissions, scopes, roles, divisions } = said;
  if ([permissions, scopes, roles, divisions].every((list) => list === undefined)) return undefined;
  return {
    ...client,
    ...(permissions && { permissions }),
    ...(scopes && { scopes }),
    ...(roles && { roles }),
    ...(divisions && { divisions }),
    lists: { permissions: permissions ? said.place : client.lists.permissions, scopes: scopes ? said.place : client.lists.scopes },
  };
}
