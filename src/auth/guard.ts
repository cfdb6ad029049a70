import { OptionError } from './errors.js';

/** What the code of a client was found to call: the file that `scope-audit guard` writes (schema: `scope-audit/schemas/guard.json`). */
export interface AuditedSet {
  version: 1;
  kind: 'guard';
  application: string;
  client: string;
  /** Calls that the audit could not resolve: a request outside the set may be one of them. */
  unresolved: number;
  operations: readonly AuditedOperation[];
}

export interface AuditedOperation {
  method: string;
  /** Segments in braces stand for any one segment. */
  path: string;
  /** Whether all of the permissions are needed or one of them; unknown and none are said so. */
  mode: 'ALL' | 'ANY' | 'NONE' | 'UNKNOWN';
  permissions: readonly string[];
  scopes: readonly string[];
  places: readonly { file: string; line: number; column: number }[];
}

export interface GuardOptions {
  /** The parsed file. */
  audited: AuditedSet;
  /** `warn` tells listeners of a request outside the set, `refuse` does not send it either. */
  mode: 'warn' | 'refuse';
}

/** The audited operations, by what a request asks. */
export interface Guard {
  mode: GuardOptions['mode'];
  unresolved: number;
  /** The operation of a request: one whose path is all literal goes before others. */
  find: (method: string, path: string) => AuditedOperation | undefined;
}

/** Opens the set. Throws an {@link OptionError} for what is none. */
export function openGuard({ audited, mode }: GuardOptions): Guard {
  const { kind, version, operations } = audited as { [Key in keyof AuditedSet]?: unknown };
  if (kind !== 'guard' || version !== 1 || !Array.isArray(operations)) throw new OptionError('guard: this is no audited set of version 1; write one with `scope-audit guard --output guard.json`');
  const rows = audited.operations.map((operation) => ({ operation, segments: segmentsOf(operation.path).map((segment) => (/^\{.*\}$/.test(segment) ? undefined : segment)) }));
  return {
    mode,
    unresolved: audited.unresolved,
    find: (method, path) => {
      const asked = segmentsOf(path);
      const fitting = rows.filter(({ operation, segments }) => operation.method === method && segments.length === asked.length && segments.every((segment, at) => segment === undefined || segment === asked[at]));
      return fitting.sort((a, b) => holesOf(a.segments) - holesOf(b.segments))[0]?.operation;
    },
  };
}

const segmentsOf = (path: string): string[] => path.replace(/^\/+|\/+$/g, '').split('/');
const holesOf = (segments: readonly (string | undefined)[]): number => segments.filter((segment) => segment === undefined).length;

/** What a refused request needed, in a sentence. */
export function explainForbidden({ method, path, mode, permissions, scopes, places }: AuditedOperation): string {
  const names = permissions.map((name) => `\`${name}\``).join(', ');
  const needs = permissions.length === 0 ? (mode === 'NONE' ? 'no permission' : 'permissions that are not known') : `${permissions.length === 1 ? 'permission' : mode === 'ANY' ? 'any one of the permissions' : 'all of the permissions'} ${names}`;
  const scope = scopes.length === 0 ? '' : `; where scopes are enforced, one of ${scopes.map((name) => `\`${name}\``).join(', ')}`;
  const [first] = places;
  return `${method} ${path} needs ${needs}${scope}${first === undefined ? '' : ` (called at ${first.file}:${first.line})`}; the division of the object and conditions of the role decide as well`;
}
