import type { CachePort } from '../../src/remember.js';

/** A cache that lives as long as the test, and how often it had what was asked. */
export function memoryCache(): CachePort & { found: number; stored: number } {
  const entries = new Map<string, string>();
  const cache = {
    found: 0,
    stored: 0,
    get: (key: string) => {
      const text = entries.get(key);
      if (text !== undefined) cache.found++;
      return text;
    },
    set: (key: string, text: string) => {
      cache.stored++;
      entries.set(key, text);
    },
  };
  return cache;
}
