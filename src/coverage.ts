import type { Catalog } from './catalog/index.js';
import type { Assigned } from './membership.js';
import type { ClientCoverage, ClientDecl, CodePart, CoveredNeed } from './model/index.js';
import { grantsOf, meets, type Grant } from './require/grants.js';
import { needsOf, requirementsOf, type Need } from './require/needs.js';

/** What each client's code needs, and which of its grants meet it. Environments that grant something else are not looked at. */
export function coverageOf({ application, perClient }: Assigned, catalog: Catalog): ClientCoverage[] {
  return application.clients.map((client) => coverClient(client, perClient.get(client.name.text), catalog));
}

function coverClient(client: ClientDecl, code: CodePart | undefined, catalog: Catalog): ClientCoverage {
  const grants = grantsOf(client, catalog);
  return {
    client: client.name.text,
    ...(client.grant && { grant: client.grant.type }),
    grants: grants.map(({ name, kind, lines: [{ declared, role }] }) => ({ name, kind, place: declared.place, ...(role && { role: role.name.text }) })),
    needs: needsOf(code?.calls ?? [], catalog).map((need) => coverNeed(need, grants)),
  };
}

function coverNeed({ operation, calls }: Need, grants: readonly Grant[]): CoveredNeed {
  return {
    method: operation.method,
    path: operation.path,
    mode: operation.mode,
    requirements: requirementsOf(operation).map((requirement) => ({
      ...requirement,
      source: requirement.kind === 'permission' ? operation.permissionSource : operation.scopeSource,
      met: grants.flatMap((grant, index) => (meets(grant, requirement) ? [index] : [])),
    })),
    places: calls.map(({ file, line, column }) => ({ file, line, column })),
  };
}
