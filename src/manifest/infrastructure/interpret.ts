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
  scopesOpen?: true;
  /** Where its scopes stand; undefined: it names none. */
  scopesPlace?: Place;
  roles: readonly RoleDecl[];
  tokenLifetime?: { seconds: number; place: Place };
  /** Where the client itself is declared. */
  place: Place;
  /** What the files cannot tell of it. */
  problems: readonly Problem[];
}

const CLIENT = 'genesyscloud_oauth_client';
const ROLE = 'genesyscloud_auth_role';

/** Clients with their scopes and roles, references among the resources followed. What cannot be told is a problem, never a guess. */
export function interpretBlocks(blocks: readonly Block[]): InfrastructureClient[] {
  const resolve = localsResolver(blocks);
  const roles = new Map(blocks.filter(({ labels: [type] }) => type === ROLE).map((block) => [`${block.type === 'data' ? 'data.' : ''}${ROLE}.${block.labels[1] ?? ''}`, block]));
  const general = dynamicIn(blocks).map(madeLater);
  return blocks.filter(({ type, labels: [kind] }) => type === 'resource' && kind === CLIENT).map((block) => clientOf(block, { resolve, roles, problems: [...general], left: MOST_VALUES }));
}

function dynamicIn(blocks: readonly Block[]): Block[] {
  return blocks.filter(({ type }) => type === 'dynamic');
}

function madeLater({ labels, place }: Block): Problem {
  return unknown(place, `some of the \`${labels[0] ?? ''}\` are`);
}

interface Reading {
  resolve: Resolve;
  /** By address. */
  roles: ReadonlyMap<string, Block>;
  problems: Problem[];
  /** How many more values are looked at: locals may hold themselves. */
  left: number;
}

const MOST_VALUES = 10_000;
const DEEPEST = 20;

