import { describe, expect, it } from 'vitest';
import { compileCatalog, formatCatalogFile, readCatalogFile } from '../../src/catalog/index.js';
import { data, facts } from './real-catalog.js';

describe('a user\'s catalog file', () => {
  it('reads back as it was written, and the hash depends on nothing but the facts', () => {
    const read = readCatalogFile(JSON.parse(formatCatalogFile(data)), 'catalog.json');
    expect(read).toEqual(data);
    expect(compileCatalog({ ...facts, operations: [...facts.operations].reverse(), gc: new Map([...facts.gc].reverse()) }).hash).toBe(data.hash);
    expect(compileCatalog({ ...facts, regions: facts.regions.slice(1) }).hash).not.toBe(data.hash);
  });

  it.each<[string, unknown]>([
    ['is not a catalog file', null],
    ['is not a catalog file', { format: 'else' }],
    ['has catalog version 2', { ...data, version: 2 }],
    ['does not match its own hash', { ...data, regions: [] }],
    ['does not match its own hash', { ...data, hash: undefined }],
  ])('is refused when it %s', (message, value) => {
    expect(() => readCatalogFile(value, 'catalog.json')).toThrow(`catalog.json ${message}`);
  });
});
