import type { Declared, GrantType, Place, Problem, RoleDecl } from '../../model/index.js';
import { GRANT_SPELLINGS } from '../manifest-file.js';
import type { Block, Value } from './tree.js';

/** An OAuth client as infrastructure declares it. */
export interface InfrastructureClient {
  /** Its resource label, or its id in an export. */
  label: string;
  name: Declared;
  grant?: { type: GrantType; place: Place };
  scopes: readonly Declared[];
  /** Where its scopes stand; undefined: it names none. */
  scopesPlace?: Place;
  roles: readonly RoleDecl[];
  tokenLifetime?: { seconds: number; place: Place };
  /** Where the client itself is declared. */
  place: Place;
}

export interface Infrastructure {
  clients: readonly InfrastructureClient[];
  /** What the files cannot tell. */
  problems: readonly Problem[];
}

const CLIENT = 'genesyscloud_oauth_client';
const ROLE = 'genesyscloud_auth_role';

/** Clients with their scopes and roles, references among the resources followed. What cannot be told is a problem, never a guess. */
export function interpretBlocks(blocks: readonly Block[]): Infrastructure {
  const problems: Problem[] = [];
  const resolve = localsResolver(blocks);
  const roles = new Map(blocks.filter(({ labels: [type] }) => type === ROLE).map((block) => [`${block.type === 'data' ? 'data.' : ''}${ROLE}.${block.labels[1] ?? ''}`, block]));
  const clients = blocks
    .filter(({ type, labels: [kind] }) => type === 'resource' && kind === CLIENT)
    .map((block): InfrastructureClient => {
      const text = (key: string): Declared | undefined => {
        const value = resolve(block.attributes.get(key));
        return value?.k === 'text' ? { text: value.text, place: value.place } : undefined;
      };
      const label = block.labels[1] ?? '';
      const grant = text('authorized_grant_type');
      const scopes = resolve(block.attributes.get('scopes'));
      return {
        label,
        name: text('name') ?? { text: label, place: block.place },
        ...grantOf(grant, problems),
        scopes: texts(scopes, resolve, problems, 'scopes'),
        ...(scopes !== undefined && { scopesPlace: scopes.place }),
        roles: block.blocks.filter(({ type }) => type === 'roles').map((given) => roleOf(given, roles, resolve, problems)),
        ...lifetimeOf(resolve(block.attributes.get('access_token_validity_seconds')), problems),
        place: block.place,
      };
    });
  for (const block of blocks) for (const inner of block.blocks) if (inner.type === 'dynamic') problems.push(unknown(inner.place, `the blocks \`${inner.labels[0] ?? ''}\` are made while Terraform runs`));
  return { clients, problems };
}

type Resolve = (value: Value | undefined) => Value | undefined;

/** Follows `local.name` to where it is written; variables stay, for whoever applies may set them. */
function localsResolver(blocks: readonly Block[]): Resolve {
  const locals = new Map(blocks.filter(({ type }) => type === 'locals').flatMap(({ attributes }) => [...attributes]));
  const resolve = (value: Value | undefined, depth = 0): Value | undefined => {
    const [, name] = value?.k === 'reference' ? (/^local\.([\w-]+)$/.exec(value.address) ?? []) : [];
    return name === undefined || depth > 10 ? value : resolve(locals.get(name), depth + 1);
  };
  return (value) => resolve(value);
}

function grantOf(written: Declared | undefined, problems: Problem[]): { grant?: { type: GrantType; place: Place } } {
  if (written === undefined) return {};
  const spelling = written.text.toUpperCase().replace('_', '-').replace(/^SAML2BEARER$/, 'SAML2-BEARER');
  const type = Object.entries(GRANT_SPELLINGS).find(([name]) => name === spelling)?.[1];
  if (type !== undefined) return { grant: { type, place: written.place } };
  problems.push({ level: 'warning', code: 'unknown-grant-type', message: `\`${written.text}\` is no grant type of the platform`, place: written.place, hint: 'CODE, TOKEN, SAML2-BEARER, PASSWORD or CLIENT-CREDENTIALS' });
  return {};
}

function lifetimeOf(value: Value | undefined, problems: Problem[]): { tokenLifetime?: { seconds: number; place: Place } } {
  if (value === undefined) return {};
  if (value.k === 'text' && /^\d{1,15}$/.test(value.text)) return { tokenLifetime: { seconds: Number(value.text), place: value.place } };
  problems.push(unknown(value.place, 'how long tokens live is decided when Terraform runs'));
  return {};
}

function texts(value: Value | undefined, resolve: Resolve, problems: Problem[], what: string): Declared[] {
  const found = resolve(value);
  if (found === undefined) return [];
  if (found.k === 'text') return [{ text: found.text, place: found.place }];
  if (found.k === 'list') return found.items.flatMap((item) => texts(item, resolve, problems, what));
  problems.push(unknown(found.place, `\`${found.k === 'reference' ? found.address : found.written}\` among the ${what} is decided when Terraform runs`));
  return [];
}

function roleOf(given: Block, roles: ReadonlyMap<string, Block>, resolve: Resolve, problems: Problem[]): RoleDecl {
  const id = resolve(given.attributes.get('role_id'));
  const division = resolve(given.attributes.get('division_id'));
  const divisions: Declared[] = division === undefined ? [] : division.k === 'text' ? [{ text: division.text, place: division.place }] : division.k === 'reference' ? [{ text: division.address.replace(/^.*\./, ''), place: division.place }] : [];
  const role = id?.k === 'reference' ? roles.get(id.address) : undefined;
  const nameOf = (block: Block): string => {
    const name = resolve(block.attributes.get('name'));
    return name?.k === 'text' ? name.text : (block.labels[1] ?? '');
  };
  if (role === undefined || role.type === 'data') {
    const written = role !== undefined ? nameOf(role) : id?.k === 'text' ? id.text : id?.k === 'reference' ? id.address : id?.k === 'unknown' ? id.written : 'a role';
    problems.push(unknown(id?.place ?? given.place, role === undefined ? `the role \`${written}\` is declared in none of the files` : `the role \`${written}\` is only looked up here`));
    return { name: { text: written, place: id?.place ?? given.place }, permissions: [], divisions };
  }
  return { name: { text: nameOf(role), place: role.place }, permissions: permissionsOf(role, resolve, problems), divisions };
}

function permissionsOf(role: Block, resolve: Resolve, problems: Problem[]): Declared[] {
  const general = texts(role.attributes.get('permissions'), resolve, problems, 'permissions');
  const policies = role.blocks.filter(({ type }) => type === 'permission_policies').flatMap((policy) => {
    const [domain, entity] = ['domain', 'entity_name'].map((key) => texts(policy.attributes.get(key), resolve, problems, 'policies')[0]?.text);
    if (domain === undefined || entity === undefined) return [];
    if (policy.blocks.some(({ type }) => type === 'conditions')) {
      problems.push({ level: 'warning', code: 'conditioned-grant', message: `the policy for \`${domain}:${entity}\` has conditions, which are not looked at: it counts as granted`, place: policy.place });
    }
    return texts(policy.attributes.get('action_set'), resolve, problems, 'actions').map(({ text, place }) => ({ text: `${domain}:${entity}:${text}`, place }));
  });
  return [...general, ...policies];
}

function unknown(place: Place, message: string): Problem {
  return { level: 'warning', code: 'not-in-file', message, place, hint: 'it is not guessed: what it grants counts as unknown' };
}
