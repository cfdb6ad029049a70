import type { GuardedSet } from '../model/index.js';

/** Version of the file. A field that goes or changes its meaning makes a new one; a new field does not. */
const VERSION = 1;

/** The data file for the guard at run time (dist/schemas/guard.json describes it). It tells no date, so that it changes only with what the code calls. */
export function guardJson({ stamp, application, client, unresolved, operations }: GuardedSet): string {
  const out = { version: VERSION, kind: 'guard', tool: stamp.tool, catalog: stamp.catalog, application, client, unresolved, operations };
  return `${JSON.stringify(out, null, 2)}\n`;
}
