import type { UnusedDecl } from '../../model/index.js';
import type { Block, MapValue, Value } from './tree.js';

/** What the wizard does by itself: see `rules/catalog/wizard.ts`. */
export interface WizardFacts {
  /** The scope that it gives to every client of users. */
  ownScope: string;
  /** Seconds that tokens live where the configuration does not say. */
  tokenLifetime: number;
}

/** The first of the values that is the configuration of a premium app's wizard, or its provisioning info, in the terms of Terraform's blocks. */
export function readWizard(values: Iterable<Value>, facts: WizardFacts): Block[] {
  for (const value of values) {
    if (value.k !== 'map') continue;
    const info = value.fields.get('provisioningInfo') ?? (value.fields.has('oauth-client') ? value : undefined);
    if (info === undefined) continue;
    const prefix = value.fields.get('prefix');
    const named = prefix?.k === 'text' ? prefix.text : '';
    return [...blocksOf(field(info, 'role'), 'role', (role) => roleBlock(role, named)), ...blocksOf(field(info, 'oauth-client'), 'oauth-client', (client) => clientBlock(client, named, facts))];
  }
  return [];
}

/** The scope that the wizard gives to a client whatever its configuration says may stay unused, for this client. */
export function ownScopeOf({ place, scopes }: { place: UnusedDecl['grant']['place']; scopes: readonly { text: string }[] }, { ownScope }: WizardFacts): readonly UnusedDecl[] {
  return scopes.some(({ text }) => text === ownScope) ? [{ grant: { text: ownScope, place }, reason: 'the wizard gives it to every client of users' }] : [];
}

const ROLE = 'genesyscloud_auth_role';
const CLIENT = 'genesyscloud_oauth_client';

/** Undefined: it is not there. */
function field(of: Value, name: string): Value | undefined {
  if (of.k !== 'map') return of.k === 'unknown' ? of : undefined;
  return of.fields.get(name) ?? (of.open ? { k: 'unknown', written: name, place: of.place } : undefined);
}

/** A block for each object of a list; one that stands for those that are computed. */
function blocksOf(list: Value | undefined, what: string, block: (one: MapValue) => Block | undefined): Block[] {
  if (list === undefined) return [];
  const items = list.k === 'list' ? list.items : [list];
  return items.map((item) => (item.k === 'map' && list.k === 'list' ? block(item) : undefined) ?? { type: 'dynamic', labels: [what], attributes: new Map(), blocks: [], place: item.place });
}

function blockOf(type: string, labels: readonly string[], attributes: Readonly<Record<string, Value | undefined>>, blocks: readonly Block[], place: Block['place']): Block {
  return { type, labels, attributes: new Map(Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))), blocks, place };
}

/** Names are those of one configuration. */
function address(file: string, name: string): string {
  return `${file}#${name}`;
}

/** The wizard grants policies, and leaves what else a role says. What it makes is named with the prefix. */
function roleBlock(role: MapValue, prefix: string): Block | undefined {
  const name = field(role, 'name');
  if (name?.k !== 'text') return undefined;
  const policies = blocksOf(field(role, 'permissionPolicies'), 'permission_policies', (policy) =>
    blockOf('permission_policies', [], { domain: field(policy, 'domain'), entity_name: field(policy, 'entityName'), action_set: field(policy, 'actionSet') }, conditionsOf(policy), policy.place),
  );
  return blockOf('resource', [ROLE, address(role.place.file, name.text)], { name: { ...name, text: `${prefix}${name.text}` } }, policies, role.place);
}

function conditionsOf(policy: MapValue): Block[] {
  return field(policy, 'resourceConditionNode') === undefined ? [] : [blockOf('conditions', [], {}, [], policy.place)];
}

/** Roles and scopes go by the grant type: with client credentials the wizard gives roles alone, otherwise scopes alone. */
function clientBlock(client: MapValue, prefix: string, { ownScope, tokenLifetime }: WizardFacts): Block | undefined {
  const name = field(client, 'name');
  if (name?.k !== 'text') return undefined;
  const { place } = client;
  const grant = field(client, 'authorizedGrantType');
  const byRole = grant?.k === 'text' ? grant.text.toUpperCase() === 'CLIENT-CREDENTIALS' : undefined;
  const roles = byRole === false ? [] : listed(field(client, 'roles')).map((role) => blockOf('roles', [], { role_id: role.k === 'text' ? { k: 'reference', address: `${ROLE}.${address(place.file, role.text)}`, place: role.place } : role }, [], role.place));
  const scope = field(client, 'scope');
  const given = listed(scope);
  const own: Value[] = given.some((one) => one.k === 'text' && one.text === ownScope) ? [] : [{ k: 'text', text: ownScope, place: scope?.place ?? place }];
  const scopes: Value | undefined = byRole === true ? undefined : { k: 'list', items: [...given, ...own], place: scope?.place ?? place };
  const lifetime: Value = field(client, 'accessTokenValiditySeconds') ?? { k: 'text', text: String(tokenLifetime), place };
  return blockOf('resource', [CLIENT, name.text], { name: { ...name, text: `${prefix}${name.text}` }, authorized_grant_type: grant, scopes, access_token_validity_seconds: lifetime }, roles, place);
}

function listed(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : value.k === 'list' ? value.items : [value];
}
