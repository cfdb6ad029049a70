import { suggest } from '../document/nearest.js';
import type { ApplicationManifest, Problem, Region } from '../model/index.js';

/** Regions of a manifest's environments that the platform does not have. A region goes by its name, domain or SDK spelling. */
export function findUnknownRegions(manifest: ApplicationManifest, regions: readonly Region[]): Problem[] {
  const known = new Set(regions.flatMap(({ name, domain, sdk }) => [name, domain, sdk]));
  const written = manifest.environments.flatMap(({ clients }) => clients.flatMap(({ region }) => region ?? []));
  return [...new Set(written)]
    .filter(({ text }) => !known.has(text))
    .map(({ text, place }): Problem => ({
      level: 'warning',
      code: 'unknown-region',
      message: `the platform has no region \`${text}\``,
      place,
      hint: suggest(text, regions.map(({ name }) => name)),
    }));
}
