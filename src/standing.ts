import type { Catalog } from './catalog/index.js';
import type { ApplicationResult, ClientDecl, Declared, EnvironmentDecl, FittingCall, Refusal, RunResult, Standing } from './model/index.js';
import { inEnvironment } from './require/effective-client.js';
import { gives, grantsOf } from './require/grants.js';
import { leastCover } from './require/least-cover.js';
import { requirementsOf, type GrantKind, type Requirement } from './require/needs.js';

/** How the manifests stand to what was refused: for the clients of the calls that fit, or for all where none fits. */
export function standingOf(refusal: Refusal, calls: readonly FittingCall[], result: RunResult, catalog: Catalog): Standing[] {
  const refused = refusedBy(refusal);
  if (refused.length === 0) return [];
  const meant = new Set(calls.flatMap(({ clients }) => clients.map(({ application, client }) => `${application}\0${client}`)));
  return result.applications.flatMap((application) =>
    application.manifest.clients
      .filter(({ name }) => meant.size === 0 || meant.has(`${application.manifest.name.text}\0${name.text}`))
      .flatMap((client) =>
        inEachEnvironment(client, application).flatMap((granted) =>
          refused.filter((requirement) => decides(requirement, client)).map((requirement) => stand(requirement, granted, refusal, result, catalog)),
        ),
      ),
  );
}

/** What the platform said, or else what the catalog says of the operation. */
function refusedBy({ kind, fact, permissions, scopes, operations }: Refusal): Requirement[] {
  const isOf = (wanted: GrantKind) => (requirement: Requirement) => requirement.kind === wanted;
  const [operation] = operations;
  const own = operation === undefined ? [] : requirementsOf(operation);
  if (kind === 'scope') return scopes.length > 0 ? [{ kind: 'scope', anyOf: scopes }] : own.filter(isOf('scope'));
  if (kind === 'permission' || kind === 'division') {
    if (permissions.length === 0) return own.filter(isOf('permission'));
    return fact?.code.includes('.any.') === true
      ? [{ kind: 'permission', anyOf: permissions }]
      : permissions.map((name) => ({ kind: 'permission', anyOf: [name] }));
  }
  return kind === 'forbidden' ? own : [];
}

/** To client credentials scopes do not apply. */
function decides({ kind }: Requirement, { grant }: ClientDecl): boolean {
  return kind === 'permission' || grant?.type !== 'client-credentials';
}

interface Granted {
  application: ApplicationResult;
  client: ClientDecl;
  environment?: EnvironmentDecl;
}

function inEachEnvironment(client: ClientDecl, application: ApplicationResult): Granted[] {
  const others = application.manifest.environments.flatMap((environment): Granted[] => {
    const effective = inEnvironment(client, environment);
    return effective === undefined ? [] : [{ application, client: effective, environment }];
  });
  return [{ application, client }, ...others];
}

function stand(requirement: Requirement, { application, client, environment }: Granted, refusal: Refusal, result: RunResult, catalog: Catalog): Standing {
  const { kind, anyOf } = requirement;
  const line = grantsOf(client, catalog).find((grant) => anyOf.some((name) => gives(grant, kind, name)))?.lines[0];
  const opaque = kind === 'permission' ? client.roles.find((role) => role.open === true || role.permissions.length === 0) : undefined;
  const { permissions, scopes } = leastCover([requirement]);
  const least = [...permissions, ...scopes][0] ?? '';
  const list = client.lists[kind === 'permission' ? 'permissions' : 'scopes'];
  const [domain, entityName, action] = least.split(':');
  const shared = {
    application: application.manifest.name.text,
    client: client.name.text,
    ...(environment && { environment: environment.name.text }),
    kind,
    names: anyOf,
    ...(domain !== undefined && entityName !== undefined && action !== undefined && { policy: { domain, entityName, actionSet: [action] } }),
  };
  if (line !== undefined) return { ...shared, state: 'declared', place: line.declared.place, fix: declaredFix(line.declared, kind, refusal, client) };
  if (opaque !== undefined)
    return {
      ...shared,
      state: 'unsaid',
      place: opaque.name.place,
      fix: `List the permissions of role \`${opaque.name.text}\` in the manifest; if it does not hold \`${least}\`, add it there.`,
    };
  return {
    ...shared,
    state: 'missing',
    place: list,
    fix: fixOfAudit(shared, result) ?? `Add \`${least}\` to the ${kind}s of client \`${client.name.text}\` (${list.file}:${list.line}).`,
  };
}

/** The audit words the same edit, with its alternatives. */
function fixOfAudit(
  { application, client, environment, kind, names }: Pick<Standing, 'application' | 'client' | 'environment' | 'kind' | 'names'>,
  { findings, hidden }: RunResult,
): string | undefined {
  const found = [...findings, ...hidden].find(
    (finding) =>
      finding.rule === `missing-${kind}` &&
      finding.application === application &&
      finding.client === client &&
      finding.environment === environment &&
      names.includes(finding.data[kind] ?? ''),
  );
  return found?.fix;
}

function declaredFix({ text, place }: Declared, kind: GrantKind, refusal: Refusal, client: ClientDecl): string {
  const said = `\`${text}\` is in the manifest (${place.file}:${place.line})`;
  if (kind === 'scope') return `${said}: the client in the organisation lacks it, or the user has not signed in since it was added.`;
  const divisions = [...client.roles.flatMap((role) => role.divisions), ...client.divisions].map((division) => `\`${division.text}\``);
  if (refusal.kind === 'division')
    return `${said}${divisions.length > 0 ? `, for ${[...new Set(divisions)].join(', ')}` : ''}: grant the role that gives it in the division of the object too, or in all (\`*\`).`;
  return `${said}: the organisation does not grant it. Give it to a role of the ${client.grant?.type === 'client-credentials' ? 'client' : 'client or the user'}; role edits take up to five minutes to act, which \`scope-audit verify --client ${client.name.text} --wait 300\` waits for.`;
}
