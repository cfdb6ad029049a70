import { compileSchema } from '../document/compile-schema.js';
import { USAGE_SCHEMA, type UsageFile } from './usage-schema.js';

export const validateUsage = compileSchema<UsageFile>(USAGE_SCHEMA);