function clientOf(block: Block, reading: Reading): InfrastructureClient {
  const { resolve, problems } = reading;
  problems.push(...dynamicIn(block.blocks).map(madeLater));
  const label = block.labels[1] ?? '';
  const name = resolve(block.attributes.get('name'));
  const scopes = resolve(block.attributes.get('scopes'));
  const { names, open } = texts(scopes, 'scopes', reading);
  const made = dynamicIn(block.blocks).filter(({ labels: [what] }) => what === 'roles').map(({ place }): RoleDecl => ({ name: { text: 'dynamic roles', place }, permissions: [], open: true, divisions: [] }));
  return {
    label,
    name: name?.k === 'text' ? { text: name.text, place: name.place } : { text: label, place: block.place },
    ...grantOf(resolve(block.attributes.get('authorized_grant_type')), reading),
    scopes: names,
    ...(open && { scopesOpen: true }),
    ...(scopes !== undefined && { scopesPlace: scopes.place }),
    roles: [...block.blocks.filter(({ type }) => type === 'roles').map((given) => roleOf(given, reading)), ...made],
    ...lifetimeOf(resolve(block.attributes.get('access_token_validity_seconds')), reading),
    place: block.place,
    problems,
  };
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

function grantOf(written: Value | undefined, { problems }: Reading): { grant?: { type: GrantType; place: Place } } {
  if (written === undefined) return {};
  if (written.k !== 'text') {
    problems.push(unknown(written.place, 'the grant type is'));
    return {};
  }
  const spelling = written.text.toUpperCase().replace('_', '-').replace(/^SAML2BEARER$/, 'SAML2-BEARER');
  const type = Object.entries(GRANT_SPELLINGS).find(([name]) => name === spelling)?.[1];
  if (type !== undefined) return { grant: { type, place: written.place } };
  problems.push({ level: 'warning', code: 'unknown-grant-type', message: `\`${written.text}\` is no grant type of the platform`, place: written.place, hint: 'CODE, TOKEN, SAML2-BEARER, PASSWORD or CLIENT-CREDENTIALS' });
  return {};
}

function lifetimeOf(value: Value | undefined, { problems }: Reading): { tokenLifetime?: { seconds: number; place: Place } } {
  if (value === undefined) return {};
  if (value.k === 'text' && /^\d{1,15}$/.test(value.text)) return { tokenLifetime: { seconds: Number(value.text), place: value.place } };
  problems.push(unknown(value.place, 'how long tokens live is'));
  return {};
}

/** Names that are told, and whether there may be more. */
interface Texts {
  names: Declared[];
  open: boolean;
}

function texts(value: Value | undefined, what: string, reading: Reading, depth = 0): Texts {
  const found = reading.resolve(value);
  if (found === undefined) return { names: [], open: false };
  reading.left -= 1;
  if (reading.left < 0 || depth > DEEPEST) {
    if (reading.left >= -1) reading.problems.push({ ...NOT_GUESSED, message: `the ${what} are nested without end`, place: found.place });
    reading.left = -2;
    return { names: [], open: true };
  }
  if (found.k === 'text') return { names: [{ text: found.text, place: found.place }], open: false };
  if (found.k === 'list') {
    const items = found.items.map((item) => texts(item, what, reading, depth + 1));
    return { names: items.flatMap(({ names }) => names), open: items.some(({ open }) => open) };
  }
  reading.problems.push(unknown(found.place, `\`${writtenAs(found)}\` among the ${what} is`));
  return { names: [], open: true };
}

function roleOf(given: Block, reading: Reading): RoleDecl {
  const { resolve, roles, problems } = reading;
  const id = resolve(given.attributes.get('role_id'));
  const division = resolve(given.attributes.get('division_id'));
  const divisions: Declared[] = division === undefined ? [] : division.k === 'text' ? [{ text: division.text, place: division.place }] : division.k === 'reference' ? [{ text: division.address.replace(/^.*\./, ''), place: division.place }] : [];
  const role = id?.k === 'reference' ? roles.get(id.address) : undefined;
  const nameOf = (block: Block): string => {
    const name = resolve(block.attributes.get('name'));
    return name?.k === 'text' ? name.text : (block.labels[1] ?? '');
  };
  if (role === undefined || role.type === 'data') {
    const written = role !== undefined ? nameOf(role) : id === undefined ? 'a role' : writtenAs(id);
    problems.push({ ...NOT_GUESSED, place: id?.place ?? given.place, message: role === undefined ? `the role \`${written}\` is declared in none of the files` : `the role \`${written}\` is only looked up here` });
    return { name: { text: written, place: id?.place ?? given.place }, permissions: [], open: true, divisions };
  }
  const { names, open } = permissionsOf(role, reading);
  return { name: { text: nameOf(role), place: role.place }, permissions: names, ...(open && { open: true }), divisions };
}

function permissionsOf(role: Block, reading: Reading): Texts {
  const general = texts(role.attributes.get('permissions'), 'permissions', reading);
  const policies = role.blocks.filter(({ type }) => type === 'permission_policies').map((policy): Texts => {
    const [domain, entity] = ['domain', 'entity_name'].map((key) => texts(policy.attributes.get(key), 'policies', reading).names[0]?.text);
    if (domain === undefined || entity === undefined) return { names: [], open: true };
    if (policy.blocks.some(({ type }) => type === 'conditions')) {
      reading.problems.push({ level: 'warning', code: 'conditioned-grant', message: `the policy for \`${domain}:${entity}\` has conditions, which are not looked at: it counts as granted`, place: policy.place });
    }
    const { names, open } = texts(policy.attributes.get('action_set'), 'actions', reading);
    return { names: names.map(({ text, place }) => ({ text: `${domain}:${entity}:${text}`, place })), open };
  });
  const all = [general, ...policies];
  const made = dynamicIn(role.blocks);
  reading.problems.push(...made.map(madeLater));
  return { names: all.flatMap(({ names }) => names), open: all.some(({ open }) => open) || made.some(({ labels: [what] }) => what === 'permission_policies') };
}

const NOT_GUESSED = { level: 'warning', code: 'not-in-file', hint: 'it is not guessed: what it grants counts as unknown' } as const;

/** `what` lacks only by what it is decided. */
function unknown(place: Place, what: string): Problem {
  const how = /\.[cm]?[jt]s$/.test(place.file) ? 'computed when the wizard runs' : /\.tf(?:\.json)?$/.test(place.file) ? 'decided when Terraform runs' : 'not told in this file';
  return { ...NOT_GUESSED, message: `${what} ${how}`, place };
}

function writtenAs(value: Value): string {
  switch (value.k) {
    case 'text':
      return value.text;
    case 'reference':
      // A wizard names its roles within the file.
      return value.address.replace(/^.*#/, '');
    case 'unknown':
      return value.written;
    default:
      return value.k === 'list' ? '[…]' : '{…}';
  }
}
