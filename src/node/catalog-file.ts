import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { applyOverlay, newerBundled, openCatalog, readCatalogFile, type Catalog, type CatalogData } from '../catalog/index.js';
import { ToolError, type Problem } from '../model/index.js';
import type { Config } from '../config/config.js';
import type { ConfigFile } from '../config/read-config.js';
import { packageRoot } from './package-root.js';

/** The catalog that comes with the tool. */
export async function bundledCatalog(): Promise<CatalogData> {
  return JSON.parse(await readFile(path.join(packageRoot(), 'dist', 'catalog.json'), 'utf8')) as CatalogData;
}

/** A user's own catalog file. */
export async function ownCatalog(cwd: string, file: string): Promise<CatalogData> {
  return readCatalogFile(await readJson(path.resolve(cwd, file), file), file);
}

export interface ChosenCatalog {
  /** Opened once, at the first use. */
  open: () => Promise<Catalog>;
  problems: readonly Problem[];
}

/** The catalog that the settings name, or the bundled one, with the overlay of the configuration. `ownText`: what the named file holds, where that is not what lies on the disk. */
export async function chooseCatalog(folder: string, config: Config, file?: ConfigFile, ownText?: string): Promise<ChosenCatalog> {
  const own = config.catalog.file;
  const bundled = await bundledCatalog();
  const data = own === undefined ? bundled : ownText === undefined ? await ownCatalog(folder, own) : readCatalogFile(JSON.parse(ownText), own);
  const problems = own !== undefined && newerBundled(data, bundled) ? [olderCatalog(own, data.date, bundled.date)] : [];
  if (config.catalog.overlay.length === 0) return { open: once(() => openCatalog(data)), problems };
  const overlaid = applyOverlay(data, config.catalog.overlay);
  const [wrong] = overlaid.problems;
  if (wrong !== undefined) {
    throw new ToolError('wrong-overlay', wrong.message, { hint: wrong.hint, ...(file !== undefined && { place: file.place(['catalog', 'overlay', wrong.row]) }) });
  }
  return { open: once(() => openCatalog(overlaid.data)), problems };
}

function olderCatalog(own: string, date: string, bundled: string): Problem {
  const message = `the catalog is of ${date}; the one that comes with the tool is newer (${bundled})`;
  return { level: 'warning', code: 'catalog-older', message, place: { file: own, line: 1, column: 1 }, hint: 'scope-audit catalog update --from FILE|URL' };
}

function once<T>(make: () => T): () => Promise<T> {
  let made: { value: T } | undefined;
  return () => Promise.resolve((made ??= { value: make() }).value);
}

/** The platform's API definition from a file, or from the one URL that the user gave. */
export async function readDefinition(cwd: string, from: string): Promise<unknown> {
  if (!/^https?:\/\//.test(from)) return readJson(path.resolve(cwd, from), from);
  let response: Response;
  try {
    response = await fetch(from, { redirect: 'follow', headers: { accept: 'application/json' } });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ToolError('no-answer', `${from} cannot be reached: ${cause}`, { exit: 3, cause: error });
  }
  if (!response.ok) throw new ToolError('no-answer', `${from} answered ${response.status} ${response.statusText}`, { exit: 3 });
  return parse(await response.text(), from);
}

async function readJson(file: string, shown: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ToolError('cannot-read', `${shown} cannot be read (${code})`, { hint: code === 'ENOENT' ? 'name a file that exists' : 'check what may be read', cause: error });
  }
  return parse(text, shown);
}

function parse(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ToolError('not-json', `${shown} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
