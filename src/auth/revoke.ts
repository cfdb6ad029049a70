import type { AccessToken } from './access-token.js';
import type { Fetch } from './exchange.js';
import type { Hosts } from './region.js';

/** Has the platform end a token (DELETE /api/v2/tokens/me), within two seconds; a failure is no error: the token ends by itself. */
export async function revokeToken(token: AccessToken, { api }: Hosts, fetch: Fetch): Promise<void> {
  try {
    const response = await fetch(`${api}/api/v2/tokens/me`, { method: 'DELETE', headers: { authorization: token.authorization() }, redirect: 'manual', signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
  } catch {
    // Nothing to be done: nobody waits for it.
  }
}
