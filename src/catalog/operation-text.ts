import { ToolError } from '../model/index.js';
import type { Operation, OperationAuth, OperationStatus, PermissionMode } from '../model/index.js';

const MODES: Readonly<Record<string, PermissionMode>> = { ALL: 'ALL', ANY: 'ANY', NONE: 'NONE', UNKNOWN: 'UNKNOWN' };
const AUTHS: Readonly<Record<string, OperationAuth>> = { oauth: 'oauth', none: 'none', 'guest-chat': 'guest-chat', webmessaging: 'webmessaging' };
const STATUSES: Readonly<Record<string, OperationStatus>> = { current: 'current', 'current-no-sdk': 'current-no-sdk', retired: 'retired' };

export const toMode = (text: string): PermissionMode | undefined => MODES[text];
export const toAuth = (text: string): OperationAuth | undefined => AUTHS[text];
export const toStatus = (text: string): OperationStatus | undefined => STATUSES[text];

/** `domain:entity:action`, or a general permission of one word. Anything else in a permission list is prose. */
export function isPermissionName(text: string): boolean {
  return /^[A-Za-z][\w-]*(?::[\w*-]+:[\w*-]+)?$/.test(text);
}

/** What is required once prose is left out; a list of prose alone says that something is checked, but not what. */
export function permissionFact(mode: PermissionMode, names: readonly string[]): { mode: PermissionMode; permissions: readonly string[] } {
  const permissions = [...new Set(names.filter(isPermissionName))];
  if (permissions.length > 0) return { mode, permissions };
  return { mode: names.length > 0 ? 'UNKNOWN' : mode, permissions };
}

type Permissions = Pick<Operation, 'mode' | 'permissions' | 'permissionSource'>;
type Scopes = Pick<Operation, 'scopes' | 'scopeSource'>;

/** `ANY routing:queue:view, routing:queue:search (source)`. */
export function formatPermissions({ mode, permissions, permissionSource }: Permissions): string {
  return `${mode}${permissions.length > 0 ? ` ${permissions.join(', ')}` : ''} (${permissionSource})`;
}

export function parsePermissions(text: string): Permissions | undefined {
  const fact = splitSource(text);
  if (!fact) return undefined;
  const blank = fact.value.indexOf(' ');
  const mode = toMode(blank < 0 ? fact.value : fact.value.slice(0, blank));
  return mode && { mode, permissions: blank < 0 ? [] : fact.value.slice(blank + 1).split(', '), permissionSource: fact.source };
}

/** `routing, routing:readonly (source)`; `none (source)`. */
export function formatScopes({ scopes, scopeSource }: Scopes): string {
  return `${scopes.join(', ') || 'none'} (${scopeSource})`;
}

export function parseScopes(text: string): Scopes | undefined {
  const fact = splitSource(text);
  return fact && { scopes: fact.value === 'none' ? [] : fact.value.split(', '), scopeSource: fact.source };
}

/** `value (source)`. */
function splitSource(text: string): { value: string; source: string } | undefined {
  const open = text.lastIndexOf(' (');
  return open > 0 && text.endsWith(')') ? { value: text.slice(0, open), source: text.slice(open + 2, -1) } : undefined;
}

/** The readable form: valid YAML, one fact a line. What is usual (`auth: oauth`, `status: current`) is left out. */
export function formatOperations(operations: readonly Operation[]): string {
  return operations.map(formatOperation).join('\n');
}

function formatOperation(op: Operation): string {
  const lines = [`${op.id}:`, `  permissions: ${formatPermissions(op)}`, `  scopes: ${formatScopes(op)}`];
  if (op.auth !== 'oauth') lines.push(`  auth: ${op.auth}`);
  if (op.status !== 'current') lines.push(`  status: ${op.status}`);
  if (op.deprecated) lines.push('  deprecated: true');
  if (op.lastSdkVersion !== undefined) lines.push(`  lastSdk: ${op.lastSdkVersion}`);
  if (op.sdk.length > 0) lines.push(`  sdk: ${op.sdk.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

/** Reads what `formatOperations` writes; an error names the line. A general YAML parser takes seconds over the whole catalog. */
export function parseOperations(text: string, file: string): Operation[] {
  const operations: Operation[] = [];
  let current: Operation | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [, method, path] = /^([A-Z]+) (\/\S*):$/.exec(line) ?? [];
    if (method !== undefined && path !== undefined) {
      current = newOperation(method, path);
      operations.push(current);
      continue;
    }
    const [, key, value] = /^ {2}(\w+): (.+)$/.exec(line) ?? [];
    if (current === undefined || key === undefined || value === undefined || !setFact(current, key, value)) {
      throw new ToolError('catalog-facts', `${file}:${index + 1}: cannot read "${line}"`, {
        hint: 'A line is "METHOD /path:" or one of permissions, scopes, auth, status, deprecated, lastSdk, sdk, indented by two blanks.',
        place: { file, line: index + 1, column: 1 },
      });
    }
  }
  return operations;
}

/** An operation of which nothing is known but that it exists. */
export function newOperation(method: string, path: string): Operation {
  return {
    id: `${method} ${path}`, method, path, mode: 'UNKNOWN', permissions: [], scopes: [], auth: 'oauth', status: 'current',
    deprecated: false, sdk: [], permissionSource: 'none', scopeSource: 'unknown',
  };
}

function setFact(op: Operation, key: string, value: string): boolean {
  switch (key) {
    case 'permissions':
      return assign(op, parsePermissions(value));
    case 'scopes':
      return assign(op, parseScopes(value));
    case 'auth':
      return assign(op, define('auth', toAuth(value)));
    case 'status':
      return assign(op, define('status', toStatus(value)));
    case 'deprecated':
      return assign(op, value === 'true' ? { deprecated: true } : undefined);
    case 'lastSdk':
      return assign(op, { lastSdkVersion: value });
    case 'sdk':
      return assign(op, { sdk: value.split(', ') });
    default:
      return false;
  }
}

function define<K extends string, V>(key: K, value: V | undefined): Record<K, V> | undefined {
  return value === undefined ? undefined : ({ [key]: value } as Record<K, V>);
}

function assign(op: Operation, facts: Partial<Operation> | undefined): boolean {
  if (facts === undefined) return false;
  Object.assign(op, facts);
  return true;
}
