import type { Language } from '../../model/language.js';

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx|html?|vue)$/i;
const DECLARATION = /\.d\.[cm]?ts$/i;

/** TypeScript and JavaScript, also inside HTML pages and Vue components. Declaration files carry no code and are not owned. */
export const javascript: Language = {
  id: 'javascript',
  owns: (path) => SCRIPT.test(path) && !DECLARATION.test(path),
  load: () => import('./lower.js'),
};
