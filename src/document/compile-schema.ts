import { Ajv, type ErrorObject } from 'ajv';
import type { Schema } from './schema.js';

/** Whether a value has the shape of `T`; after a no, `errors` say why. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: ErrorObject[] | null;
}

/** `verbose` puts the schema into each error: its description is what the message says would be accepted. */
const VALIDATOR_OPTIONS = { allErrors: true, verbose: true, allowUnionTypes: true } as const;

/** Makes the check of a schema. This is slow, so the build does it once: see `scripts/build/validators-plugin.mjs`. */
export function compileSchema<T>(schema: Schema<T>): Validator<T> {
  return compileJsonSchema<T>(schema);
}

/** The same for a schema that the compiler does not hold to `T`: a published one. */
export function compileJsonSchema<T>(schema: object): Validator<T> {
  return new Ajv(VALIDATOR_OPTIONS).compile<T>(schema);
}
