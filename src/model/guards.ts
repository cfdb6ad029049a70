import type { Guard } from './term.js';

/** Both sets of choices, or undefined when they contradict each other. */
export function mergeGuards(a: readonly Guard[], b: readonly Guard[]): readonly Guard[] | undefined {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged = [...a];
  for (const guard of b) {
    const same = a.find((other) => other.key === guard.key);
    if (!same) merged.push(guard);
    else if (same.arm !== guard.arm) return undefined;
  }
  return merged;
}
