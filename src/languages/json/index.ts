import type { Language } from '../../model/language.js';

/** Data that code imports: `require('./paths.json')`. A file of its own says nothing, so it is never where a search begins. */
export const json: Language = {
  id: 'json',
  seeds: false,
  owns: (path) => /\.json$/i.test(path),
  load: () => import('./lower.js'),
};
