import { withinTime } from './clock.js';
import type { AuthEmitter } from './events.js';
import { AuthError, ExchangeError, SecretError } from './errors.js';
import { ATTEMPT, exchangeCredentials, faultOf, type Exchanged, type ExchangePort } from './exchange.js';
import type { Credential, Credentials, SecretProvider, SecretRequest } from './secret-provider.js';

export interface LoginPort extends ExchangePort {
  clientId: string;
  secrets: SecretProvider;
  emit: AuthEmitter['emit'];
}

/**
 * Logs in with the client's secret, read anew each time. A secret that is refused is read again past all caches, and the others that the
 * store knows are tried: the platform replaces a secret at once, so that the store may be ahead or behind for a while.
 */
export function createLogin(port: LoginPort): (signal: AbortSignal) => Promise<Exchanged> {
  let version: string | undefined;
  let lastGood: string | undefined;
  let rejectedBefore = false;

  async function read(reason: SecretRequest['reason'], signal: AbortSignal): Promise<Credentials> {
    const credentials = await readSecret(port, reason, signal);
    if (version !== undefined && credentials.version !== version) port.emit('secret.version', { version: credentials.version });
    version = credentials.version;
    return credentials;
  }

  const idOf = ({ clientId = port.clientId, secret }: Credential): string => `${clientId} ${secret.digest()}`;
  const lastGoodFirst = ({ candidates }: Credentials): Credential[] => [...candidates].sort((a, b) => Number(idOf(b) === lastGood) - Number(idOf(a) === lastGood));

  return async (signal) => {
    const refused = new Set<string>();
    let failure: ExchangeError | undefined;
    for (const reason of ['mint', 'rejected'] as const) {
      const candidates = lastGoodFirst(await read(rejectedBefore ? 'rejected' : reason, signal)).filter((candidate) => !refused.has(idOf(candidate)));
      // What was just read is tried alone at first: another candidate is a guess until the store has been asked again.
      for (const candidate of reason === 'mint' ? candidates.slice(0, 1) : candidates) {
        try {
          const exchanged = await exchangeCredentials(candidate.clientId ?? port.clientId, candidate.secret, port, signal);
          lastGood = idOf(candidate);
          rejectedBefore = false;
          return exchanged;
        } catch (error) {
          if (!(error instanceof ExchangeError) || error.code !== 'credential') throw error;
          failure = error;
          refused.add(idOf(candidate));
          port.emit('secret.rejected', { fingerprint: candidate.secret.fingerprint, candidates: candidates.length });
        }
      }
    }
    rejectedBefore = true;
    throw failure ?? new ExchangeError({ code: 'config', message: 'the store of the secret gave none' });
  };
}

async function readSecret({ secrets, clock, timers }: LoginPort, reason: SecretRequest['reason'], signal: AbortSignal): Promise<Credentials> {
  try {
    return await withinTime(ATTEMPT, { clock, timers, signal }, (within) => secrets.get({ reason, signal: within }));
  } catch (error) {
    const permanent = error instanceof SecretError && error.code !== 'unavailable';
    // An error of a store that is not ours may hold what the store answered: its code alone is told.
    const told = error instanceof AuthError ? error.message : faultOf(error);
    throw new ExchangeError({ code: permanent ? 'config' : 'transient', message: `the secret could not be had: ${told}`, ...(error instanceof AuthError && { cause: error }) });
  }
}
