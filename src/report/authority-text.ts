import type { Authority } from '../model/index.js';
import { count, visible } from './plain-text.js';

/** One line on whom the organisation was asked about, and what it said in all. */
export function authorityText({ organization, client, roles, scopes }: Authority, subject: { client: string; environment?: string }): string {
  const permissions = new Set((roles ?? []).flatMap((role) => role.permissions ?? []).map(({ name }) => name));
  const divisions = new Set((roles ?? []).flatMap((role) => role.divisions).map(({ id, name }) => (id === '*' ? 'all' : name)));
  const facts = [
    organization?.name,
    client === undefined ? undefined : `OAuth client ${client.name}`,
    roles === undefined ? 'roles not readable' : `${count(roles.length, 'role')} with ${count(permissions.size, 'permission')}`,
    divisions.size === 0 ? undefined : `divisions ${[...divisions].join(', ')}`,
    scopes === undefined ? undefined : count(scopes.length, 'scope'),
    client?.tokenLifetime === undefined ? undefined : `tokens live ${client.tokenLifetime} s`,
  ];
  const who = `client ${subject.client}${subject.environment === undefined ? '' : ` in ${subject.environment}`}`;
  return `${visible(`Asked about ${who}: ${facts.filter((fact) => fact !== undefined).join(' · ')}`)}\n`;
}

/** What a live command asks, and what its token needs for it. */
export function ownNeedsText(
  rows: readonly { id: string; what: string; permissions: readonly string[]; scopes: readonly string[] }[],
): string {
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(
    ({ id, what, permissions, scopes }) =>
      `${id.padEnd(width)}  ${permissions.join(', ') || 'no permission'}; with user tokens scope ${scopes.join(', ') || 'none'}: ${what}`,
  );
  return `${lines.join('\n')}\n\nWhat may not be read is said, and the rest is compared all the same.\n`;
}
