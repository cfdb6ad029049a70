import { createHash } from 'node:crypto';
import type { Finding } from '../model/index.js';

type Identified = Pick<Finding, 'rule' | 'messageId' | 'data' | 'application' | 'client' | 'environment'>;

/** 16 hex digits of what a finding says, without its places, so that it is known again when code moves. */
export function fingerprintOf({ rule, messageId, data, application, client, environment }: Identified, identity: readonly string[]): string {
  const said = identity.map((key) => data[key] ?? '');
  return createHash('sha256').update(JSON.stringify([rule, messageId, application, client ?? '', environment ?? '', ...said])).digest('hex').slice(0, 16);
}
