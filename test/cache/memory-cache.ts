import type { CachePort } from '../../src/remember.js';

/** A cache that lives as long as the test, and how many results it has given and taken. */
export function memoryCache(): CachePort & { found: number; stored: number } {
  const entries = new Map<string, string>();
  // Traces stand in lists.
  const isResult = (text: string): boolean => text.startsWith('{');
  const cache = {
    found: 0,
    stored: 0,
    get: (key: string) => {
      const text = entries.get(key);
      if (text !== undefined && isResult(text)) cache.found++;
      return text;
    },
    set: (key: string, text: string) => {
      if (isResult(text)) cache.stored++;
      entries.set(key, text);
    },
  };
  return cache;
}
