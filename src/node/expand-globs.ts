import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareText, ToolError } from '../model/index.js';

const MAGIC = /[*?[\]{}()]/;

/**
 * Paths of a command line with their globs replaced by what they match, sorted: not every shell does that. A name that
 * exists is taken as it stands (`[id].ts`). Never enters `node_modules`, `.git` or a link.
 */
export async function expandGlobs(cwd: string, names: readonly string[]): Promise<readonly string[]> {
  const isGlob = (name: string): boolean => MAGIC.test(name) && !existsSync(path.resolve(cwd, name));
  if (!names.some(isGlob)) return names;
  const { glob } = (await import('fast-glob')).default;
  const lists = await Promise.all(
    names.map(async (name) => {
      if (!isGlob(name)) return [name];
      const pattern = path.sep === '\\' ? name.replaceAll('\\', '/') : name;
      const matches = await glob(pattern, { cwd, onlyFiles: false, followSymbolicLinks: false, ignore: ['**/node_modules/**', '**/.git/**'] });
      if (matches.length === 0) throw new ToolError('glob-empty', `nothing matches ${name}`, { hint: 'Name a folder or a file to audit, or a glob that matches one.' });
      return matches.sort(compareText);
    }),
  );
  return [...new Set(lists.flat())];
}
