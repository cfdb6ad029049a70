import { suggest } from '../document/nearest.js';
import { ToolError, type ApplicationManifest, type ApplicationResult, type ClientDecl, type Declared } from '../model/index.js';

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

/** One of a list by its name, or the only one. */
export function choose<T>(what: 'application' | 'client' | 'environment', list: readonly T[], nameOf: (one: T) => Declared, wanted: string | undefined): T {
  const names = list.map((one) => nameOf(one).text);
  const [only, another] = wanted === undefined ? list : list.filter((one) => nameOf(one).text === wanted);
  if (only !== undefined && another === undefined) return only;
  if (wanted === undefined) throw new ToolError(`which-${what}`, list.length === 0 ? `the manifest has no ${what}` : `there is more than one ${what}: ${names.join(', ')}`, { hint: `choose one with --${what}` });
  throw new ToolError(`unknown-${what}`, `no ${what} is named \`${wanted}\``, { hint: suggest(wanted, names) });
}
