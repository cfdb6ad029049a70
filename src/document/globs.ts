import picomatch from 'picomatch/posix.js';

/**
 * Whether a path (relative, with `/`) matches one of the globs. A glob that names a folder stands for all it contains;
 * files that begin with a dot are matched like others.
 */
export function globMatcher(globs: readonly string[], { nocase = false } = {}): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/+$/, ''));
  return picomatch(patterns.flatMap((glob) => [glob, `${glob}/**`]), { dot: true, nocase });
}
