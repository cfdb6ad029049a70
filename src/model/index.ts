export * from './place.js';
export * from './tool-error.js';
export * from './operation.js';
export * from './call.js';
export * from './manifest.js';
export * from './finding.js';
export * from './check.js';
export * from './language.js';
