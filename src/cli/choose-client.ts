import { suggest } from '../document/nearest.js';
import { ToolError, type ApplicationManifest, type ApplicationResult, type ClientDecl, type Declared, type EnvironmentDecl } from '../model/index.js';
import type { Assigned } from '../membership.js';
import type { Gathered } from '../run.js';

export interface ClientChoice {
  /** Names, as the manifest has them. */
  application?: string;
  client?: string;
}

/** The application and the client that the flags name, or the only ones. Throws where that is not one. */
export function chooseClient<A extends { manifest: ApplicationManifest } = ApplicationResult>(applications: readonly A[], wanted: ClientChoice): { application: A; client: ClientDecl } {
  const application = choose('application', applications, ({ manifest }) => manifest.name, wanted.application);
  const client = choose('client', application.manifest.clients, ({ name }) => name, wanted.client);
  return { application, client };
}

/** The same with the environment, where the manifest has any. */
export function chooseTarget({ applications }: Gathered, wanted: ClientChoice & { environment?: string }): { application: Assigned; client: ClientDecl; environment?: EnvironmentDecl } {
  const named = applications.map((assigned) => ({ manifest: assigned.application, assigned }));
  const { application, client } = chooseClient<(typeof named)[number]>(named, wanted);
  const { environments } = application.manifest;
  if (environments.length === 0 && wanted.environment === undefined) return { application: application.assigned, client };
  return { application: application.assigned, client, environment: choose('environment', environments, ({ name }) => name, wanted.environment) };
}

/** One of a list by its name, or the only one. */
function choose<T>(what: 'application' | 'client' | 'environment', list: readonly T[], nameOf: (one: T) => Declared, wanted: string | undefined): T {
  const names = list.map((one) => nameOf(one).text);
  const [only, another] = wanted === undefined ? list : list.filter((one) => nameOf(one).text === wanted);
  if (only !== undefined && another === undefined) return only;
  if (wanted === undefined) throw new ToolError(`which-${what}`, list.length === 0 ? `the manifest has no ${what}` : `there is more than one ${what}: ${names.join(', ')}`, { hint: `choose one with --${what}` });
  throw new ToolError(`unknown-${what}`, `no ${what} is named \`${wanted}\``, { hint: suggest(wanted, names) });
}
