import type { DefinedError, ErrorObject } from 'ajv';
import type { Problem } from '../model/index.js';
import { suggest } from './nearest.js';
import type { Path, SourceDocument } from './parse-document.js';

/** What of a schema the messages use. */
interface SchemaPart {
  description?: string;
  properties?: Readonly<Record<string, { description?: string }>>;
  enum?: readonly unknown[];
  type?: string | readonly string[];
  writeOnly?: boolean;
  [keyword: string]: unknown;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** Turns one schema error into a problem: what was seen, where, and what would be accepted. */
export function describeError(error: ErrorObject, document: SourceDocument): Problem {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const schema: SchemaPart = error.parentSchema ?? {};
  const subject = nameOf(path);
  const { keyword, params } = error as DefinedError;
  const at = { place: document.place(path) };
  const say = (code: string, message: string, hint: string | undefined, place = at.place): Problem => ({
    level: 'error',
    code,
    message,
    place,
    ...(hint !== undefined && hint !== '' && { hint }),
  });

  switch (keyword) {
    case 'additionalProperties': {
      const key = params.additionalProperty;
      return say('unknown-key', `unknown key \`${key}\``, suggest(key, Object.keys(schema.properties ?? {}).filter((name) => name !== '$schema')), document.keyPlace([...path, key]));
    }
    case 'required': {
      const key = params.missingProperty;
      return say('missing-key', `\`${key}\` is missing`, schema.properties?.[key]?.description);
    }
    case 'type': {
      if (error.data === null) return say('wrong-type', `${subject} is empty`, schema.description);
      const seen = typeOf(error.data);
      const unquoted = [schema.type].flat().includes('string') && (seen === 'number' || seen === 'boolean');
      const message = `${subject} must be ${typeNames(schema.type)}, not ${typeNames(seen)}`;
      return say('wrong-type', message, unquoted ? `put it in quotes; ${schema.description ?? ''}` : schema.description);
    }
    case 'enum':
      return say('wrong-value', `${subject} must not be \`${String(error.data)}\``, suggest(String(error.data), params.allowedValues.map(String)));
    case 'not':
      return say('conflicting-keys', `${subject} is not accepted here`, schema.description, document.keyPlace(path));
    case 'minItems':
      return say('wrong-value', params.limit === 1 ? `${subject} is empty` : `${subject} needs at least ${params.limit} entries`, schema.description);
    case 'minProperties':
      return say('wrong-value', params.limit === 1 ? `${subject} is empty` : `${subject} needs at least ${params.limit} keys`, schema.description);
    case 'minimum':
      return say('wrong-value', `${subject} must be at least ${params.limit}, not ${String(error.data)}`, schema.description);
    case 'maximum':
      return say('wrong-value', `${subject} must be at most ${params.limit}, not ${String(error.data)}`, schema.description);
    default:
      if (schema.writeOnly === true) return say('hidden-value', `the value of ${subject} is not accepted (it is not shown)`, schema.description);
      return say('wrong-value', error.data === '' ? `${subject} is empty` : `${subject} must not be \`${String(error.data)}\``, schema.description);
  }
}

/** The key, or for entries of a list the key of the list. */
function nameOf(path: Path): string {
  const key = path.findLast((step) => !/^\d+$/.test(String(step)));
  if (key === undefined) return 'the file';
  return path.at(-1) === key ? `\`${key}\`` : `an entry of \`${key}\``;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

function typeNames(type: string | readonly string[] | undefined): string {
  return [type ?? []].flat().map((name) => TYPE_NAMES[name] ?? name).join(' or ');
}

function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
