import type { ErrorObject } from 'ajv';
import type { Problem } from '../model/index.js';
import type { Validator } from './compile-schema.js';
import { limitProblems, MOST_PROBLEMS } from './limit-problems.js';
import type { SourceDocument } from './parse-document.js';
import { describeError } from './schema-problems.js';

/** A document's value once it has the shape of `T`, or what keeps it from that, sorted by place. */
export type Checked<T> = { value: T; problems: readonly [] } | { value?: never; problems: readonly Problem[] };

export function checkShape<T>(document: SourceDocument, validate: Validator<T>): Checked<T> {
  if (validate(document.value)) return { value: document.value, problems: [] };
  const errors = withoutEchoes(validate.errors ?? []);
  const described = errors.slice(0, MOST_PROBLEMS).map((error) => describeError(error, document));
  return { problems: limitProblems(described, errors.length - described.length) };
}

/** A value of the wrong type breaks other keywords too; that says nothing more. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  return errors.filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath));
}
