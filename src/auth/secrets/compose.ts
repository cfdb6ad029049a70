import type { Credentials, SecretProvider } from '../secret-provider.js';
import { SecretError } from '../errors.js';

/** Keeps what a store gave for so many milliseconds, in memory only; a secret that was refused is asked for anew. */
export function remembered(provider: SecretProvider, milliseconds: number, now: () => number = () => performance.now()): SecretProvider {
  let kept: { credentials: Credentials; until: number } | undefined;
  return {
    get: async (request) => {
      if (request.reason === 'mint' && kept !== undefined && now() < kept.until) return kept.credentials;
      const credentials = await provider.get(request);
      kept = { credentials, until: now() + milliseconds };
      return credentials;
    },
    close: async () => {
      kept = undefined;
      await provider.close?.();
    },
  };
}

/**
 * Two OAuth clients with the same roles, A and B: the platform replaces a secret at once, so that the gap until every service has the new
 * one is bridged by the other client. Each store has to tell the client's id along with its secret, or `ids` names them.
 */
export function twoClients(a: SecretProvider, b: SecretProvider, ids: readonly [string?, string?] = []): SecretProvider {
  return {
    get: async (request) => {
      const given = await Promise.allSettled([a.get(request), b.get(request)]);
      const found = given.flatMap((one, index) => (one.status === 'fulfilled' ? [{ ...one.value, id: ids[index] }] : []));
      if (found.length === 0) throw given[0].status === 'rejected' ? given[0].reason : new SecretError('unavailable', 'neither store gave a secret');
      return {
        candidates: found.flatMap(({ candidates, id }) => candidates.map((one) => (one.clientId === undefined && id !== undefined ? { ...one, clientId: id } : one))),
        version: found.map(({ version }) => version).join('+'),
      };
    },
    close: async () => {
      await Promise.all([a.close?.(), b.close?.()]);
    },
  };
}
