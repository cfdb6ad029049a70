import type { Plugin } from 'esbuild';

/** esbuild plugin: puts the finished code of a validator where the source compiles it, so that the tool ships without ajv. */
export function compiledValidators(): Plugin;
