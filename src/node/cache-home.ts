import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** Where this user's caches belong by the custom of the system; undefined where the environment does not tell. */
export function cacheHome(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string | undefined {
  const own = (name: string, ...below: string[]): string | undefined => {
    const value = env[name];
    return value !== undefined && path.isAbsolute(value) ? path.join(value, ...below, 'scope-audit') : undefined;
  };
  if (platform === 'win32') return own('LOCALAPPDATA');
  return own('XDG_CACHE_HOME') ?? (platform === 'darwin' ? own('HOME', 'Library', 'Caches') : own('HOME', '.cache'));
}

/** Whether `folder`, which need not exist, lies in the audited folder or in the repository around it: a change under review may write there. */
export function liesInTree(folder: string, root: string): boolean {
  const below = path.relative(repositoryAround(realpathSync(root)), realPath(folder));
  return below === '' || !(below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below));
}

function repositoryAround(root: string): string {
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (path.dirname(folder) === folder) return root;
  }
}

/** The folder without links, as far as it exists. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const above = path.dirname(folder);
    return above === folder ? folder : path.join(realPath(above), path.basename(folder));
  }
}
