import type { ChangedName, Problem } from '../model/index.js';
import type { NameFile } from './pbom-schema.js';
import { readSaved, summarize } from './read-saved.js';
import { validatePbom } from './validate-pbom.js';

/** Reads a bill. Never throws. */
export function readPbom(content: string, file: string): { bill?: { needs: ChangedName[]; grants: ChangedName[] }; problems: readonly Problem[] } {
  const { value, problems } = readSaved(content, file, validatePbom);
  if (value === undefined) return { problems: summarize(problems, 'pbom-broken', 'it is no bill of materials of `scope-audit pbom`', 'save one with `scope-audit pbom --format json --output pbom.json`') };
  const read = (list: readonly NameFile[]): ChangedName[] => list.map(({ anyOf, ...one }) => ({ ...one, names: anyOf }));
  return { bill: { needs: read(value.needs), grants: read(value.grants) }, problems: [] };
}
