import type { Schema } from '../document/schema.js';
import type { Place } from '../model/index.js';
import { FORMAT, text } from './schema-parts.js';

/** A bill as `pbom --format json` writes it, as far as comparing needs it. */
export interface PbomFile {
  format: 1;
  kind: 'pbom';
  needs: NameFile[];
  grants: NameFile[];
}

export interface NameFile {
  application: string;
  client: string;
  kind: 'permission' | 'scope';
  anyOf: string[];
  places: (Place & { note: string })[];
}

const names = (description: string): Schema<NameFile[]> => ({
  description,
  type: 'array',
  items: {
    description: 'A mapping with application, client, kind, anyOf and places.',
    type: 'object',
    required: ['application', 'client', 'kind', 'anyOf', 'places'],
    properties: {
      application: text('The name of the application.'),
      client: text('The name of the client.'),
      kind: { description: 'permission or scope.', type: 'string', enum: ['permission', 'scope'] },
      anyOf: { description: 'Names of which any one is enough: a list.', type: 'array', items: text('A name.') },
      places: {
        description: 'The lines behind it: a list.',
        type: 'array',
        items: {
          description: 'A mapping with file, line, column and note.',
          type: 'object',
          required: ['file', 'line', 'column', 'note'],
          properties: { file: text('The file.'), line: { description: 'From 1.', type: 'integer' }, column: { description: 'From 1.', type: 'integer' }, note: text('What is there.') },
        },
      },
    },
  },
});

export const PBOM_SCHEMA: Schema<PbomFile> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:scope-audit:pbom',
  title: 'scope-audit permission bill of materials',
  description: 'What `scope-audit pbom --format json` prints.',
  type: 'object',
  required: ['format', 'kind', 'needs', 'grants'],
  properties: {
    format: FORMAT,
    kind: { description: 'pbom.', type: 'string', enum: ['pbom'] },
    needs: names('What clients need: a list.'),
    grants: names('What clients are granted: a list.'),
  },
};
