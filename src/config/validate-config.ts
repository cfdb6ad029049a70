import { compileSchema } from '../document/compile-schema.js';
import type { Settings } from './config.js';
import { CONFIG_SCHEMA } from './config-schema.js';

export const validateConfig = compileSchema<Settings>(CONFIG_SCHEMA);
