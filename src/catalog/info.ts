import type { CatalogInfo } from '../model/index.js';

/** The text of `catalog info`. */
export function describeCatalog({ date, hash, sources, counts }: CatalogInfo): string {
  const width = Math.max(...sources.map(({ id }) => id.length));
  return `${[
    `Catalog of ${date}, hash ${hash}`,
    `  ${counts.operations} operations: ${counts.current} current, ${counts.retired} retired, ${counts.deprecated} deprecated`,
    `  ${counts.permissions} permissions, ${counts.scopes} scopes, ${counts.sdkNames} SDK method names, ${counts.gcCommands} gc commands`,
    'Sources',
    ...sources.map(({ id, what, date: when }) => `  ${id.padEnd(width)}  ${when.padEnd(10)}  ${what}`),
  ].join('\n')}\n`;
}

/** Whether the catalog that came with the tool is newer than the user's own file, which then should be updated. */
export function newerBundled(user: { date: string }, bundled: { date: string }): boolean {
  return user.date < bundled.date;
}
