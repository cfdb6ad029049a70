import { TOKEN_LIFETIME } from '../rules/catalog/token-lifetime.js';
import type { Catalog } from './catalog/index.js';
import type { Assigned } from './membership.js';
import type { Call, Problem } from './model/index.js';

/** Token lifetimes of an application's clients that the platform does not take. */
export function findOddLifetimes({ application, perClient }: Assigned, catalog: Catalog): Problem[] {
  const { least, most, scim } = TOKEN_LIFETIME;
  const isScim = ({ method, path }: Call): boolean => catalog.operation(`${method} ${path}`)?.scopes.includes(scim.scope) === true;
  return application.clients.flatMap(({ name, tokenLifetime }): Problem[] => {
    if (tokenLifetime === undefined) return [];
    const { seconds, place } = tokenLifetime;
    const limit = perClient.get(name.text)?.calls.some(isScim) === true ? scim.most : most;
    if (seconds >= least && seconds <= limit) return [];
    const hint = `from ${least} to ${most} seconds; for a client that calls SCIM up to ${scim.most}`;
    return [{ level: 'warning', code: 'token-lifetime', message: `tokens of client \`${name.text}\` cannot live ${seconds} seconds`, place, hint }];
  });
}
