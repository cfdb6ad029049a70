import { fileURLToPath } from 'node:url';
import { readFacts } from '../../scripts/catalog/fact-files.js';
import { compileCatalog, openCatalog } from '../../src/catalog/index.js';

export const catalogFolder = fileURLToPath(new URL('../../rules/catalog', import.meta.url));
/** The facts of the repository, compiled and opened as the tool does it. */
export const facts = await readFacts(catalogFolder);
export const data = compileCatalog(facts);
export const catalog = openCatalog(data);
