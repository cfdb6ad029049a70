/** A name with at most one `*`, as in tsconfig `paths` and package `exports`. */
export interface Pattern {
  prefix: string;
  suffix: string;
  wild: boolean;
}

export function parsePattern(text: string): Pattern {
  const star = text.indexOf('*');
  if (star < 0) return { prefix: text, suffix: '', wild: false };
  return { prefix: text.slice(0, star), suffix: text.slice(star + 1), wild: true };
}

/** What `*` stands for in `name`, `''` for an exact match, undefined for none. */
export function matchPattern({ prefix, suffix, wild }: Pattern, name: string): string | undefined {
  if (!wild) return name === prefix ? '' : undefined;
  if (name.length < prefix.length + suffix.length || !name.startsWith(prefix) || !name.endsWith(suffix)) return undefined;
  return name.slice(prefix.length, name.length - suffix.length);
}

/** The entry that fits best: an exact one, else the one with the longest text before `*`. */
export function bestMatch<T>(entries: Iterable<readonly [string, T]>, name: string): { value: T; star: string } | undefined {
  let best: { value: T; star: string; weight: number } | undefined;
  for (const [text, value] of entries) {
    const pattern = parsePattern(text);
    const star = matchPattern(pattern, name);
    const weight = pattern.wild ? pattern.prefix.length : Infinity;
    if (star !== undefined && (best === undefined || weight > best.weight)) best = { value, star, weight };
  }
  return best;
}
