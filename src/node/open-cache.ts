import path from 'node:path';
import type { Problem } from '../model/index.js';
import type { CachePort } from '../remember.js';
import { BUILD_ID } from './build-id.js';
import { liesInTree } from './cache-home.js';
import { openFolderCache } from './folder-cache.js';

/** The cache in `folder`, unless that lies in the repository or workspace that is audited: a change under review may bring files there. */
export function openCache(folder: string, top: string): { cache?: CachePort; problems: readonly Problem[] } {
  if (!liesInTree(folder, top)) return { cache: openFolderCache(folder, BUILD_ID), problems: [] };
  const place = { file: path.relative(top, folder).split(path.sep).join('/'), line: 1, column: 1 };
  return { problems: [{ level: 'warning', code: 'cache-in-tree', message: 'the folder for caches lies in what is audited: nothing is kept between runs', place, hint: 'let it lie elsewhere, or give --no-cache' }] };
}
