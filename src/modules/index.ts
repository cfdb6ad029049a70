export { createModuleNames, type ModuleNames, type ModuleNamesInput } from './module-names.js';
export { isAround } from './paths.js';
export type { ReadText } from './configuration.js';
