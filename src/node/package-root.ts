import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of this package, whether it runs from dist or from source. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}
