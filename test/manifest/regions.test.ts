import { expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/read-manifest.js';
import { findUnknownRegions } from '../../src/manifest/regions.js';
import { problemLines } from '../document/problem-lines.js';

const REGIONS = [
  { name: 'eu-central-1', domain: 'mypurecloud.de', sdk: 'eu_central_1' },
  { name: 'eu-west-1', domain: 'mypurecloud.ie', sdk: 'eu_west_1' },
];

test('a region goes by its name, its domain or the spelling of the SDK', () => {
  const regions = ['eu-central-1', 'mypurecloud.ie', 'eu_west_1', 'eu-centrl-1'];
  const environments = regions.map((region, index) => `  e${index}: {region: ${region}}`);
  const { manifest } = readManifest(['application: x', 'environments:', ...environments].join('\n'), 'scope-manifest.yaml');
  expect(manifest && problemLines(findUnknownRegions(manifest, REGIONS))).toEqual([
    '6:16 warning unknown-region: the platform has no region `eu-centrl-1` (did you mean `eu-central-1`? accepted: eu-central-1, eu-west-1)',
  ]);
});
