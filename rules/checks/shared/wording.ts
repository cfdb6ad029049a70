import { compareText, type Call, type Operation, type Place } from '../../../src/model/index.js';
import { isOpen, type GrantKind, type Need, type SharedRequirement } from '../../../src/require/needs.js';

/** The configuration, by the first of the names it is found by. */
export const SETTINGS = '`scope-audit.yaml`';

export function code(text: string): string {
  return `\`${text}\``;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** "`a`, `b` and 3 more". Never more than `limit` names. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and', limit = 5): string {
  const shown = names.slice(0, names.length > limit ? limit - 1 : limit).map(code);
  if (shown.length < names.length) return `${shown.join(', ')} ${word} ${names.length - shown.length} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1) ?? ''}`;
}

/** Sentences put together, each ended by a full stop; empty ones are left out. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `scope-manifest.yaml:12` */
export function at({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** "3 calls to `GET /api/v2/users`" or "5 calls to 2 endpoints". */
export function callsTo(needs: readonly Need[]): string {
  const calls = new Set(needs.flatMap((need) => need.calls)).size;
  const [only, another] = needs;
  return `${count(calls, 'call')} to ${only !== undefined && another === undefined ? code(only.operation.id) : count(needs.length, 'endpoint')}`;
}

/** The needs of several requirements, each once, sorted. */
export function needsBehind(requirements: readonly SharedRequirement[]): Need[] {
  const needs = new Map(requirements.flatMap((requirement) => requirement.needs).map((need) => [need.operation.id, need]));
  return [...needs.values()].sort((a, b) => compareText(a.operation.id, b.operation.id));
}

/** Rows of the catalog in words, the first three in full. */
export function rows(operations: readonly Operation[], kind: GrantKind): string {
  const shown = operations.slice(0, 3).map((operation) => row(operation, kind));
  const rest = operations.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${count(rest, 'more endpoint')}` : '');
}

/** "`GET /api/v2/routing/queues` needs ANY of `a`, `b` (openapi-2026-07)". Inferred scopes are marked so. */
function row(operation: Operation, kind: GrantKind): string {
  const corrected = operation.overlay === undefined ? '' : `, corrected by your configuration: ${operation.overlay.reason}`;
  return `${code(operation.id)} ${kind === 'permission' ? permissionNeed(operation) : scopeNeed(operation)}${corrected}`;
}

function permissionNeed(operation: Operation): string {
  if (operation.mode === 'UNKNOWN') return 'needs permissions that no source tells';
  if (operation.mode === 'NONE' || operation.permissions.length === 0) return `needs no permission (${operation.permissionSource})`;
  const several = operation.permissions.length > 1 ? `${operation.mode} of ` : '';
  return `needs ${several}${listed(operation.permissions, operation.mode === 'ALL' ? 'and' : 'or')} (${operation.permissionSource})`;
}

function scopeNeed(operation: Operation): string {
  if (isOpen(operation, 'scope')) return 'needs a scope that no source tells';
  if (operation.scopes.length === 0) return `needs no scope (${operation.scopeSource})`;
  const source = operation.scopeSource === 'inferred' ? 'inferred from neighbouring endpoints' : operation.scopeSource;
  return `accepts scope ${listed(operation.scopes, 'or')} (${source})`;
}

export function endpointOf(call: Call): string {
  return `${call.method} ${call.path}`;
}
