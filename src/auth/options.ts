import { createHash } from 'node:crypto';
import type { AuthorisedRequestOptions } from './authorised-request.js';
import { systemClock, systemTimers, type Clock, type Timers } from './clock.js';
import { OptionError } from './errors.js';
import type { Fetch } from './exchange.js';
import { PRESETS, type Preset, type PresetName } from './preset.js';
import { chooseHosts, type HostOptions, type Hosts } from './region.js';
import { Secret } from './secret.js';
import type { SecretProvider } from './secret-provider.js';

export interface TokenManagerOptions extends HostOptions {
  /** The OAuth client. */
  clientId: string;
  /** Where its secret is kept; a function is asked at each exchange. */
  secret: SecretProvider | (() => string | Promise<string>);
  /** Tells managers of one client apart that are to have tokens of their own; each token has a rate limit of its own. Default 0. */
  slot?: number;
  /** How the token endpoint is asked; default: the platform's. */
  preset?: PresetName;
  /** Gets the first token at once rather than at the first use. */
  eager?: boolean;
  /** Whether a token is served within its buffer of five minutes while its renewal does not succeed; default true. */
  serveStale?: boolean;
  /** Milliseconds that a caller waits for the renewal of a token within its buffer; default 2,000. */
  staleWait?: number;
  /** Milliseconds that a caller without a token waits at most; default 180,000. */
  maxWait?: number;
  /** How requests are sent to the API. */
  api?: AuthorisedRequestOptions;
  /** Told the SHA-256 of a token that the API refused, before another is asked for: a broker that hands tokens out has to know. */
  tellRejected?: (digest: string, signal: AbortSignal) => Promise<void>;
  fetch?: Fetch;
  /** Handed to `fetch` with each request: a dispatcher of undici for proxies, client certificates, sockets. */
  dispatcher?: unknown;
  clock?: Clock;
  timers?: Timers;
  /** 0 to 1. */
  random?: () => number;
}

export interface ReadOptions {
  /** SHA-256 of what tells managers apart. */
  key: string;
  hosts: Hosts;
  clientId: string;
  secrets: SecretProvider;
  preset: Preset;
  serveStale: boolean;
  staleWait: number;
  maxWait: number;
  fetch: Fetch;
  clock: Clock;
  timers: Timers;
  random: () => number;
}

/** Options with their defaults. Throws an {@link OptionError} that names the option at fault. */
export function readOptions(options: TokenManagerOptions): ReadOptions {
  const { clientId, secret, slot = 0, preset = 'platform', serveStale = true, staleWait = 2_000, maxWait = 180_000 } = options;
  const { clock = systemClock, timers = systemTimers, random = Math.random, dispatcher } = options;
  if (clientId.trim() === '' || clientId.includes(':')) throw new OptionError('clientId: the id of an OAuth client is needed; it holds no colon');
  if (!Object.hasOwn(PRESETS, preset)) throw new OptionError(`preset: there are ${Object.keys(PRESETS).join(' and ')}`);
  for (const [name, value] of Object.entries({ slot, staleWait, maxWait })) if (!(value >= 0)) throw new OptionError(`${name}: a number from 0 is needed`);
  const hosts = chooseHosts(options);
  const plain: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  return {
    key: createHash('sha256').update(JSON.stringify([hosts.login, clientId, [], slot])).digest('hex'),
    hosts,
    clientId,
    secrets: typeof secret === 'function' ? askEachTime(secret) : secret,
    preset: PRESETS[preset],
    serveStale,
    staleWait,
    maxWait,
    fetch: dispatcher === undefined ? plain : (input, init) => plain(input, { ...init, dispatcher } as RequestInit),
    clock,
    timers,
    random,
  };
}

function askEachTime(ask: () => string | Promise<string>): SecretProvider {
  return {
    get: async () => {
      const secret = new Secret(await ask());
      return { candidates: [{ secret }], version: secret.fingerprint };
    },
  };
}
