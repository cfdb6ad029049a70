import path from 'node:path/posix';
import { globMatcher } from '../../document/globs.js';
import { suggest } from '../../document/nearest.js';
import { compareText, type ClientDecl, type Problem } from '../../model/index.js';
import { readApiJson } from './api-json.js';
import type { GrammarPort } from './hcl.js';
import { interpretBlocks, type Infrastructure } from './interpret.js';
import { readTerraformJson } from './terraform-json.js';
import type { Block, ReadTree } from './tree.js';

export interface InfrastructurePort {
  /** Every file of the tree. */
  files: readonly string[];
  readText: (file: string) => string | undefined;
  grammar?: GrammarPort;
}

/** Fills a client that says where its grants are written down. Its lists then stand on the lines that grant. */
export async function readGrantedBy(client: ClientDecl, folder: string, port: InfrastructurePort): Promise<{ client: ClientDecl; problems: readonly Problem[] }> {
  const { grantedBy } = client;
  if (grantedBy === undefined) return { client, problems: [] };
  const paths = grantedBy.files.map((glob) => path.join(folder, glob));
  const matched = port.files.filter(globMatcher(paths));
  const files = matched.filter((file) => /\.(?:tf|json)$/.test(file));
  const fail = (code: string, message: string, hint: string): { client: ClientDecl; problems: Problem[] } => ({ client, problems: [{ level: 'error', code, message, place: grantedBy.place, hint }] });
  if (files.length === 0) {
    const shown = grantedBy.files.map((glob, index) => (matched.some((file) => file.startsWith(`${paths[index] ?? ''}/`)) ? `${glob} (a folder)` : glob));
    return fail('no-infrastructure', `\`grantedBy\` matches ${matched.length === 0 ? 'no file' : 'no .tf or .json file'}: ${shown.join(', ')}`, 'paths and globs of .tf, .tf.json or .json files, relative to the manifest');
  }
  const trees = await readTrees(files, port);
  const blocks = trees.flatMap((tree) => tree.blocks);
  const { clients, problems: untold } = interpretBlocks(blocks);
  const problems = [...untold];
  const wrong = trees.flatMap((tree) => tree.problems);
  if (wrong.length > 0) return { client, problems: wrong };
  const found = choose(grantedBy.client, clients);
  if (found === undefined) {
    const labels = clients.map(({ label }) => label);
    return fail('no-infrastructure-client', grantedBy.client === undefined ? `the files declare ${clients.length === 0 ? 'no OAuth client' : `${clients.length} OAuth clients`}` : `the files declare no OAuth client \`${grantedBy.client}\``, labels.length === 0 ? 'a resource genesyscloud_oauth_client, or a client as the API exports it' : grantedBy.client === undefined ? `say which by \`client\`: ${labels.sort(compareText).join(', ')}` : suggest(grantedBy.client, labels));
  }
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
      // Roles of a client say nothing of the users that sign in through it.
      lists: { permissions: found.roles.length > 0 || found.grant?.type === 'client-credentials' ? found.place : client.place, scopes: found.scopesPlace ?? client.place },
    },
    problems,
  };
}

function choose(wanted: string | undefined, clients: Infrastructure['clients']): Infrastructure['clients'][number] | undefined {
  if (wanted === undefined) return clients.length === 1 ? clients[0] : undefined;
  return clients.find(({ label, name }) => label === wanted.replace(/^genesyscloud_oauth_client\./, '') || name.text === wanted);
}

async function readTrees(files: readonly string[], { readText, grammar }: InfrastructurePort): Promise<ReadTree[]> {
  const hcl = files.some((file) => file.endsWith('.tf')) && grammar !== undefined ? await (await import('./hcl.js')).openHcl(grammar) : undefined;
  return files.map((file): ReadTree => {
    const text = readText(file) ?? '';
    if (file.endsWith('.tf')) return hcl?.(text, file) ?? { blocks: [], problems: [{ level: 'error', code: 'no-grammar', message: 'Terraform files cannot be read here: the grammar is missing', place: { file, line: 1, column: 1 } }] };
    const tree: { blocks: readonly Block[]; problems: readonly Problem[] } = /"(?:resource|data|format_version)"\s*:/.test(text) ? readTerraformJson(text, file) : readApiJson(text, file);
    return tree;
  });
}
