import type { Fetch } from '../exchange.js';
import type { TokenManagerOptions } from '../options.js';
import { createTokenManager } from '../token-manager.js';
import type { BrokeredClient } from './broker.js';
import { createMintLimiter, MINT_LIMITS, type MintLimits } from './mint-limiter.js';
import { slotSource } from './slot-source.js';

export interface SlotOptions extends TokenManagerOptions {
  /** How many tokens of the client are in use at once; default 1. Each has a rate limit of its own, and costs exchanges of its own. */
  slots?: number;
  /** Default: two exchanges at once, five in a burst, one a second. */
  mint?: MintLimits;
}

/** The tokens of a client, to be handed out by a broker. Each is had at its first use; exchanges of all slots share one limiter. */
export function openSlots({ slots = 1, mint = MINT_LIMITS, ...options }: SlotOptions): BrokeredClient {
  const limit = createMintLimiter(mint, { now: () => performance.now(), sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()) });
  const plain: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const managers = Array.from({ length: slots }, (_, slot) => createTokenManager({ ...options, slot, fetch: (input, init) => (init?.method === 'POST' && isExchange(input) ? limit(() => plain(input, init)) : plain(input, init)) }));
  return { api: managers[0]?.hosts.api ?? '', slots: managers.map(slotSource) };
}

const isExchange = (input: string | URL | Request): boolean => typeof input === 'string' && input.endsWith('/oauth/token');
