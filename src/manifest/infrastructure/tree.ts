import type { Place, Problem } from '../../model/index.js';

/** A value of an infrastructure file, as far as the file itself tells. */
export type Value =
  | { k: 'text'; text: string; place: Place }
  | { k: 'list'; items: readonly Value[]; place: Place }
  /** An object; an `open` one may have more fields than these. */
  | { k: 'map'; fields: ReadonlyMap<string, Value>; open: boolean; place: Place }
  /** Another resource, by its address: `genesyscloud_auth_role.agent`. */
  | { k: 'reference'; address: string; place: Place }
  /** Decided elsewhere: a variable, a function, a part of a text. */
  | { k: 'unknown'; written: string; place: Place };

export type MapValue = Value & { k: 'map' };

/** A block of HCL, or what stands for one in JSON: `resource "genesyscloud_oauth_client" "sync" { … }`. */
export interface Block {
  type: string;
  labels: readonly string[];
  attributes: ReadonlyMap<string, Value>;
  blocks: readonly Block[];
  place: Place;
}

export interface ReadTree {
  /** A wizard makes what it says. */
  wizard?: true;
  blocks: readonly Block[];
  problems: readonly Problem[];
}

/** `genesyscloud_auth_role.agent` from `genesyscloud_auth_role.agent.id` or `genesyscloud_auth_role.agent[0].id`. */
export function addressOf(reference: string): string | undefined {
  const [, data = '', type, name] = /^(data\.)?([a-z][\w-]*)\.([\w-]+)(?:\[[^\]]*\])?(?:\.[\w-]+)?$/.exec(reference) ?? [];
  return type === undefined || name === undefined || type === 'var' || type === 'each' ? undefined : `${data}${type}.${name}`;
}
