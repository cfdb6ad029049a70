import { suggest } from './document/nearest.js';
import { ToolError, type ApplicationManifest, type ApplicationResult, type ClientDecl, type Declared, type EnvironmentDecl } from './model/index.js';
import type { Assigned } from './membership.js';
import type { Gathered } from './run.js';

export interface ClientChoice {
  /** Names, as the manifest has them. */
  application?: string;
  client?: string;
}

/** The application and the client that the flags name, or the only ones. Throws where that is not one. */
export function chooseClient<A extends { manifest: ApplicationManifest } = ApplicationResult>(
  applications: readonly A[],
  wanted: ClientChoice,
): { application: A; client: ClientDecl } {
  const application = choose('application', applications, ({ manifest }) => manifest.name, wanted.application);
  const client = choose('client', application.manifest.clients, ({ name }) => name, wanted.client);
  return { application, client };
}

/** One client in one environment, where the manifest has any. */
export interface Target {
  application: Assigned;
  client: ClientDecl;
  environment?: EnvironmentDecl;
}

/** The client that the flags name, or the only one, with its environment. */
export function chooseTarget(gathered: Gathered, { environment, ...wanted }: ClientChoice & { environment?: string }): Target {
  const [first, second] = targetsOf(gathered, { ...wanted, ...(environment !== undefined && { environments: [environment] }) });
  if (first === undefined || second !== undefined) choose('client', chooseApplication(gathered, wanted).application.clients, ({ name }) => name, undefined);
  if (first === undefined) throw new ToolError('which-client', 'the manifest has no client');
  return first;
}

/** Every client that the flags may mean, all where they name none, in each environment that they name, or the only one. */
export function targetsOf(gathered: Gathered, wanted: ClientChoice & { environments?: readonly string[] }): Target[] {
  const application = chooseApplication(gathered, wanted);
  const { clients, environments } = application.application;
  const meant = wanted.client === undefined ? clients : [choose('client', clients, ({ name }) => name, wanted.client)];
  const named: readonly (string | undefined)[] = wanted.environments ?? [undefined];
  if (environments.length === 0 && wanted.environments === undefined) return meant.map((client) => ({ application, client }));
  return named
    .map((environment) => choose('environment', environments, ({ name }) => name, environment))
    .flatMap((environment) => meant.map((client) => ({ application, client, environment })));
}

function chooseApplication({ applications, manifests }: Gathered, wanted: ClientChoice): Assigned {
  const broken = manifests.problems.find(({ level }) => level === 'error');
  if (broken !== undefined) throw new ToolError(broken.code, broken.message, { place: broken.place, ...(broken.hint !== undefined && { hint: broken.hint }) });
  if (!manifests.found) throw new ToolError('no-manifest', 'there is no manifest in this folder', { hint: '`scope-audit init` writes one from the code' });
  return choose('application', applications, ({ application }) => application.name, wanted.application);
}

/** One of a list by its name, or the only one. */
function choose<T>(what: 'application' | 'client' | 'environment', list: readonly T[], nameOf: (one: T) => Declared, wanted: string | undefined): T {
  const names = list.map((one) => nameOf(one).text);
  const [only, another] = wanted === undefined ? list : list.filter((one) => nameOf(one).text === wanted);
  if (only !== undefined && another === undefined) return only;
  if (wanted === undefined)
    throw new ToolError(`which-${what}`, list.length === 0 ? `the manifest has no ${what}` : `there is more than one ${what}: ${names.join(', ')}`, {
      hint: `choose one with --${what}`,
    });
  throw new ToolError(`unknown-${what}`, `no ${what} is named \`${wanted}\``, { hint: suggest(wanted, names) });
}
