import { checkShape } from '../document/check-shape.js';
import { limitProblems } from '../document/limit-problems.js';
import { suggest } from '../document/nearest.js';
import { parseDocument, type Path } from '../document/parse-document.js';
import type { Place, Problem } from '../model/index.js';
import type { Settings } from './config.js';
import { validateConfig } from './validate-config.js';

/** What a configuration file says, and where. */
export interface ConfigFile {
  file: string;
  settings: Settings;
  /** The place of a setting, e.g. `['catalog', 'overlay', 0]`. */
  place(path: Path): Place;
}

/**
 * Reads a configuration. Never throws: with problems there is no configuration. An empty file says nothing and is fine.
 * Importing this module loads the YAML parser.
 */
export function readConfig(text: string, file: string, ruleIds: readonly string[]): { config?: ConfigFile; problems: readonly Problem[] } {
  const { document, problems } = parseDocument(text, file);
  if (document === undefined) return { problems };
  const { value: settings, problems: wrong } = checkShape(document.value === null ? { ...document, value: {} } : document, validateConfig);
  if (settings === undefined) return { problems: wrong };

  const unknown = Object.keys(settings.rules ?? {})
    .filter((id) => !ruleIds.includes(id))
    .map((id): Problem => ({ level: 'error', code: 'unknown-rule', message: `no rule is named \`${id}\``, place: document.keyPlace(['rules', id]), hint: suggest(id, ruleIds) }));
  if (unknown.length > 0) return { problems: limitProblems(unknown) };
  return { config: { file, settings, place: (path) => document.keyPlace(path) }, problems: [] };
}
