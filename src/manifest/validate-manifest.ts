import { compileSchema } from '../document/compile-schema.js';
import type { ManifestFile } from './manifest-file.js';
import { MANIFEST_SCHEMA } from './manifest-schema.js';

export const validateManifest = compileSchema<ManifestFile>(MANIFEST_SCHEMA);
