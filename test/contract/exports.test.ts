import { expect, it } from 'vitest';
import * as library from '../../src/index.js';

it('the public exports are these', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "DEFAULT_CONFIG",
      "EXIT",
      "LANGUAGES",
      "NOWHERE",
      "NO_ENV",
      "SEVERITIES",
      "ToolError",
      "UNDEFINED",
      "UNKNOWN",
      "VERSION",
      "assignedCalls",
      "audit",
      "auditJson",
      "auditText",
      "callsJson",
      "callsText",
      "compareFindings",
      "comparePlaces",
      "compareText",
      "draftManifest",
      "explain",
      "explainText",
      "explanationJson",
      "literal",
      "literalText",
      "mergeConfig",
      "openCatalog",
      "openFolder",
      "proposeGrants",
      "readCalls",
      "readConfigFile",
      "stampOf",
      "whatIf",
      "whatIfJson",
      "whatIfText",
      "writeManifest",
    ]
  `);
});
