import { compileSchema } from '../document/compile-schema.js';
import { BASELINE_SCHEMA, type BaselineFile } from './baseline-schema.js';

export const validateBaseline = compileSchema<BaselineFile>(BASELINE_SCHEMA);
