import type { Finding } from '../model/index.js';

type Identified = Pick<Finding, 'rule' | 'messageId' | 'data' | 'application' | 'client' | 'environment'>;

/** 16 hex digits of what a finding says, without its places, so that it is known again when code moves. */
export function fingerprintOf({ rule, messageId, data, application, client, environment }: Identified, identity: readonly string[]): string {
  const said = identity.map((key) => data[key] ?? '');
  return fnv1a64(JSON.stringify([rule, messageId, application, client ?? '', environment ?? '', ...said]));
}

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** FNV-1a of 64 bits over the UTF-8 bytes (draft-eastlake-fnv): short, the same everywhere, and no secret depends on it. */
function fnv1a64(text: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}
