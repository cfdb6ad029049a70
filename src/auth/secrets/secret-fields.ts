import { createHash } from 'node:crypto';
import { SecretError } from '../errors.js';
import { Secret } from '../secret.js';
import type { Credential, Credentials } from '../secret-provider.js';

/** Keys under which stores commonly have a client's secret, and its id. */
const SECRET_KEYS = ['client_secret', 'clientSecret', 'secret', 'value'];
const ID_KEYS = ['client_id', 'clientId'];

/** The credential in fields of a store. Throws a SecretError that names `place` and the fields that are there, never a value. */
export function credentialFrom(fields: Readonly<Record<string, unknown>>, field: string | undefined, place: string): Credential {
  const key = field ?? SECRET_KEYS.find((name) => typeof fields[name] === 'string');
  const value = key === undefined ? undefined : fields[key];
  if (typeof value !== 'string' || value.trim() === '') {
    const wanted = field === undefined ? `none of the fields ${SECRET_KEYS.join(', ')}` : `no field \`${field}\``;
    throw new SecretError('missing', `${place} has ${wanted}; its fields: ${Object.keys(fields).sort().join(', ') || 'none'}`);
  }
  const id = ID_KEYS.map((name) => fields[name]).find((one) => typeof one === 'string');
  return { secret: new Secret(value.trim()), ...(id !== undefined && { clientId: id.trim() }) };
}

/** The credential in a text: the secret itself, or an object of JSON with its fields. */
export function credentialOf(text: string, field: string | undefined, place: string): Credential {
  const trimmed = text.trim();
  if (trimmed === '') throw new SecretError('missing', `${place} is empty`);
  if (!trimmed.startsWith('{')) {
    if (field !== undefined) throw new SecretError('malformed', `${place} is no JSON, so that it has no field \`${field}\``);
    if (/\s/.test(trimmed)) throw new SecretError('malformed', `${place} holds several words or lines; a secret is one, or JSON with a field \`client_secret\``);
    return { secret: new Secret(trimmed) };
  }
  return credentialFrom(parseFields(trimmed, place), field, place);
}

/** Credentials as of now; their version is told by what they are. */
export function credentialsOf(candidates: readonly Credential[]): Credentials {
  const version = createHash('sha256').update(JSON.stringify(candidates.map(({ clientId, secret }) => [clientId, secret.digest()]))).digest('hex').slice(0, 16);
  return { candidates, version };
}

function parseFields(text: string, place: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new SecretError('malformed', `${place} begins like JSON, but is none`);
  }
}
