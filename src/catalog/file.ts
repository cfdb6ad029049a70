import { ToolError } from '../model/index.js';
import { contentHash } from './hash.js';
import type { CatalogData } from './data.js';

/** A user's catalog file as text. */
export function formatCatalogFile(data: CatalogData): string {
  return `${JSON.stringify(data, null, 1)}\n`;
}

/** A user's catalog file from its parsed JSON. Throws a ToolError when it is no such file, damaged, or of a later version of the tool. */
export function readCatalogFile(value: unknown, file: string): CatalogData {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT || !('version' in value)) {
    throw new ToolError('catalog-file', `${file} is not a catalog file`, { hint: `Make one with: ${UPDATE}` });
  }
  if (value.version !== 1) {
    throw new ToolError('catalog-file', `${file} has catalog version ${String(value.version)}; this tool reads version 1`, {
      hint: `Install a newer scope-audit, or write the file again with: ${UPDATE}`,
    });
  }
  if (!isIntact(value)) {
    throw new ToolError('catalog-file', `${file} does not match its own hash: it was changed or cut off`, {
      hint: `Write it again with: ${UPDATE}. Corrections belong into the overlay of the configuration.`,
    });
  }
  return value;
}

const FORMAT: CatalogData['format'] = 'scope-audit-catalog';
const UPDATE = 'scope-audit catalog update --from FILE|URL';

/** What matches its hash was written by `compileCatalog`, so its shape needs no further look. */
function isIntact(value: object): value is CatalogData {
  return 'hash' in value && value.hash === contentHash(value);
}
