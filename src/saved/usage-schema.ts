import type { Schema } from '../document/schema.js';
import { FORMAT, text } from './schema-parts.js';

/** What `usage --save` writes, as far as the audit reads it. */
export interface UsageFile {
  format: 1;
  kind: 'usage';
  application: string;
  client: string;
  clientId: string;
  from: string;
  to: string;
  operations: { method: string; path: string; requests: number; succeeded: number; last?: string }[];
}

export const USAGE_SCHEMA: Schema<UsageFile> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:scope-audit:usage',
  title: 'scope-audit usage',
  description: 'What `scope-audit usage --save` writes: the operations that a client called in production.',
  type: 'object',
  required: ['format', 'kind', 'application', 'client', 'clientId', 'from', 'to', 'operations'],
  properties: {
    format: FORMAT,
    kind: { description: 'usage.', type: 'string', enum: ['usage'] },
    application: text('The name of the application.'),
    client: text('The name of the client in the manifest.'),
    clientId: text('The id of the OAuth client.'),
    from: text('The first day that was asked about.'),
    to: text('The day after the last.'),
    operations: {
      description: 'What was called: a list.',
      type: 'array',
      items: {
        description: 'A mapping with method, path, requests and succeeded.',
        type: 'object',
        required: ['method', 'path', 'requests', 'succeeded'],
        properties: {
          method: text('The HTTP method.'),
          path: text('The path from /api/v2 on, with {name} for each parameter.'),
          requests: { description: 'How often it was called: a whole number from 0.', type: 'integer', minimum: 0 },
          succeeded: { description: 'How often with success: a whole number from 0.', type: 'integer', minimum: 0 },
          last: { description: 'The last period with a request: a date.', type: 'string' },
        },
      },
    },
  },
};
