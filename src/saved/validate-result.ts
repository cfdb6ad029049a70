import { compileJsonSchema } from '../document/compile-schema.js';
import type { AuditReport } from '../report/audit-report.js';
import { RESULT_SCHEMA } from './result-schema.js';

export const validateResult = compileJsonSchema<AuditReport>(RESULT_SCHEMA);
