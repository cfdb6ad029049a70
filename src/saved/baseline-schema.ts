import type { BaselineEntry } from '../audit/baseline.js';
import type { Schema } from '../document/schema.js';
import { FORMAT, text } from './schema-parts.js';

export interface BaselineFile {
  format: 1;
  findings: BaselineEntry[];
}

export const BASELINE_SCHEMA: Schema<BaselineFile> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:scope-audit:baseline',
  title: 'scope-audit baseline',
  description: 'Findings that are accepted for now: format 1 and a list of findings.',
  type: 'object',
  required: ['format', 'findings'],
  properties: {
    format: FORMAT,
    findings: {
      description: 'The accepted findings: a list.',
      type: 'array',
      items: {
        description: 'A mapping with fingerprint, rule, application, message, file and count.',
        type: 'object',
        required: ['fingerprint', 'rule', 'application', 'message', 'file', 'count'],
        properties: {
          fingerprint: text('By which the finding is known again.'),
          rule: text('The id of its rule.'),
          application: text('The name of its application.'),
          client: text('The name of its client.'),
          environment: text('The name of its environment.'),
          message: text('What it said.'),
          file: text('The file it stood in.'),
          count: { description: 'How often: a whole number from 1.', type: 'integer', minimum: 1 },
        },
      },
    },
  },
};
