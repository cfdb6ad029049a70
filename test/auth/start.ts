import { afterEach } from 'vitest';
import { createTokenManager, type TokenManager } from '../../src/auth/token-manager.js';
import type { TokenManagerOptions } from '../../src/auth/options.js';
import { startPlatform, type FakePlatform } from './server/platform.js';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A fake platform that ends with the test. */
export async function platform(options: Parameters<typeof startPlatform>[0] = {}): Promise<FakePlatform> {
  const started = await startPlatform(options);
  open.push(started);
  return started;
}

/** A manager at a fake platform; it ends with the test. */
export function managerAt({ url }: { url: string }, options: Partial<TokenManagerOptions> = {}): TokenManager {
  const manager = createTokenManager({ loginUrl: url, apiUrl: url, clientId: 'client', secret: () => 'secret', ...options });
  open.unshift(manager);
  return manager;
}
