import type { Schema } from './schema.js';

/** A list of globs in a file of ours. */
export function globList(description: string): Schema<string[]> {
  return {
    description,
    type: 'array',
    items: {
      description: "A glob below the file's folder, with `/`, e.g. src/**/*.ts; a folder stands for all it contains.",
      type: 'string',
      // Not rooted, no `..` segment, no backslash, no negation, not blank.
      pattern: '^(?![/!])(?!.*(^|/)\\.\\.(/|$))[^\\\\]*[^\\\\\\s][^\\\\]*$',
    },
  };
}
