import { LIVE_CHECKS } from '../rules/checks/index.js';
import { compareLive } from './audit/compare.js';
import { countSeverities } from './audit/policy.js';
import type { Suppression } from './audit/suppressions.js';
import type { Catalog } from './catalog/index.js';
import type { Target } from './choose-client.js';
import { compareFindings, type Authority, type ClientDecl, type Problem, type RunResult } from './model/index.js';
import { inEnvironment } from './require/effective-client.js';
import { judge, type Gathered, type RunPorts, type RunRequest } from './run.js';

/** A client, and what an organisation says of it. */
export interface LiveTarget extends Target {
  authority: Authority;
}

/** How a client of the manifest, and what its code needs, compare with what the organisation really grants: findings of the live rules alone. */
export async function verify(
  request: RunRequest,
  gathered: Gathered,
  { application, client, environment, authority }: LiveTarget,
  ports: RunPorts,
): Promise<RunResult> {
  const granted = (environment && inEnvironment(client, environment)) ?? client;
  const code = application.perClient.get(client.name.text) ?? application.unclaimed;
  const context = {
    application: application.application,
    client: granted,
    ...(environment && { environment }),
    ...code,
    catalog: gathered.catalog,
    policy: request.config.policy,
    today: request.today,
    authority,
  };
  const findings = compareLive(context, LIVE_CHECKS);
  const result = await judge(
    findings,
    { ...request, partial: true, withoutBaseline: true, accepts: namesLiveRule },
    { ...gathered, applications: [application] },
    ports,
    [],
  );
  return { ...result, problems: [...result.problems, ...unreadProblems(authority, client, gathered.catalog)] };
}

/** Several clients of one application as one result. */
export function mergeVerified([first, ...others]: readonly [RunResult, ...RunResult[]]): RunResult {
  const all = [first, ...others];
  const findings = all.flatMap((one) => one.findings).sort(compareFindings);
  const seen = new Set<string>();
  const isNew = (problem: Problem): boolean => seen.size < seen.add(JSON.stringify(problem)).size;
  return {
    ...first,
    findings,
    hidden: all.flatMap((one) => one.hidden).sort(compareFindings),
    counts: countSeverities(findings),
    problems: all.flatMap((one) => one.problems).filter(isNew),
    exit: all.map(({ exit }) => exit).reduce((a, b) => (a > b ? a : b)),
  };
}

const namesLiveRule = ({ rules }: Suppression): boolean => rules.some((rule) => LIVE_CHECKS.some(({ id }) => id === rule));

/** What the token may not read, and what it would take. */
function unreadProblems({ unread }: Authority, { place }: ClientDecl, catalog: Catalog): Problem[] {
  const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' or ');
  return unread.map(({ what, operation, status }) => {
    const { permissions = [], scopes = [] } = catalog.operation(operation) ?? {};
    const permission = permissions.length === 0 ? 'no permission' : `permission ${listed(permissions)}`;
    const hint = `\`${operation}\` needs ${permission}${scopes.length === 0 ? '' : `, and with a user's token scope ${listed(scopes)}`}`;
    return { level: 'warning', code: 'not-readable', message: `${what} could not be read (${status})`, place, hint };
  });
}
