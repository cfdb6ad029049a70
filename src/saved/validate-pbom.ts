import { compileSchema } from '../document/compile-schema.js';
import { PBOM_SCHEMA, type PbomFile } from './pbom-schema.js';

export const validatePbom = compileSchema<PbomFile>(PBOM_SCHEMA);
