import schema from '../report/result.schema.json' with { type: 'json' };

/** The published schema, for reading: a newer version may have put keys beside the known ones. */
export const RESULT_SCHEMA: object = open(schema);

function open(part: object): object {
  if (Array.isArray(part)) return part.map((item: unknown) => (isObject(item) ? open(item) : item));
  const kept = Object.entries(part).filter(([key, value]) => key !== 'additionalProperties' || value !== false);
  return Object.fromEntries(kept.map(([key, value]: [string, unknown]) => [key, isObject(value) ? open(value) : value]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
