import type { GrantType } from '../model/index.js';

/** A grant to write, and why it is there: one line, e.g. `GET /api/v2/routing/queues, src/a.ts:12`. */
export interface DraftGrant {
  name: string;
  reason?: string;
}

/** A client to write. Lists that are left out are not written; empty ones say that there is nothing. */
export interface DraftClient {
  name: string;
  grant?: GrantType;
  permissions?: readonly DraftGrant[];
  scopes?: readonly DraftGrant[];
  paths?: readonly string[];
}

export interface ManifestDraft {
  application: string;
  /** Lines of comment at the top. */
  notes?: readonly string[];
  clients: readonly DraftClient[];
}

/**
 * The manifest as YAML text, with comments that say why each grant is there. One client with the application's name
 * is written in the short form. Names come from code, so whatever is not plainly a word is quoted.
 */
export function writeManifest({ application, notes = [], clients }: ManifestDraft): string {
  const [only, ...others] = clients;
  const short = only !== undefined && others.length === 0 && only.name === application;
  const lines = [
    ...notes.map((note) => `# ${oneLine(note)}`),
    `application: ${quote(application)}`,
    ...(short ? clientLines(only, '') : []),
    ...(short || only === undefined ? [] : ['clients:', ...clients.flatMap((client) => namedClientLines(client))]),
  ];
  return `${lines.join('\n')}\n`;
}

function namedClientLines(client: DraftClient): string[] {
  const lines = clientLines(client, '    ');
  return lines.length === 0 ? [`  ${quote(client.name)}: {}`] : [`  ${quote(client.name)}:`, ...lines];
}

function clientLines({ grant, permissions, scopes, paths }: DraftClient, indent: string): string[] {
  return [
    ...(grant === undefined ? [] : [`${indent}grant: ${grant}`]),
    ...listLines('permissions', permissions, indent),
    ...listLines('scopes', scopes, indent),
    ...listLines('paths', paths?.map((name) => ({ name })), indent),
  ];
}

function listLines(key: string, grants: readonly DraftGrant[] | undefined, indent: string): string[] {
  if (grants === undefined) return [];
  if (grants.length === 0) return [`${indent}${key}: []`];
  const entries = grants.map(({ name, reason }) => {
    const comment = reason === undefined ? '' : `  # ${oneLine(reason)}`;
    return `${indent}  - ${quote(name)}${comment}`;
  });
  return [`${indent}${key}:`, ...entries];
}

const PLAIN = /^[A-Za-z][\w./@*-]*(:[\w./@*-]+)*$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** Text as a YAML scalar. JSON strings are YAML, so what is not plain is written as one. */
function quote(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}

/** Text that cannot end its comment. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+/g, ' ').trim();
}
