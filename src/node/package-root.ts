import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of this package, whether it runs from dist or from source: the nearest one above `from` with a package.json. */
export function packageRoot(from = import.meta.dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (path.dirname(folder) === folder) throw new Error(`no package.json stands above ${from}: the package is installed only in part`);
  }
}
