import { readOptions, type TokenManagerOptions } from './options.js';
import { createTokenManager, type TokenManager } from './token-manager.js';

interface Shared {
  manager: TokenManager;
  users: number;
}

/** One for the process, so that copies of this package in it share as well. */
const REGISTRY = Symbol.for('scope-audit/auth/managers/1');

function registry(): Map<string, Shared> {
  const world = globalThis as { [REGISTRY]?: Map<string, Shared> | undefined };
  const managers = world[REGISTRY] ?? new Map<string, Shared>();
  world[REGISTRY] = managers;
  return managers;
}

/**
 * The process's manager of a client: the same for the same login host, client id and slot, whatever else the options say; those of the
 * first count. It closes when everyone who opened it has closed it. Throws an OptionError.
 */
export function openTokenManager(options: TokenManagerOptions): TokenManager {
  const { key } = readOptions(options);
  const managers = registry();
  const shared = managers.get(key) ?? { manager: createTokenManager(options), users: 0 };
  managers.set(key, shared);
  shared.users += 1;
  let isOpen = true;
  const close: TokenManager['close'] = async (closing) => {
    if (!isOpen) return;
    isOpen = false;
    shared.users -= 1;
    if (shared.users > 0) return;
    managers.delete(key);
    await shared.manager.close(closing);
  };
  return { ...shared.manager, close, [Symbol.asyncDispose]: () => close() };
}
