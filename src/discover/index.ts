export { classify, type SourceKind } from './classify.js';
export { discover, discoverImported, markerPattern, type Discovery, type DiscoveryInput, type SkippedKind } from './discover.js';
export { scanImports, scanScriptTags, type NamedModule } from './import-scan.js';
export { decodeText, readText, searchableText, type DecodedText, type ReadBytes, type Unread } from './reading.js';
