/**
 * Paths of the tree: relative to the audited folder, `/` between segments, `''` for the folder itself. What lies around it begins with
 * as many `..` as folders lie between, and holds none behind them.
 */

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Joins and normalises. */
export function joinPath(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Whether a file lies around the audited folder rather than in it. */
export function isAround(file: string): boolean {
  return file.startsWith('../');
}

/** The folder, its parent, and so on: up to the folder that lies `above` folders over the audited one. */
export function* outwards(folder: string, above: number): Generator<string> {
  for (let at = folder; ; ) {
    yield at;
    const depth = /^(?:\.\.(?:\/|$))+$/.test(at) ? at.split('/').length : at === '' ? 0 : undefined;
    if (depth !== undefined && depth >= above) return;
    at = depth === undefined ? folderOf(at) : joinPath(at, '..');
  }
}
