/** Writes the JSON Schemas of the manifest and the configuration, for editors, into a folder. */
export function buildSchemas(outDir: string): Promise<void>;
