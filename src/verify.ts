import { LIVE_CHECKS } from '../rules/checks/index.js';
import { compareLive } from './audit/compare.js';
import type { Suppression } from './audit/suppressions.js';
import type { Catalog } from './catalog/index.js';
import type { Assigned } from './membership.js';
import type { Authority, ClientDecl, EnvironmentDecl, Problem, RunResult } from './model/index.js';
import { inEnvironment } from './require/effective-client.js';
import { judge, type Gathered, type RunPorts, type RunRequest } from './run.js';

/** One client in one environment, and what an organisation says of it. */
export interface LiveTarget {
  application: Assigned;
  client: ClientDecl;
  environment?: EnvironmentDecl;
  authority: Authority;
}

/** How a client of the manifest, and what its code needs, compare with what the organisation really grants: findings of the live rules alone. */
export async function verify(request: RunRequest, gathered: Gathered, { application, client, environment, authority }: LiveTarget, ports: RunPorts): Promise<RunResult> {
  const granted = (environment && inEnvironment(client, environment)) ?? client;
  const code = application.perClient.get(client.name.text) ?? application.unclaimed;
  const context = { application: application.application, client: granted, ...(environment && { environment }), ...code, catalog: gathered.catalog, policy: request.config.policy, today: request.today, authority };
  const findings = compareLive(context, LIVE_CHECKS);
  const result = await judge(findings, { ...request, partial: true, withoutBaseline: true, accepts: namesLiveRule }, { ...gathered, applications: [application] }, ports, []);
  return { ...result, problems: [...result.problems, ...unreadProblems(authority, client, gathered.catalog)] };
}

const namesLiveRule = ({ rules }: Suppression): boolean => rules.some((rule) => LIVE_CHECKS.some(({ id }) => id === rule));

/** What the token may not read, and what it would take. */
function unreadProblems({ unread }: Authority, { place }: ClientDecl, catalog: Catalog): Problem[] {
  return unread.map(({ what, operation, status }) => {
    const permissions = catalog.operation(operation)?.permissions ?? [];
    const takes = permissions.length === 0 ? 'it needs no permission' : `it needs permission ${permissions.map((name) => `\`${name}\``).join(' or ')}`;
    return { level: 'warning', code: 'not-readable', message: `${what} could not be read (${status})`, place, hint: `\`${operation}\`: ${takes}` };
  });
}
