import { parseDocument, type Path, type SourceDocument } from '../../document/parse-document.js';
import type { Problem } from '../../model/index.js';
import { jsonValue } from './json-value.js';
import type { Block, Value } from './tree.js';

/** Reads roles and OAuth clients as the platform's API gives them, one, a list, or a page of `entities`, in the terms of Terraform's blocks. */
export function readApiJson(text: string, file: string): { blocks: Block[]; problems: readonly Problem[] } {
  const { document, problems } = parseDocument(text, file, MOST_CHARACTERS);
  if (document === undefined) return { blocks: [], problems };
  const root = record(document.value);
  const [list, path]: [unknown, Path] = Array.isArray(document.value) ? [document.value, []] : Array.isArray(root.entities) ? [root.entities, ['entities']] : [[document.value], []];
  const single = !Array.isArray(document.value) && !Array.isArray(root.entities);
  const blocks = (Array.isArray(list) ? list : []).flatMap((one: unknown, index) => entity(document, single ? [] : [...path, index], record(one)));
  return { blocks, problems: [] };
}

const MOST_CHARACTERS = 16 * 1024 * 1024;

type Rec = Record<string, unknown>;

function record(value: unknown): Rec {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function entity(document: SourceDocument, path: Path, one: Rec): Block[] {
  const label = typeof one.id === 'string' ? one.id : typeof one.name === 'string' ? one.name : '';
  const place = document.keyPlace(path);
  const block = (type: string, labels: string[], attributes: [string, Value | undefined][], blocks: Block[]): Block => ({ type, labels, attributes: new Map(attributes.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))), blocks, place });
  const value = (key: string): Value | undefined => jsonValue(document, [...path, key], one[key]);
  if (one.permissionPolicies !== undefined || one.permissions !== undefined) {
    const policies = (Array.isArray(one.permissionPolicies) ? one.permissionPolicies : []).map((policy: unknown, index): Block => {
      const { domain, entityName, actionSet, resourceConditionNode } = record(policy);
      const at = [...path, 'permissionPolicies', index];
      const conditions: Block[] = resourceConditionNode === undefined || resourceConditionNode === null ? [] : [{ type: 'conditions', labels: [], attributes: new Map(), blocks: [], place: document.place(at) }];
      const inner = block('permission_policies', [], [['domain', jsonValue(document, [...at, 'domain'], domain)], ['entity_name', jsonValue(document, [...at, 'entityName'], entityName)], ['action_set', jsonValue(document, [...at, 'actionSet'], actionSet)]], conditions);
      return { ...inner, place: document.place(at) };
    });
    return [block('resource', ['genesyscloud_auth_role', label], [['name', value('name')], ['permissions', value('permissions')]], policies)];
  }
  if (one.authorizedGrantType === undefined) return [];
  const given = Array.isArray(one.roleDivisions) ? one.roleDivisions.map((pair: unknown, index): Block => role(document, [...path, 'roleDivisions', index], record(pair).roleId, record(pair).divisionId)) : (Array.isArray(one.roleIds) ? one.roleIds : []).map((id: unknown, index): Block => role(document, [...path, 'roleIds', index], id, undefined));
  return [block('resource', ['genesyscloud_oauth_client', label], [['name', value('name')], ['authorized_grant_type', value('authorizedGrantType')], ['scopes', value('scope')], ['access_token_validity_seconds', value('accessTokenValiditySeconds')]], given)];
}

function role(document: SourceDocument, path: Path, id: unknown, division: unknown): Block {
  const place = document.place(path);
  const roleId: Value = typeof id === 'string' ? { k: 'reference', address: `genesyscloud_auth_role.${id}`, place } : { k: 'unknown', written: JSON.stringify(id ?? null), place };
  const attributes = new Map<string, Value>([['role_id', roleId]]);
  if (typeof division === 'string') attributes.set('division_id', { k: 'text', text: division, place });
  return { type: 'roles', labels: [], attributes, blocks: [], place };
}
