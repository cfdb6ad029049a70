/**
 * The audit as functions. Nothing here prints, exits, or reads the environment or the clock; only `openFolder` and
 * `readConfigFile` touch the disk.
 */
export { audit, assignedCalls, readCalls, stampOf, type RunPorts, type RunRequest } from './run.js';
export { type Code, type CodePorts } from './code.js';
export { draftManifest } from './draft-manifest.js';
export { explain } from './explain.js';
export { proposeGrants } from './proposal.js';
export { whatIf } from './what-if.js';
export { DEFAULT_CONFIG, type Config, type Settings } from './config/config.js';
export { mergeConfig } from './config/merge-config.js';
export { writeManifest, type ManifestDraft } from './manifest/write-manifest.js';
export { openCatalog, type Catalog, type CatalogData } from './catalog/index.js';
export { LANGUAGES } from './languages/index.js';
export { openFolder, type FolderOptions, type OpenFolder } from './node/open-folder.js';
export { readConfigFile } from './node/config-file.js';
export { auditText, type TextOptions } from './report/audit-text.js';
export { callsJson, type CallsJson } from './report/calls-json.js';
export { callsText } from './report/calls-text.js';
export { explainText, whatIfText } from './report/explain-text.js';
export { auditJson, explanationJson, whatIfJson } from './report/json.js';
export { VERSION } from './version.js';
export * from './model/index.js';
