/** Parses JSON that may hold comments, trailing commas and a byte order mark, as tool configuration does. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(withoutExtras(text.replace(/^\uFEFF/, '')));
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const TRAILING_COMMA = /("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g;

/** Offsets stay: what is taken out leaves spaces. */
function withoutExtras(text: string): string {
  const plain = text.replace(TOKEN, (token) => (token.startsWith('"') ? token : token.replace(/[^\n]/g, ' ')));
  return plain.replace(TRAILING_COMMA, (_, string: string | undefined) => string ?? ' ');
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is an object, else an empty one. */
export function objectAt(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return isObject(member) ? member : {};
}

export function textAt(value: JsonObject, name: string): string | undefined {
  const member = value[name];
  return typeof member === 'string' ? member : undefined;
}
