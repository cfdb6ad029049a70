import path from 'node:path/posix';
import { globMatcher } from '../../document/globs.js';
import { suggest } from '../../document/nearest.js';
import { compareText, type ClientDecl, type Problem } from '../../model/index.js';
import { interpretBlocks, type InfrastructureClient } from './interpret.js';
import { READABLE, READABLE_FORMS, readTrees, type InfrastructurePort } from './read-trees.js';
import { ownScopeOf } from './wizard.js';

/** Fills a client that says where its grants are written down. Its lists then stand on the lines that grant. */
export async function readGrantedBy(client: ClientDecl, folder: string, port: InfrastructurePort): Promise<{ client: ClientDecl; problems: readonly Problem[] }> {
  const { grantedBy } = client;
  if (grantedBy === undefined) return { client, problems: [] };
  const paths = grantedBy.files.map((glob) => path.join(folder, glob));
  const matched = port.files.filter(globMatcher(paths));
  const files = matched.filter((file) => READABLE.test(file));
  const fail = (code: string, message: string, hint: string): { client: ClientDecl; problems: Problem[] } => ({ client, problems: [{ level: 'error', code, message, place: grantedBy.place, hint }] });
  if (files.length === 0) {
    const shown = grantedBy.files.map((glob, index) => (matched.some((file) => file.startsWith(`${paths[index] ?? ''}/`)) ? `${glob} (a folder)` : glob));
    return fail('no-infrastructure', `\`grantedBy\` matches ${matched.length === 0 ? 'no file' : `no ${READABLE_FORMS} file`}: ${shown.join(', ')}`, `paths and globs of ${READABLE_FORMS} files, relative to the manifest`);
  }
  const trees = await readTrees(files, port);
  const clients = interpretBlocks(trees.flatMap((tree) => tree.blocks));
  const wrong = trees.flatMap((tree) => tree.problems);
  if (wrong.length > 0) return { client, problems: wrong };
  const found = choose(grantedBy.client, clients);
  if (found === undefined) {
    const labels = clients.map(({ label }) => label);
    return fail('no-infrastructure-client', grantedBy.client === undefined ? `the files declare ${clients.length === 0 ? 'no OAuth client' : `${clients.length} OAuth clients`}` : `the files declare no OAuth client \`${grantedBy.client}\``, labels.length === 0 ? 'a resource genesyscloud_oauth_client, a client as the API exports it, or an oauth-client in the provisioningInfo of a wizard' : grantedBy.client === undefined ? `say which by \`client\`: ${labels.sort(compareText).join(', ')}` : suggest(grantedBy.client, labels));
  }
  const byWizard = trees.some(({ wizard, blocks: own }) => wizard === true && own.some(({ place }) => place === found.place));
  const problems = [...found.problems];
  if (client.tokenLifetime !== undefined && found.tokenLifetime !== undefined) {
    const { seconds, place } = found.tokenLifetime;
    problems.push({ level: 'error', code: 'granted-twice', message: '`tokenLifetime` stands beside `grantedBy`', place: client.tokenLifetime.place, hint: `${place.file}:${place.line} says ${seconds} seconds: remove one of the two` });
  }
  return {
    client: {
      ...client,
      ...(found.grant !== undefined && { grant: found.grant }),
      ...(found.tokenLifetime !== undefined && { tokenLifetime: found.tokenLifetime }),
      scopes: found.scopes,
      ...(found.scopesOpen && { scopesOpen: true }),
      roles: found.roles,
      ...(byWizard && { mayStayUnused: ownScopeOf(found, port.wizard) }),
      // Roles of a client say nothing of the users that sign in through it.
      lists: { permissions: found.roles.length > 0 || found.grant?.type === 'client-credentials' ? found.place : client.place, scopes: found.scopesPlace ?? client.place },
    },
    problems,
  };
}

function choose(wanted: string | undefined, clients: readonly InfrastructureClient[]): InfrastructureClient | undefined {
  if (wanted === undefined) return clients.length === 1 ? clients[0] : undefined;
  return clients.find(({ label, name }) => label === wanted.replace(/^genesyscloud_oauth_client\./, '') || name.text === wanted);
}
